#!/usr/bin/env python3
"""A run that goes on: reports that still hold are left alone, killed runs end
as if nobody had killed them, shards make the same folder; the journal and the
tables; nothing is ever written outside the folder."""
import csv
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, environment, level_call, reports, run, scratch, \
    tap, wav

scratch()
mulaw = level_call()[2]
os.makedirs("in")
for i in range(5):
    wav("in/%d.wav" % i, mulaw[i * 16000:i * 16000 + 160000], tag=7,
        channels=2, bits=8)
shutil.copy(os.path.join(SAMPLES, "rushed.flac"), "in/5.flac")


def contents(folder):
    """Every file but the journal, which tells of times."""
    found = {}
    for name in sorted(os.listdir(folder)):
        if not name.startswith("journal"):
            with open(os.path.join(folder, name), "rb") as file:
                found[name] = file.read()
    return found


def journal(name):
    with open(name) as file:
        return [json.loads(line) for line in file]


def stamps(folder):
    return {n: os.stat(os.path.join(folder, n)).st_mtime_ns
            for n in reports(folder)}


# ---- what holds is left alone -----------------------------------------------

r = run("analyze", "in", "-o", "out", "--format", "json,csv")
first, began = contents("out"), stamps("out")
tap.ok(r.code == 0 and "6 calls: 6 reports" in r.said(), "six calls",
       r.details())
r = run("analyze", "in", "-o", "out", "--format", "json,csv")
tap.ok(r.code == 0 and "0 reports in out, 6 already there" in r.said()
       and contents("out") == first and stamps("out") == began,
       "again: nothing is written, and that is said", r.details())
r = run("analyze", "in", "-o", "out", "--format", "json,csv", "--force")
tap.ok(r.code == 0 and "6 calls: 6 reports" in r.said()
       and contents("out") == first and stamps("out") != began,
       "--force: all again, the same bytes", r.details())
r = run("analyze", "in", "-o", "out", "--format", "json,csv,rttm")
tap.ok("6 reports" in r.said() and len(reports("out")) == 18,
       "a format that is missing is made", r.details())
r = run("analyze", "in", "-o", "out", "--agent-channel", "2")
tap.ok("6 reports" in r.said() and len(reports("out")) == 6,
       "other roles: analyzed again; files of the old roles go", r.details())
wav("in/3.wav", mulaw[16000:176000], tag=7, channels=2, bits=8)
r = run("analyze", "in", "-o", "out", "--agent-channel", "2")
tap.ok("1 report in out, 5 already" in r.said(), "another recording of that "
       "name: that call alone", r.details())
with open("out/4.json", "r+b") as file:
    file.truncate(1000)
r = run("analyze", "in", "-o", "out", "--agent-channel", "2")
tap.ok("1 report in out, 5 already" in r.said() and r.code == 0,
       "a report that was cut is made again", r.details())
with open("in/bad.wav", "w") as file:
    file.write("no audio\n")
r = run("analyze", "in", "-o", "out", "--agent-channel", "2")
again = run("analyze", "in", "-o", "out", "--agent-channel", "2")
tap.ok(r.code == again.code == 3 and "in/bad.wav" in again.said()
       and "6 already there, 1 skipped" in again.said(),
       "what failed is tried and named again", again.details())
os.unlink("in/bad.wav")

# ---- the journal ------------------------------------------------------------

lines = journal("out/journal.ndjson")
tap.ok(len(lines) == 56 and set(lines[0]) == {
    "call_id", "status", "code", "error", "seconds", "audio_s", "key"},
       "a line a call and run: %d" % len(lines))
tap.ok([x["status"] for x in lines[-7:]] == ["kept"] * 6 + ["failed"]
       and lines[-1]["code"] == 3 and "is text" in lines[-1]["error"],
       "done, kept or failed", lines[-7:])
with open("out/0.json") as file:
    key = json.load(file)["settings"]["key"]
tap.ok(lines[-7]["key"] == key, "with the report's key")
with open("out/journal.ndjson", "a") as file:
    file.write('{"call_id": "torn')
