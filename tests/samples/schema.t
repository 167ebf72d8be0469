#!/usr/bin/python3
"""The reports of the sample calls follow their schema, and a report with a key
too many, a key too few or an unexplained null does not."""
import copy
import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap
import validate

sys.path.insert(0, os.path.join(tap.ROOT, "samples"))
import pin_reports

check = validate.load()


def objects(value, path=()):
    """(path, shape) of each object; list places count as one shape."""
    if isinstance(value, dict):
        yield path, tuple(p for p in path if isinstance(p, str))
        for key, inner in value.items():
            if key not in ("why", "changed"):
                yield from objects(inner, path + (key,))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from objects(inner, path + (i,))


def at(report, path):
    for key in path:
        report = report[key]
    return report


def spoiled(report):
    """(what was done, the report with it done), one thing at a time."""
    seen = set()
    for path, shape in objects(report):
        if shape in seen or "customer" in shape and "parties" in shape:
            continue
        seen.add(shape)
        for key, value in at(report, path).items():
            if key == "why":
                continue
            other = copy.deepcopy(report)
            del at(other, path)[key]
            yield "without %s.%s" % (".".join(shape), key), other
            if value is not None and key not in validate.NULL_WITHOUT_WHY:
                other = copy.deepcopy(report)
                at(other, path)[key] = None
                yield "null %s.%s" % (".".join(shape), key), other
        other = copy.deepcopy(report)
        at(other, path)["extra"] = 0
        yield "with %s.extra" % ".".join(shape), other


def small(report):
    """One item of each list, so that a check takes a few milliseconds."""
    report = copy.deepcopy(report)
    for name in ("segments", "exchanges", "episodes", "highlights"):
        report[name] = report[name][:1]
    report["pacing"] = [note for note in report["pacing"] if note["norm"]][:1]
    kinds = {event["kind"]: event for event in report["events"]}
    report["events"] = list(kinds.values())
    return report


for name, truth in pin_reports.truths().items():
    text, words = pin_reports.report(truth)
    if not tap.ok(text is not None, name + ": is read", [words]):
        continue
    found = validate.problems_of(check, json.loads(text))
    tap.ok(not found, name + ": follows the schema", found[:20])
    if name != "rushed":
        continue
    report = small(json.loads(text))
    tap.ok(check.is_valid(report), "a few items of each kind are valid")
    passed, count = [], 0
    for what, other in spoiled(report):
        count += 1
        if check.is_valid(other):
            passed.append(what)
    tap.ok(count > 300 and not passed,
           "%d spoiled reports are refused" % count, passed)
tap.done()
