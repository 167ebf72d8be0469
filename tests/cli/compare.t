#!/usr/bin/env python3
"""compare: the same is 0, one changed figure anywhere is 1 and named, and what
cannot be compared is 2 or 4 and never a crash."""
import copy
import fnmatch
import json
import os
import re
import shutil
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


# ---- items that moved, are lost or are new ----------------------------------

def lines(change, name="rushed"):
    r = run("compare", os.path.join(SAMPLES, name + ".report.json"),
            changed(name, change), "-v")
    return r, r.text()


def at(report, kind, index=0):
    return [e for e in report["events"] if e["kind"] == kind][index]


def drop(report, index):
    del report["events"][index]


def later(report):
    at(report, "interruption", 1)["start_s"] += 0.21


def more(report):
    report["events"].insert(1, dict(report["events"][0], id="e9",
                                    start_s=47.0, end_s=47.5))


def renumber(report):
    """One event more at the front, and all ids one up: nothing else moved."""
    text = re.sub(r'"e(\d+)"', lambda m: '"e%d"' % (int(m[1]) + 1),
                  json.dumps(report))
    report.update(json.loads(text))
    report["events"].insert(0, dict(report["events"][0], id="e0",
                                    start_s=3.0, end_s=3.5))


r, text = lines(lambda report: None)
tap.ok(r.code == 0 and "nothing moved" in text and not r.err,
       "a report and itself: 0", r.details())
for name, change, want, count in (
        ("an event that moved", later, "0:52 events[e1].start_s: 52.39 -> "
         "52.6 s, 4.2 tolerances", 1),
        ("a lost event", lambda report: drop(report, 0),
         "0:39 events[e0]: gone: interruption of agent", 1),
        ("a new event", more, "0:47 events[e9]: new: interruption of agent",
         1),
        ("a new event before all", renumber,
         "0:03 events[e0]: new: interruption of agent", 1)):
    r, text = lines(change)
    tap.ok(r.code == 1 and want in text
           and "1 moved, %d figure" % count in text, name, r.details())



def lose_a_moment(report):
    report["highlights"] = [h for h in report["highlights"]
                            if h["kind"] != "cut_in_heat"]


r, text = lines(lose_a_moment)
tap.ok("]: gone: cut_in_heat (Cut in on a raised voice)\n" in text,
       "a kind is told in the words of the pages, too", r.details())
r = run("compare", os.path.join(SAMPLES, "rushed.report.json"),
        changed("rushed", lose_a_moment), "--tap")
tap.ok("]: gone: cut_in_heat\n" in r.out.decode(), "in TAP as in the report",
       r.details())


def other_codes(report):
    report["events"][0]["outcome"] = "held"
    report["exchanges"][0]["effect"] = "escalated"
    report["attribution"]["verdict"] = "no_clear_pattern"
    report["segments"][3]["ipus"].append([5.5, 6.25])
    report["events"][1]["start_s"] = report["events"][1]["end_s"] = 3725.9


r, text = lines(other_codes)
for want in (
        "0:39 events[e0].outcome: yielded (got the floor) -> held (the other "
        "went on)\n",
        ".effect: none (no change went with the agent's move) -> escalated "
        "(the customer rose after it)\n",
        "attribution.verdict: insufficient_evidence (not enough evidence for "
        "a pattern) -> no_clear_pattern (no clear pattern)\n",
        "segments[s3].ipus[1]: new: 5.5 to 6.25 s\n",
        "1:02:05 events[e1]: new: interruption of agent\n"):
    tap.ok(want in text, want.strip(), r.details())
r = run("compare", RUSHED, "changed.json", "--tap", "--junit", "codes.xml")
tap.ok("outcome: yielded -> held\n" in r.out.decode(), "TAP has the codes",
       r.details())
failure = [f for f in xml.parse("codes.xml").iter("failure")
           if "outcome" in f.get("message")]
tap.ok(len(failure) == 1 and "yielded -> held" in failure[0].get("message")
       and "yielded (got the floor) -> held" in failure[0].text,
       "JUnit has the codes in the message and the words in the text",
       [f.text for f in failure])


