#!/usr/bin/env python3
"""Many calls: the same bytes at any -j, in order; what is skipped is named and
counted; standard input, lists and folders; signals."""
import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, environment, hashed, level_call, reports, run, \
    scratch, tap, wav

scratch()
mulaw = level_call()[2]
os.makedirs("in/deep/er")
for i in range(12):
    # twelve different calls: the sample, begun later and later
    wav("in/%s%02d.wav" % (("", "deep/", "deep/er/")[i % 3], i),
        mulaw[i * 16000:i * 16000 + 320000], tag=7, channels=2, bits=8)
IDS = sorted("%s%02d" % (("", "deep/", "deep/er/")[i % 3], i)
             for i in range(12))
NAMES = [x.replace("/", "__") for x in IDS]


def contents(folder):
    found = {}
    for name in reports(folder):
        with open(os.path.join(folder, name), "rb") as file:
            found[name] = file.read()
    return found


# ---- the same at any -j -----------------------------------------------------

ALL = "json,csv,rttm,textgrid,labels,vtt,frames"
one = run("analyze", "in", "-o", "j1", "-j", "1", "--format", ALL)
eight = run("analyze", "in", "-o", "j8", "-j", "8", "--format", ALL)
tap.ok(one.code == 0 and eight.code == 0, "a folder, -j 1 and -j 8",
       one.details() + eight.details())
want = sorted(n + e for n in NAMES for e in (
    ".json", ".segments.csv", ".rttm", ".TextGrid", ".labels.txt", ".vtt",
    ".frames.csv"))
tap.ok(reports("j1") == want, "seven files a call, named by path",
       sorted(set(reports("j1")) ^ set(want)))
tap.ok(contents("j1") == contents("j8"), "the same bytes")
tap.ok("12 calls: 12 reports in j1" in one.said(), "the sum: "
       + one.said().strip())
with open("j1/deep__01.json") as file:
    tap.ok(json.load(file)["call_id"] == "deep__01", "the id is the path's")
lines = run("analyze", "in", "--ndjson", "-j", "1")
again = run("analyze", "in", "--ndjson", "-j", "8")
tap.ok(lines.code == 0 and lines.out == again.out,
       "NDJSON: the same bytes too")
tap.ok([json.loads(x)["call_id"] for x in lines.text().splitlines()] == NAMES,
       "in the order of the paths")

# ---- skipped, stopped, recorded ---------------------------------------------

shutil.copytree("in", "mixed")
with open("mixed/05bad.wav", "w") as file:
    file.write("no audio\n")
with open("mixed/08bad.m4a", "wb") as file:
    file.write(b"\0\0\0\x20ftypM4A " + bytes(90))
with open("mixed/notes.txt", "w") as file:
    file.write("left alone\n")
r = run("analyze", "mixed", "-o", "skip", "-j", "4")
tap.ok(r.code == 3 and len(reports("skip")) == 12, "skip: 12 of 14, code 3",
       r.details())
said = r.said().splitlines()
tap.ok(len(said) == 3 and said[0].startswith("callcadence: mixed/05bad.wav: ")
       and said[1].startswith("callcadence: mixed/08bad.m4a: "),
       "each skip is named, in order", said)
tap.ok("14 calls: 12 reports in skip, 2 skipped (named above), 1 other file "
       "left alone" in said[-1], "and counted: " + said[-1])
quiet = run("analyze", "mixed", "-o", "skip", "-q")
tap.ok(quiet.code == 3 and len(quiet.said().splitlines()) == 2,
       "-q: the errors only", quiet.details())
r = run("analyze", "mixed", "-o", "stop", "--on-error", "stop", "-j", "1")
tap.ok(r.code == 3 and "not done" in r.said()
       and 0 < len(reports("stop")) < 12, "stop: %d written, code 3"
       % len(reports("stop")), r.details())
r = run("analyze", "mixed", "-o", "record", "--on-error", "record")
with open("record/05bad.error.json") as file:
    error = json.load(file)
tap.ok(r.code == 0 and len(reports("record")) == 14
       and error["schema"] == "callcadence/error/1"
       and error["call_id"] == "05bad" and error["error"]["exit_code"] == 3
       and "is text" in error["error"]["text"],
       "record: an error object, code 0", r.details() + [error])
r = run("analyze", "mixed", "--ndjson", "--on-error", "record")
schemas = [json.loads(x)["schema"] for x in r.text().splitlines()]
tap.ok(r.code == 0 and len(schemas) == 14
       and schemas.count("callcadence/error/1") == 2,
       "record with --ndjson: a line for each", r.details())
shutil.copy("in/00.wav", "mixed/05bad.wav")
r = run("analyze", "mixed/05bad.wav", "-o", "record")
tap.ok(r.code == 0 and "05bad.json" in reports("record")
       and "05bad.error.json" not in reports("record"),
       "a call that can be read later loses its error", r.details())

os.makedirs("names")
shutil.copy("in/00.wav", "names/a.error.wav")
shutil.copy("in/00.wav", "names/b.wav")
with open("names/a.wav", "w", encoding="ascii") as file:
    file.write("this is no audio\n" * 9)
r = run("analyze", "names", "-o", "apart", "--on-error", "record")
ends = {}
for name in "calls", "segments", "moments":
    with open("apart/%s.csv" % name, "rb") as file:
        ends[name] = {line[len(line.rstrip(b"\r\n")):] for line in file}
