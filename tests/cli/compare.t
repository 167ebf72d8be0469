#!/usr/bin/env python3
"""compare: the same is 0, one changed figure anywhere is 1 and named, and what
cannot be compared is 2 or 4 and never a crash."""
import copy
import fnmatch
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, run, scratch, tap

scratch()
NAMES = "rushed", "calmed", "level", "menu", "mono", "pair"
REPORTS = {name: json.loads(tap.read("samples/%s.report.json" % name))
           for name in NAMES}
RUSHED = os.path.join(SAMPLES, "rushed.report.json")
FIGURES = list(json.loads(tap.read("models/tolerances.json"))["figures"]
               .items())[::-1]


def write(path, value):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(value if isinstance(value, str) else json.dumps(value))
    return path


def changed(name, change):
    """A copy of a sample's report after change(report), as a file."""
    report = copy.deepcopy(REPORTS[name])
    change(report)
    return write("changed.json", report)


# ---- each measure: beyond its tolerance, within it, and null ----------------

def leaves(value, path=(), measure="", unit=None):
    """(path, measure, value) of each figure and word of a report."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("why", "id"):
                continue
            unit = value.get("unit") if key in ("value", "own_habit") else None
            yield from leaves(inner, path + (key,),
                              (measure + "." if measure else "") + key, unit)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            own = ".%s" % inner["id"] if measure == "pacing" else ""
            yield from leaves(inner, path + (i,), measure + own)
    else:
        yield path, measure + ("[%s]" % unit if unit else ""), value


def tolerance_of(measure):
    """The last pattern that fits; brackets are themselves."""
    for pattern, entry in FIGURES:
        if fnmatch.fnmatchcase(measure, pattern.replace("[", "[[]")):
            return entry
    raise KeyError(measure)


def put(report, path, value):
    for key in path[:-1]:
        report = report[key]
    report[path[-1]] = value


IDENTITY = {"kind", "party", "code", "cue", "metric"}
REFERENCES = {"turn_id", "segment", "exchange", "customer_before",
              "customer_after", "agent_segments", "ref", "interrupted_by"}


def named(measure, path):
    """Where it is told: another kind is another item, and so is one that has
    lost its time."""
    holder, _, last = measure.rpartition(".")
    lost = last in ("start_s", "onset_s") and path[0] not in (
        "conversation", "quality")
    return holder if last in IDENTITY or lost else measure


def variants(path, measure, value):
    """(what, new value, measure to be named or None: not drift)"""
    entry = tolerance_of(measure)
    drifts = entry.get("verdict", "drift") == "drift"
    if isinstance(value, bool) or isinstance(value, str):
        other = (not value) if isinstance(value, bool) else value + "x"
        if path[-1] in ("unit", "turn_id"):
            return
        if REFERENCES & set(path):
            other = "zz"
        yield "word", other, named(measure, path) if drifts else None
    elif value is None:
        yield "known", 1, measure if drifts else None
    elif not drifts:
        yield "number", value + 1, None
    else:
        room = max(entry.get("absolute", 0),
                   entry.get("relative", 0) * abs(value))
        yield "beyond", value + (1.1 * room or 1), measure
        yield "less", value - (1.1 * room or 1), measure
        if room:
            yield "within", value + 0.9 * room, None
        yield "null", None, named(measure, path)


def first_of_each(report, seen):
    for path, measure, value in leaves(report):
        kind = (measure, value is None)
        if path[0] not in ("schema", "call_id") and kind not in seen:
            seen.add(kind)
            yield path, measure, value


cases, seen = {}, set()
for name in NAMES:
    for path, measure, value in first_of_each(REPORTS[name], seen):
        for what, new, want in variants(path, measure, value):
            call_id = "c%04d" % len(cases)
            key = name, ".".join(map(str, path)), what
            cases[call_id] = key, want
            report = dict(copy.deepcopy(REPORTS[name]), call_id=call_id)
            write("one/%s.json" % call_id, report)
            put(report, path, new)
            write("two/%s.json" % call_id, report)
r = run("compare", "one", "two", "--tap")
found = {}
for call_id, measure in re.findall(r"^not ok \d+ - (\w+): (.+)$", r.text(),
                                   re.M):
    found.setdefault(call_id, []).append(measure)
measures = {want for _, want in cases.values() if want}
missed = ["%s %s: want %s, got %s" % (*cases[c][0][1:], cases[c][1],
                                      found.get(c)) for c in cases
          if cases[c][1] and found.get(c, [""])[0] != cases[c][1]]
false = ["%s %s: %s" % (*cases[c][0][1:], found[c]) for c in cases
         if not cases[c][1] and c in found]
tap.ok(r.code == 1 and len(measures) > 200 and not r.err,
       "%d changes of %d measures are compared" % (len(cases), len(measures)),
       r.details())
tap.ok(not missed, "each that is beyond its tolerance is named", missed[:40])
tap.ok(not false, "none that is within it, or explains drift, is", false[:40])
tap.done()