def a_little(report):
    report["parties"]["agent"]["pitch"]["median_hz"] += 0.1
    report["segments"][0]["activation"] += 0.01
    report["segments"][1]["activation"] += 0.01


r, text = lines(a_little)
tap.ok(r.code == 0 and "nothing moved" in text
       and "parties.agent.pitch.median_hz: 1 of 1 within tolerance\n" in text
       and re.search(r"segments\.activation: 2 of \d+ within tol", text),
       "-v names what differs within its tolerance", r.details())
r = run("compare", RUSHED, "changed.json")
tap.ok("3 figures differ within tolerance" in r.text()
       and "pitch" not in r.text(), "it is counted without", r.details())


def many(report):
    for i, s in enumerate(report["segments"]):
        s["activation"] = (s["activation"] or 0) + 0.04 + 0.01 * i
        s["end_s"] += 0.06 + 0.01 * i
        s["speech_s"] += 0.06 + 0.01 * i


def louder(report):
    for i, s in enumerate(report["segments"]):
        if s["loudness"]["lufs"] is not None:
            s["loudness"]["lufs"] += 6 + 0.01 * i


levels = sum(s["loudness"]["lufs"] is not None
             for s in REPORTS["rushed"]["segments"])
r = run("compare", RUSHED, changed("rushed", louder))
tap.ok(r.code == 1 and r.text().count("loudness.lufs: ") == 1
       and "tolerances; %d more moved alike\n" % (levels - 1) in r.text()
       and "%d figures" % levels in r.text(),
       "segments that moved alike are one line", r.details())
r = run("compare", "-v", RUSHED, changed("rushed", louder))
tap.ok(r.text().count("loudness.lufs: ") == levels, "-v: each of them",
       r.details())
r = run("compare", RUSHED, changed("rushed", many))
apart = [float(x) for x in re.findall(r", ([\d.]+) tolerances", r.text())]
tap.ok(apart == sorted(apart)[::-1] and len(apart) == 40
       and "and 26 more" in r.text(), "worst first, 40 lines and a count",
       [len(apart), r.text()[-300:]])
r, text = lines(many)
tap.ok(text.count(" tolerances\n") == 66, "-v: all of them",
       [text.count(" tolerances\n")])
r = run("compare", "-q", RUSHED, changed("rushed", many))
tap.ok(r.code == 1 and not r.out and not r.err, "-q: the code alone",
       r.details())


# ---- what explains drift ----------------------------------------------------

def other_run(report):
    report["version"] = "9.9"
    report["settings"] = {"key": "0" * 64, "changed": {"talk.turn_gap_s": 4}}
    report["input"]["files"][0]["sha256"] = "f" * 64


r, text = lines(other_run)
tap.ok(r.code == 0 and all(word in text for word in (
    "version: 0.1.0 -> 9.9", "settings.changed.talk.turn_gap_s: new: 4",
    "input.files[0].sha256", "nothing moved")),
    "settings, version and files are said, and no drift", r.details())
tap.ok("settings.key" not in r.text() and "the audio differs: input.files[0]"
       in r.text(), "the key, made of these, is not", r.details())
r, text = lines(lambda report: report["settings"].update(key="0" * 64))
tap.ok(r.code == 0 and "settings.key: " in text, "unless it stands alone",
       r.details())


# ---- folders ----------------------------------------------------------------

for folder in "base", "now":
    for name in NAMES:
        write("%s/%s.json" % (folder, name), REPORTS[name])
r = run("compare", "base", "base/../base")
tap.ok(r.code == 0 and "base and base/../base are the same" in r.said()
       and not run("compare", "-q", "base", "base").err,
       "a folder and itself: 0, and a word of warning", r.details())
write("now/calls.csv", "x")
write("now/.hidden.json", "{")
r = run("compare", "base", "now")
tap.ok(r.code == 0 and "6 calls compared: nothing moved" in r.text(),
       "two folders", r.details())