tap.ok(all(end == {b"\r\n"} for end in ends.values()),
       "records of the tables end as RFC 4180 has it", ends)
with open("apart/calls.csv", newline="", encoding="utf-8") as file:
    rows = [row["call_id"] for row in csv.DictReader(file)]
tap.ok(r.code == 0 and sorted(rows) == ["a.error", "b"]
       and reports("apart") == ["a.error.json", "a.error_.json", "b.json"],
       "a call of the name a.error beside the error of a", rows)

# ---- where calls come from --------------------------------------------------

listing = "in/00.wav\r\n\nin/deep/01.wav\nin/gone.wav\n".encode()
r = run("analyze", "--files-from", "-", "--ndjson", stdin=listing)
tap.ok(r.code == 3 and [json.loads(x)["call_id"]
                        for x in r.text().splitlines()] == ["00", "01"]
       and "in/gone.wav: no such file" in r.said(), "a list on stdin",
       r.details())
shutil.copy("in/00.wav", "two\nlines.wav")
for what, listing, want in (
        ("zero bytes between names, as of find -print0",
         b"in/00.wav\0two\nlines.wav\0in/deep/01.wav\0",
         ["00", "two\nlines", "01"]),
        ("a byte order mark, and no end of the last line",
         b"\xef\xbb\xbfin/00.wav\r\nin/deep/01.wav", ["00", "01"])):
    r = run("analyze", "--files-from", "-", "--ndjson", stdin=listing)
    tap.ok(r.code == 0 and want == [json.loads(x)["call_id"]
                                    for x in r.text().splitlines()],
           "a list with " + what, r.details())
os.remove("two\nlines.wav")
r = run("analyze", "--files-from", "-", "--ndjson")
tap.ok(r.code == 0 and not r.out and r.said().endswith(" names none\n"),
       "an empty list: said so, code 0", r.details())
with open("in/00.wav", "rb") as file:
    whole = file.read()
r = run("analyze", "--json", "-", stdin=whole)
piped = json.loads(r.out)
file = json.loads(run("analyze", "--json", "in/00.wav").out)
tap.ok(piped["call_id"] == "stdin" and piped["segments"] == file["segments"],
       "- reads standard input", r.details())
r = run("analyze", "-", stdin=b"nothing of the kind\n")
tap.ok(r.code == 3 and r.said().startswith("callcadence: -: is text"),
       "and is called - in messages", r.details())
tap.ok(not [n for n in os.listdir(".") if n.startswith("callcadence-")],
       "no copy of standard input is left")
r = run("analyze", "--raw", "ulaw:8000:2", "--json", "-", stdin=mulaw[:320000])
tap.ok(r.code == 0 and json.loads(r.out)["segments"] == file["segments"],
       "headerless mu-law from standard input is the same call", r.details())
r = run("analyze", "in", "in", "-o", "twice")
tap.ok(r.code == 2 and not os.path.exists("twice")
       and "in/00.wav is named twice" in r.said(),
       "a folder twice: code 2, each call named, nothing written",
       r.details())
os.makedirs("round/again")
shutil.copy("in/00.wav", "round/again")
os.symlink("..", "round/again/up")
os.symlink("self.wav", "round/self.wav")
r = run("analyze", "round", "-o", "round/out")
tap.ok(r.code == 3 and len(reports("round/out")) == 1
       and "round/self.wav: cannot open" in r.said(),
       "links that lead round are not followed", r.details())
os.symlink(".", "round/out/round.json")
r = run("coach", "round/out", "-o", "round/out")
tap.ok(r.code == 3 and os.path.exists("round/out/unknown.coach.html")
       and "round.json: not a file" in r.said(),
       "nor among reports", r.details())
os.makedirs("odd")
shutil.copy("in/00.wav", "odd/a call <1> \u00e9.wav")
r = run("analyze", "odd", "-o", "odd_out")
name = reports("odd_out")[0]
with open(os.path.join("odd_out", name)) as file:
    rep = json.load(file)
tap.ok(name == hashed("a call _1_ \u00e9", "a call <1> \u00e9") + ".json"
       and rep["call_id"] == "a call <1> \u00e9",
       "odd characters: %s, the id itself in the report" % name, r.details())

# ---- signals ----------------------------------------------------------------

def hearing():
    """A shell starts what runs behind it deaf to SIGINT, and so is the rest."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


for number in signal.SIGINT, signal.SIGTERM:
    os.makedirs("long%d" % number)
    for i in range(40):
        os.link("in/00.wav", "long%d/%02d.wav" % (number, i))
    p = subprocess.Popen([tap.COMMAND, "analyze", "long%d" % number, "-o",
                          "cut%d" % number, "-j", "2"], env=environment(),
                         stderr=subprocess.PIPE, preexec_fn=hearing)
    for _ in range(200):
        if os.path.isdir("cut%d" % number) and reports("cut%d" % number):
            break
        time.sleep(0.01)
    p.send_signal(number)
    said = p.communicate(timeout=30)[1].decode()
    left = reports("cut%d" % number)
    good = [n for n in left if n.endswith(".json") and n[0] != "."]
    for n in good:
        with open(os.path.join("cut%d" % number, n)) as file:
            json.load(file)
    tap.ok(p.returncode == 128 + number and good == left and len(good) < 40
           and "not done" in said,
           "signal %d: code %d, %d whole reports and nothing else"
           % (number, p.returncode, len(good)), [said, left])
tap.done()