run("analyze", "in", "-o", "out", "--agent-channel", "2")
with open("out/journal.ndjson") as file:
    whole = [x for x in file.read().split("\n") if x.endswith("}")]
tap.ok(len(whole) == 62 and json.loads(whole[-1])["call_id"] == "5",
       "below a torn line it goes on", whole[-1:])

# ---- the tables -------------------------------------------------------------

with open("out/calls.csv", newline="") as file:
    calls = list(csv.DictReader(file))
with open("out/segments.csv", newline="") as file:
    segments = list(csv.DictReader(file))
with open("out/moments.csv", newline="") as file:
    moments = list(csv.DictReader(file))
with open("out/exchanges.csv", newline="") as file:
    exchanges = list(csv.DictReader(file))
whole = []
for i in range(6):
    with open("out/%d.json" % i) as file:
        whole.append(json.load(file))
tap.ok([c["call_id"] for c in calls] == list("012345")
       and all(float(c["parties.agent.talk_s"]) ==
               w["parties"]["agent"]["talk_s"] and c["settings.key"] ==
               w["settings"]["key"] for c, w in zip(calls, whole)),
       "calls.csv: a row a call", calls[:1])
tap.ok([(s["call_id"], s["id"]) for s in segments]
       == [(w["call_id"], s["id"]) for w in whole for s in w["segments"]],
       "segments.csv: a row a segment, in order")
tap.ok([(x["call_id"], x["id"], x["effect"], x["customer.after"] or None,
         {k[10:]: float(v) for k, v in x.items()
          if k.startswith("agent.did.") and v}) for x in exchanges]
       == [(w["call_id"], x["id"], x["effect"],
            x["customer"]["after"] and str(x["customer"]["after"]),
            {d["cue"]: d["value"] for d in x["agent"]["did"]})
           for w in whole for x in w["exchanges"]]
       and any(w["exchanges"] for w in whole),
       "exchanges.csv: a row an exchange, a column a cue", exchanges[:1])
tap.ok(sorted((m["call_id"], m["id"]) for m in moments)
       == sorted((w["call_id"], h["id"]) for w in whole
                 for h in w["highlights"])
       and [int(m["rank"]) for m in moments]
       == list(range(1, len(moments) + 1)) and len(moments) >= 3,
       "moments.csv: all %d highlights" % len(moments))
of_call = {"call_id", "call.agent_id", "call.started_at"}
unknown = [k for rows, before in ((calls, ""), (segments, "segments."),
                                  (moments, "highlights."),
                                  (exchanges, "exchanges."))
           for k in rows[0] if run("explain", k if k in of_call else re.sub(
               r"(?<=\.did)\.\w+$", "", before + k)).code]
tap.ok(not unknown, "every column is a key that explain knows", unknown)
in_call = {(w["call_id"], h["id"]): h["rank"] for w in whole
           for h in w["highlights"]}
order = [(in_call[m["call_id"], m["id"]], -float(m["confidence"]))
         for m in moments]
tap.ok(order == sorted(order) and len(set(order)) > 2,
       "every call's first before any second, and the surest first")
shutil.copytree("out", "broken")
for name, text in ("cut.json", '{"schema": "callcadence/report/1", "call'), \
        ("empty.json", ""), ("other.json", '{"schema": "somebody/else/1"}'), \
        ("thin.json", '{"schema": "callcadence/report/1", "call_id": "x"}'):
    with open("broken/" + name, "w") as file:
        file.write(text)
os.mkdir("broken/folder.json")
os.mkfifo("broken/pipe.json")
r = run("analyze", "in", "-o", "broken", "--agent-channel", "2")
said = r.said().splitlines()
tap.ok(r.code == 3 and len(said) == 4 and all(
    n in r.said() for n in ("broken/cut.json", "broken/empty.json",
                            "broken/thin.json")),
       "broken reports are named and left out: code 3", r.details())
with open("broken/calls.csv") as one, open("out/calls.csv") as other:
    tap.ok(one.read() == other.read(), "the others are all there")

# ---- shards -----------------------------------------------------------------