os.remove("now/level.json")
write("now/extra.json", dict(REPORTS["level"], call_id="new-one"))
r = run("compare", "base", "now")
tap.ok(r.code == 1 and "level call: gone" in r.text()
       and "new-one call: new" in r.text(), "a lost and a new call are drift",
       r.details())
write("now/level.json", {"schema": "callcadence/error/1", "call_id": "level",
                         "error": {"text": "no such codec"}})
r = run("compare", "base", "now")
tap.ok(r.code == 1 and "no report any more: no such codec" in r.text(),
       "a call that fails now", r.details())
write("now/level.json", '{"schema": "callcadence/report/1",\n"call_id" 7}')
r = run("compare", "base", "now")
tap.ok(r.code == 2 and "now/level.json:2:" in r.said()
       and "new-one call: new" in r.text(),
       "a broken report is named with its place, the others compared",
       r.details())
tap.ok("level call: gone: no report in now that can be read" in r.text(),
       "its call may be there", r.details())
r = run("compare", "base", "now", "--tap", "--junit", "broken.xml")
tests = re.findall(r"^(?:not )?ok (\d+)", r.text(), re.M)
broken = xml.parse("broken.xml").findall("testsuite[@errors='1']")
tap.ok(r.code == 2 and re.search(r"^not ok \d+ - now/level\.json:2:", r.text(),
                                 re.M)
       and [int(n) for n in tests] == list(range(1, len(tests) + 1))
       and r.text().endswith("1..%d\n" % len(tests)), "and a test in TAP",
       r.text().splitlines()[-3:])
tap.ok(len(broken) == 1 and "now/level.json:2:" in broken[0].find(
    "testcase/error").get("message"), "and an error in JUnit", broken)
write("now/level.json", REPORTS["rushed"])
r = run("compare", "base", "now")
tap.ok(r.code == 2 and "call rushed is also in now/level.json" in r.said(),
       "two reports of one call", r.details())

shutil.copytree("base", "coached")
for agent in "a7", "b":
    shutil.copy(os.path.join(SAMPLES, "..", "models", "coach-1.schema.json"),
                "coached/schema.json")
    write("coached/%s.coach.json" % agent, {"schema": "callcadence/coach/1"})
    write("coached/%s.json" % agent, {"schema": "callcadence/profile/1"})
r = run("compare", "base", "coached")
tap.ok(r.code == 0 and not r.err and "5 other JSON files passed over"
       in r.text(), "what coach writes beside reports is passed over",
       r.details())
r = run("compare", "base", "coached/b.json")
tap.ok(r.code == 2 and "not a report: its schema is callcadence/profile/1"
       in r.said(), "named, it is refused", r.details())
os.mkfifo("coached/pipe.json")
r = run("compare", "base", "coached", limit_s=20)
tap.ok(r.code == 2 and "coached/pipe.json: not a file" in r.said()
       and "6 calls compared" in r.text(), "a pipe in a folder is named, and "
       "not waited for", r.details())
r = run("compare", RUSHED, "coached/pipe.json", limit_s=20)
tap.ok(r.code == 2 and "pipe.json:1:" in r.said(), "a pipe without a writer",
       r.details())
p = subprocess.run(["bash", "-c", '"$0" compare "$1" <(cat "$1")', tap.COMMAND,
                    RUSHED], capture_output=True, text=True, timeout=20)
tap.ok(p.returncode == 0, "a shell's <(...)", [p.stdout, p.stderr])
os.symlink(RUSHED, "link.json")
r = run("compare", RUSHED, "link.json")
tap.ok(r.code == 0, "a link to a report", r.details())

# ---- used wrongly -----------------------------------------------------------

