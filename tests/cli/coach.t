#!/usr/bin/env python3
"""coach: reports gathered by agent; the habit goes out as a profile and comes
back as own_habit; what is wrong is named and ends with the right code."""
import json
import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, hashed, run, scratch, tap

NAMES = ["calmed", "level", "pair", "rushed"]
IDS = {"dead_air", "latency", "pace", "monologue"}


def pinned(name):
    return json.loads(tap.read("samples/%s.report.json" % name))


def write(path, report, agent, day):
    report["call"].update(agent_id=agent, started_at="2026-05-%02d" % day)
    report["call"]["why"] = {k: v for k, v in report["call"]["why"].items()
                             if k not in ("agent_id", "started_at")}
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(report, indent=1) + "\n")


def loaded(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def middle(values):
    values = sorted(values)
    n = len(values)
    return (values[(n - 1) // 2] + values[n // 2]) / 2


def pacing(report):
    return {note["id"]: note for note in report["pacing"]}


scratch()
A_7 = hashed("a_7", "a/7")
os.makedirs("r")
for day, name in enumerate(NAMES, 1):
    write("r/%s.json" % name, pinned(name), "a/7", day)
r = run("coach", "r", "-o", "out", "--profile-out", "a7.json")
tap.ok(r.code == 0 and sorted(os.listdir("out")) ==
       [A_7 + ".coach.html", A_7 + ".coach.json", "coach.html"],
       "two files an agent, and the list", r.details() + os.listdir("out"))
coach = loaded("out/" + A_7 + ".coach.json")
tap.ok(coach["agent_id"] == "a/7" and coach["calls"] == 4 and
       [d["call_id"] for d in coach["dots"]] ==
       [pinned(name)["call_id"] for name in NAMES], "four calls, by day")
wrong = [i for i in sorted(IDS) if coach["pacing"][i]["value"] !=
         round(middle([pacing(pinned(n))[i]["value"] for n in NAMES]), 4)]
tap.ok(not wrong, "medians as Python has them", wrong)
known = [pinned(n)["attribution"] for n in NAMES]
known = [a for a in known if a["expected_by_chance"]["escalated"] is not None]
tap.ok(coach["attribution"]["calls"] == len(known) > 0 and
       coach["attribution"]["exchanges"] == sum(a["exchanges"] for a in known),
       "effects of the calls in which chance can be reckoned")
sides = [e["side"] for e in coach["examples"]]
tap.ok(sides and sides == sorted(sides, reverse=True) and
       sides[0] == "strength", "strengths first", sides)

# round trip
profile = loaded("a7.json")
fresh = os.path.join(SAMPLES, "rushed.flac")
r = run("analyze", "--json", "--profile", "a7.json", fresh)
notes = pacing(json.loads(r.text())) if r.code == 0 else {}
wrong = [i for i, note in notes.items()
         if note["own_habit"] != profile["pacing"][i]["value"]]
tap.ok(notes and not wrong, "own_habit is the profile's, id by id",
       wrong or r.details())
tap.ok(all(notes[i]["own_habit"] is not None for i in IDS), "and known")
plain = run("analyze", "--json", fresh)
keys = [json.loads(x.text())["settings"]["key"] for x in (r, plain)]
tap.ok(keys[0] != keys[1], "the key tells with and without apart")
tap.ok(all(n["why"]["own_habit"] == "no_profile"
           for n in pacing(json.loads(plain.text())).values()),
       "without: no_profile")
r = run("analyze", "--json", "--profile", "a7.json", "--clip", "0:12", fresh)
rate = json.loads(r.text())["parties"]["agent"]["baseline"]["rate_syl_s"]
tap.ok(rate["from"] == "profile" and
       abs(rate["value"] - profile["measures"]["rate_syl_s"]["value"]) < 0.01,
       "a short call takes its rate from there", [rate])
with open("short.json", "wb") as file:
    file.write(r.out)
checked = subprocess.run(
    [sys.executable, os.path.join(tap.ROOT, "tests", "validate.py"),
     "short.json"], capture_output=True, text=True)
tap.ok(checked.returncode == 0, "in a sound report",
       checked.stdout.splitlines()[-20:])

# two agents, strangers in the folder, broken reports
write("r/other.json", dict(pinned("level"), call_id="other"), "b", 9)
with open("r/list.json", "w") as file:
    file.write("[1, 2]\n")
r = run("coach", "r", "-o", "two")
SUM = "callcadence: 5 calls of 2 agents: pages in two\n"
tap.ok(r.code == 0 and r.said() == SUM and
       [n for n in sorted(os.listdir("two")) if n.endswith(".json")] ==
       [A_7 + ".coach.json", "b.coach.json"],
       "two agents; JSON of another kind is passed over", r.details())
r = run("coach", "r", "--profile-out", "none.json")
tap.ok(r.code == 2 and not os.path.exists("none.json") and
       "one agent" in r.said(), "no profile of two agents", r.details())
r = run("coach", "r/list.json", "-o", "none")
tap.ok(r.code == 3 and "list.json" in r.said(), "named, it is refused",
       r.details())
with open("r/half.json", "w") as file:
    file.write(tap.read("samples/level.report.json")[:5000])
r = run("coach", "r", "-o", "three")
tap.ok(r.code == 3 and "r/half.json" in r.said() and
       r.said().count("\n") == 2 and len(os.listdir("three")) == 5,
       "a broken report is named, the others are read", r.details())
write("r/twin.json", dict(pinned("level"), call_id="twin"), A_7, 9)
r = run("coach", "r", "-o", "four")
tap.ok(r.code == 2 and not os.path.exists("four") and A_7 in r.said(),
       "two agents with one file name: nothing is written", r.details())

os.makedirs("bom")
with open("bom/a.json", "w", encoding="utf-8-sig") as file:
    file.write(tap.read("samples/level.report.json"))
r = run("coach", "bom", "-o", "bom", "--profile-out", "bom/me.json")
tap.ok(r.code == 0 and r.said() == "callcadence: 1 call of 1 agent: pages in "
       "bom, profile in bom/me.json\n", "a report with a byte order mark",
       r.details())
r = run("compare", "bom/a.json", "bom/a.json")
tap.ok(r.code == 0 and "1 call compared" in r.text(), "compare reads it, too",
       r.details())

for arguments, says in [((), "wants reports"), (("r",), "wants -o DIR"),
                        (("nowhere.json", "-o", "x"), "nowhere.json"),
                        (("r", "-o", "x", "--json"), "--json")]:
    r = run("coach", *arguments)
    tap.ok(r.code in (2, 3) and says in r.said() and not os.path.exists("x"),
           "refused: coach " + " ".join(arguments), r.details())
for text, says in [("{", "p.json:1: "),
                   ('{"schema": "callcadence/report/1"}', "schema: wants")]:
    with open("p.json", "w") as file:
        file.write(text)
    r = run("analyze", fresh, "-o", "never", "--profile", "p.json")
    tap.ok(r.code == 2 and says in r.said() and not os.path.exists("never"),
           "refused: a profile that is none", r.details())
r = run("coach", "--help")
written = {n.replace(A_7, "AGENT") for n in os.listdir("out")}
words = " ".join(r.text().split())
tap.ok(r.code == 0 and "not built" not in words and "--profile-out" in words
       and not [n for n in written if n not in words],
       "--help names all that is written", r.details() + sorted(written))
shutil.copy(os.path.join(SAMPLES, "level.wav"), "call.wav")
os.mkfifo("pipe.json")
os.symlink("r/other.json", "link.json")
for path, code, says in [("call.wav", 3, "broken report"),
                         ("pipe.json", 2, "not a file"),
                         ("link.json", 2, "not a file"),
                         ("nowhere.json", 2, "no such report"),
                         ("nowhere", 2, "no such report")]:
    r = run("coach", path, "-o", "x")
    tap.ok(r.code == code and says in r.said() and r.said().count("\n") == 1
           and not os.path.exists("x"), "coach %s: %s" % (path, r.said()),
           r.details())
tap.done()
