#!/usr/bin/env python3
"""What a busy machine does to a run: recordings that change while they are
read, names of any bytes, another locale, calls of one sample, streams that are
closed."""
import csv
import json
import os
import shutil
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, environment, level_call, reports, run, scratch, \
    tap, wav

scratch()
agent, customer, mulaw = level_call()


def content(path):
    with open(path, "rb") as file:
        return file.read()


# ---- a recording that changes while it is read ------------------------------

def grow():
    with open("live.wav", "ab") as file:
        file.write(mulaw * 2)


def cut():
    os.truncate("live.wav", 44 + len(mulaw) // 2)


def rewrite():
    with open("live.wav", "r+b") as file:
        file.seek(44)
        file.write(mulaw[2::-1] + mulaw[16000:] * 5)


def replace():
    wav("other.wav", mulaw, tag=7, channels=2, bits=8)
    os.replace("other.wav", "live.wav")


def lose():
    os.unlink("live.wav")


def change_during(change, delay_s):
    """The code of a run in which it happens, and what it said."""
    wav("live.wav", mulaw * 6, tag=7, channels=2, bits=8)
    p = subprocess.Popen([tap.COMMAND, "analyze", "live.wav", "-o", "live"],
                         env=environment(), stderr=subprocess.PIPE)
    time.sleep(delay_s)
    change()
    said = p.communicate(timeout=60)[1].decode()
    return p.returncode, said


for change in grow, cut, rewrite, replace, lose:
    shutil.rmtree("live", ignore_errors=True)
    codes, said = set(), ""
    for delay_s in 0.005, 0.03, 0.1:
        code, text = change_during(change, delay_s)
        codes.add(code)
        said += text
        for name in reports("live"):
            json.loads(content("live/" + name))
    tap.ok(codes <= {0, 3}, "%s: codes %s, no report that is not whole"
           % (change.__name__, sorted(codes)), [said])
    after = run("analyze", "live.wav", "-o", "live")
    fresh = run("analyze", "live.wav", "-o", "fresh", "--force")
    if change is lose:
        tap.ok(after.code == 3 and "no such file" in after.said(),
               "lose: said so", after.details())
    else:
        tap.ok(after.code == fresh.code == 0 and content("live/live.json")
               == content("fresh/live.json"), "%s: the next run has the "
               "report of what is there now" % change.__name__,
               after.details())

# ---- names ------------------------------------------------------------------

os.makedirs("names/sub")
NAMES = [b"new\nline.wav", b"tab\t.wav", b"latin \xe9.wav", b"\xff\xfe.wav",
         b"-q.wav", b"--json.wav", b"quote\".wav", b"comma,.wav",
         b"caf\xc3\xa9.wav", b"sub/\xf0\x9f\x93\x9e.wav", b"%s%n.wav",
         b"\xed\xa0\x80.wav", b" .wav"]
path = wav("short.wav", mulaw[:80000], tag=7, channels=2, bits=8)
for name in NAMES:
    shutil.copy(path.encode(), b"names/" + name)
r = run("analyze", "names", "-o", "out", "--format", "json,csv,rttm,textgrid,"
        "labels,vtt,html")
found = reports("out")
tap.ok(r.code == 0 and len([n for n in found if n.endswith(".json")])
       == len(NAMES) and all(n.isprintable() and n == n.strip()
                             and "  " not in n for n in found),
       "%d odd names: a report each, plain names" % len(NAMES), r.details())
ids = []
for name in found:
    if name.endswith(".json"):
        ids.append(json.loads(content("out/" + name).decode())["call_id"])
with open("out/calls.csv", newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
tap.ok(len(set(ids)) == len(NAMES) == len(rows), "calls.csv has a row a call",
       ids)
with open("out/journal.ndjson", encoding="utf-8") as file:
    lines = [json.loads(line) for line in file]
tap.ok(sorted(x["call_id"] for x in lines) == sorted(ids),
       "the journal is JSON in UTF-8, whatever the names")
with open("names/bad\n\x1b[31m\udce9.wav".encode("utf-8", "surrogateescape"),
          "w") as file:
    file.write("no audio\n")
r = run("analyze", "names", "-o", "out", "--on-error", "record")
tap.ok(r.code == 0 and len(r.said().splitlines()) == 2 and "\x1b" not in
       r.said(), "a bad one is named in one line", r.details())
r = run("analyze", "--ndjson", "--on-error", "record", "names")
docs = [json.loads(x) for x in r.out.decode().splitlines()]
tap.ok(r.code == 0 and len(docs) == len(NAMES) + 1, "NDJSON: a line each",
       r.details())
with open("m.csv", "wb") as file:
    file.write(b'call_id,file,agent_id\n"a\nb","names/new\nline.wav","\xe9"\n'
               b'..,names/tab\t.wav,../../x\n')
r = run("analyze", "--manifest", "m.csv", "-o", "fence/out")
tap.ok(r.code == 0 and os.listdir("fence") == ["out"] and
       all(json.loads(content("fence/out/" + n).decode())
           for n in reports("fence/out")), "and in a manifest", r.details())
r = run("analyze", "--", "-q.wav", before=lambda: os.chdir("names"))
tap.ok(r.code == 0 and r.text().startswith("-q"), "-- ends the options",
       r.details())

# ---- another locale ---------------------------------------------------------

made = shutil.which("localedef") and subprocess.run(
    ["localedef", "-i", "de_DE", "-f", "UTF-8", "./de_DE.UTF-8"],
    capture_output=True).returncode == 0
if made:
    german = {"LC_ALL": "de_DE.UTF-8", "LOCPATH": os.getcwd()}
    comma = subprocess.run(["printf", "%.1f", "1,5"], capture_output=True,
                           env=dict(os.environ, **german)).stdout
    tap.ok(True, "de_DE is there: printf says %s" % comma.decode())
    ORDER = ("analyze", os.path.join(SAMPLES, "rushed.flac"), "--format",
             "json,csv,rttm,textgrid,labels,vtt,frames,html", "--clip",
             "0.5:30.25", "-o")
    here, there = run(*ORDER, "plain"), run(*ORDER, "german", **german)
    same = [n for n in os.listdir("plain") if not n.startswith("journal")
            and content("plain/" + n) == content("german/" + n)]
    tap.ok(there.code == 0 and len(same) == len(os.listdir("plain")) - 1,
           "de_DE: %d files of the same bytes" % len(same), there.details())
    for verb in (("analyze", "--json"), ("probe", "--json"), ("frames",),
                 ("analyze",), ("probe",)):
        order = verb + (os.path.join(SAMPLES, "level.wav"),)
        tap.ok(run(*order).out == run(*order, **german).out,
               "de_DE: " + " ".join(verb))
    r = run("compare", "plain/rushed.json", "german/rushed.json", **german)
    tap.ok(r.code == 0, "de_DE: compare", r.details())
else:
    tap.ok(True, "de_DE # SKIP no localedef (apt-get install locales)")

# ---- next to nothing --------------------------------------------------------

for name, size, more in (
        ("one sample", 1, {}), ("one of two channels", 2, {"channels": 2}),
        ("one of 192 kHz", 1, {"rate": 192000}),
        ("two of 44.1 kHz", 2, {"rate": 44100}),
        ("one short of a frame", 79, {}), ("a frame", 80, {})):
    wav("tiny.wav", b"\x12" * size, tag=7, bits=8, **more)
    r = run("analyze", "tiny.wav", "-o", "tiny", "--format",
            "json,csv,rttm,textgrid,labels,vtt,frames,html", "--force")
    good = r.code == 0 and json.loads(content("tiny/tiny.json"))
    tap.ok(good and good["segments"] == [] and good["highlights"] == [],
           "%s: a report without segments, in every format" % name,
           r.details())
    tap.ok(run("probe", "tiny.wav").code == 0, "and a probe")

# ---- a share of the machine -------------------------------------------------

os.makedirs("many")
for i in range(60):
    os.link("short.wav", "many/%02d.wav" % i)


def most_threads(processors):
    """Of a run that may use these, as seen in the middle of it."""
    p = subprocess.Popen([tap.COMMAND, "analyze", "many", "-o", "share",
                          "--force"], env=environment(),
                         stderr=subprocess.DEVNULL, preexec_fn=lambda:
                         os.sched_setaffinity(0, processors))
    most = 0
    while p.poll() is None:
        try:
            most = max(most, len(os.listdir("/proc/%d/task" % p.pid)))
        except FileNotFoundError:
            break
        time.sleep(0.002)
    p.wait()
    return most


ours = sorted(os.sched_getaffinity(0))
for share in {1, len(ours)}:
    tap.near(most_threads(ours[:share]), share, 0, "workers of a run that "
             "may use %d of %d processors" % (share, len(ours)))

# ---- closed streams ---------------------------------------------------------

def closing(*numbers):
    def close():
        for number in numbers:
            os.close(number)
    return close


LEVEL = os.path.join(SAMPLES, "level.wav")
r = run("analyze", "--json", LEVEL, before=closing(1))
tap.ok(r.code == 4, "standard output closed: code 4", r.details())
r = run("analyze", LEVEL, "-o", "closed", before=closing(0, 1, 2))
tap.ok(r.code in (0, 4) and content("closed/level.json")[:1] == b"{",
       "all three closed: the report is whole, code %d" % r.code, r.details())
r = run("analyze", "-", before=closing(0))
tap.ok(r.code in (3, 4) and r.said(), "standard input closed: said, code %d"
       % r.code, r.details())
tap.done()