os.mkdir("empty")
write("other.json", dict(REPORTS["level"], schema="callcadence/report/9"))
write("plain.json", {"a": 1})
write("deep.json", "[" * 100000)
write("bad.tolerance", '{"figures": {\n"talk": 1}}')
write("wide.tolerance", {"figures": {"segments.*": {"absolute": 9}}})
for name, arguments, word in (
        ("one report", [RUSHED], "two reports"),
        ("three", [RUSHED] * 3, "two reports"),
        ("a missing folder", ["base", "nowhere"], "nowhere: no such"),
        ("an empty folder", ["base", "empty"], "no report in this folder"),
        ("another schema", [RUSHED, "other.json"], "analyze the call again"),
        ("no report", [RUSHED, "plain.json"], "plain.json: not a report"),
        ("not JSON", [RUSHED, "now/calls.csv"], "now/calls.csv:1:1: not JSON"),
        ("a deep one", [RUSHED, "deep.json"], "deep.json:1:"),
        ("a wrong tolerance", [RUSHED, RUSHED, "--tolerance", "bad.tolerance"],
         "bad.tolerance:2: figures.talk: no such figure"),
        ("no tolerances", [RUSHED, RUSHED, "--tolerance", "nowhere"],
         "nowhere")):
    r = run("compare", *arguments, "--junit", "no.xml")
    tap.ok(r.code == 2 and word in r.said() and not r.out
           and not os.path.exists("no.xml"), "2: " + name, r.details())
if os.geteuid():
    os.chmod("plain.json", 0)
    r = run("compare", RUSHED, "plain.json")
    tap.ok(r.code == 4 and "plain.json: cannot be read" in r.said(),
           "4: no permission", r.details())
r = run("compare", RUSHED, changed("rushed", many), "--tolerance",
        "wide.tolerance")
tap.ok(r.code == 0, "--tolerance lies over the built-in ones", r.details())
r = run("compare", RUSHED, "-", stdin=json.dumps(REPORTS["rushed"]).encode())
tap.ok(r.code == 0, "standard input as -", r.details())
r = run("compare", RUSHED, RUSHED, "--junit", "/dev/null/no.xml")
tap.ok(r.code == 4 and "no.xml" in r.said(), "4: JUnit cannot be written",
       r.details())
with open("/dev/full", "w") as full:
    r = run("compare", RUSHED, RUSHED, stdout=full)
tap.ok(r.code == 4, "4: a full disk", r.details())

# ---- for machines -----------------------------------------------------------

write("odd/a.json", dict(REPORTS["level"], call_id='<&"#\x01\uffff\n\u00fc'))
odd = dict(copy.deepcopy(REPORTS["level"]), call_id='<&"#\x01\uffff\n\u00fc',
           version="<9>")
odd["parties"]["agent"]["turns"] += 1
write("odder/a.json", odd)
r = run("compare", "odd", "odder", "--tap", "--junit", "odd.xml")
root = xml.parse("odd.xml").getroot()
suite = root.find("testsuite")
bad = [c.get("name") for c in suite if c.find("failure") is not None]
tap.ok(r.code == 1 and bad == ["parties.agent.turns"]
       and suite.get("failures") == "1"
       and int(suite.get("tests")) == len(suite.findall("testcase")) > 100
       and suite.get("name") == '<&"#???\u00fc'.replace("???", "?" * 3)
       and "turns: " in suite.find(".//failure").get("message")
       and suite.find(".//property").get("value") == "0.1.0 -> <9>",
       "JUnit XML that parses, whatever the call is named",
       [bad, suite.attrib])
tap.ok("\n# version: 0.1.0" in "\n" + r.text()
       and re.search(r"^not ok \d+ - .*: parties\.agent\.turns\n"
                     r"# parties\.agent\.turns: \d+ -> \d+$", r.text(), re.M)
       and r.text().rstrip().endswith("1..%s" % suite.get("tests")),
       "TAP with what moved as comments", r.text().splitlines()[-3:])
for now, want in ("odd", 0), ("odder", 1):
    write("drift.t", "#!/bin/sh\nexec '%s' compare odd %s --tap\n"
          % (tap.COMMAND, now))
    os.chmod("drift.t", 0o755)
    p = subprocess.run(["prove", "./drift.t"], capture_output=True, text=True)
    tap.ok((p.returncode != 0) == want and
           ("Result: FAIL" if want else "Result: PASS") in p.stdout,
           "prove reads it: " + p.stdout.strip().splitlines()[-1], [p.stdout])
tap.done()