run("analyze", "in", "-o", "whole")
want = contents("whole")
parts = [subprocess.Popen([tap.COMMAND, "analyze", "in", "-o", "parts",
                           "--shard", "%d/4" % k], env=environment(),
                          stderr=subprocess.DEVNULL) for k in range(4)]
tap.ok([p.wait() for p in parts] == [0] * 4 and contents("parts") == want,
       "four shards at once make the same folder")
merged = [x for k in range(4) for x in journal("parts/journal.%d.ndjson" % k)]
tap.ok(sorted(x["call_id"] for x in merged) == list("012345"),
       "their journals make one")
r = run("analyze", "in", "in", "-o", "twice", "--shard", "0/2")
tap.ok(r.code == 2 and not os.path.exists("twice"),
       "one id twice is refused in every shard", r.details())
for value in "2/2", "-1/2", "1", "a/b", "0/0", "1/2/3":
    r = run("analyze", "in", "-o", "no", "--shard", value)
    tap.ok(r.code == 2 and "--shard" in r.said(), "--shard " + value)

# ---- killed -----------------------------------------------------------------

os.makedirs("many")
for i in range(25):
    os.link("in/%d.wav" % (i % 5), "many/%02d.wav" % i)
with open("many/07bad.wav", "w") as file:
    file.write("no audio\n")
run("analyze", "many", "-o", "calm", "--format", "json,csv")
calm = contents("calm")
random.seed(7)
kills = 0
for _ in range(8):
    p = subprocess.Popen([tap.COMMAND, "analyze", "many", "-o", "wild", "-j",
                          "2", "--format", "json,csv"], env=environment(),
                         stderr=subprocess.DEVNULL)
    time.sleep(random.uniform(0.02, 0.3))
    p.kill()
    kills += p.wait() == -signal.SIGKILL
with open("wild/.callcadence-abcdef", "w") as file:
    file.write("left behind")
r = run("analyze", "many", "-o", "wild", "--format", "json,csv", "-j", "2")
tap.ok(r.code == 3 and kills > 2 and contents("wild") == calm,
       "killed %d times, then run once more: the same bytes" % kills,
       r.details() + sorted(set(contents("wild")) ^ set(calm)))

# ---- one that takes long ----------------------------------------------------

wav("long.wav", mulaw * 40, tag=7, channels=2, bits=8)
p = subprocess.Popen([tap.COMMAND, "analyze", "long.wav", "-o", "long"],
                     env=environment(), stderr=subprocess.PIPE)
time.sleep(0.5)
asked = time.monotonic()
p.send_signal(signal.SIGTERM)
said = p.communicate(timeout=30)[1].decode()
tap.ok(p.returncode == 143 and time.monotonic() - asked < 5
       and reports("long") == [], "SIGTERM in a long call: %.1f s"
       % (time.monotonic() - asked), [p.returncode, said])

# ---- never outside ----------------------------------------------------------

os.makedirs("fence/out")
outside = os.path.abspath("victim")
for name in ("0.json", "calls.csv", "journal.ndjson"):
    os.symlink(outside, "fence/out/" + name)
r = run("analyze", "in", "-o", "fence/out")
tap.ok(r.code == 2 and "journal" in r.said()
       and "give -o another folder" in r.said() and not os.path.exists(outside),
       "a link in the journal's place: code 2", r.details())
os.unlink("fence/out/journal.ndjson")
r = run("analyze", "in", "-o", "fence/out")
tap.ok(r.code == 0 and not os.path.exists(outside)
       and not os.path.islink("fence/out/0.json")
       and not os.path.islink("fence/out/calls.csv")
       and os.listdir("fence") == ["out"],
       "links in the reports' places are replaced, not followed", r.details())
shutil.copy("in/0.wav", "x" * 240 + ".wav")
r = run("analyze", "x" * 240 + ".wav", "-o", "lengthy", "--format",
        "json,textgrid,frames")
names = reports("lengthy")
with open("lengthy/" + [n for n in names if n.endswith(".json")][0]) as file:
    tap.ok(r.code == 0 and max(map(len, names)) < 256
           and json.load(file)["call_id"] == "x" * 240,
           "a name as long as names can be", r.details())
tap.done()
