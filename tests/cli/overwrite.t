#!/usr/bin/env python3
"""Nothing that a run reads, and nothing that is somebody else's, is written
over: refused with 2 before any work, and left as it was."""
import os
import shutil
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, run, scratch, tap

scratch()


def folder(*files):
    """A fresh folder to work in: texts by name, and a recording."""
    shutil.rmtree("d", ignore_errors=True)
    os.mkdir("d")
    shutil.copy(os.path.join(SAMPLES, "mono.flac"), "d/call.flac")
    for name, text in files:
        with open("d/" + name, "w", encoding="utf-8") as file:
            file.write(text)


def contents():
    found = {}
    for name in os.listdir("d"):
        with open("d/" + name, "rb") as file:
            found[name] = file.read()
    return found


def refused(what, name, *arguments):
    before = contents()
    r = run(*arguments)
    tap.ok(r.code == 2 and contents() == before, what + ": refused, untouched",
           r.details() + sorted(set(contents()) ^ set(before)))
    said = r.said().splitlines()
    tap.ok(len(said) == 1 and name in said[0] and (
        "give -o another" in said[0] or "write elsewhere" in said[0]),
        what + ": one line names it and the way out", said)


MANIFEST = "file,agent_id\ncall.flac,kim\n"
SPANS = "start_s,end_s,party\n0.5,3,agent\n4,8,customer\n"
RTTM = "".join("SPEAKER x 1 %d 2 <NA> <NA> %s <NA> <NA>\n" % (i, who)
               for i, who in ((1, "agent"), (4, "customer")))

# ---- the run's own inputs ---------------------------------------------------

folder(("calls.csv", MANIFEST))
refused("a manifest", "d/calls.csv", "analyze", "--manifest", "d/calls.csv",
        "-o", "d")
folder(("list.csv", MANIFEST))
os.link("d/list.csv", "d/moments.csv")
refused("a manifest by another name", "d/moments.csv", "analyze",
        "--manifest", "d/list.csv", "-o", "d")
folder(("list.csv", MANIFEST))
os.symlink("list.csv", "d/moments.csv")
refused("a link to it", "d/moments.csv", "analyze", "--manifest",
        "d/list.csv", "-o", "d")
folder(("segments.csv", SPANS))
refused("segments", "d/segments.csv", "analyze", "d/call.flac", "--segments",
        "d/segments.csv", "-o", "d")
for form, name, text in (("rttm", "call.rttm", RTTM),
                         ("labels", "call.labels.txt", "1\t3\tagent\n"),
                         ("csv", "call.segments.csv", SPANS)):
    folder((name, text))
    refused(name, "d/" + name, "analyze", "d/call.flac", "--segments",
            "d/" + name, "-o", "d", "--format", form)
folder(("call.rttm", RTTM))
for clip in "0:20", "0:25":
    r = run("analyze", "d/call.flac", "--segments", "d/call.rttm", "-o", "d",
            "--clip", clip)
    tap.ok(r.code == 0 and contents()["call.rttm"] == RTTM.encode(),
           "beside reports that have no RTTM, it stays: clip " + clip,
           r.details())

# ---- somebody else's files --------------------------------------------------

for name, text in (("index.html", "<!DOCTYPE html>\n<p>my page\n"),
                   ("calls.csv", "when,who\n1,2\n"),
                   ("call.json", '{"customer": 7}\n'),
                   ("call.html", "<p>notes on this call\n"),
                   ("call.rttm", RTTM)):
    folder((name, text))
    refused("a foreign " + name, "d/" + name, "analyze", "d/call.flac", "-o",
            "d", "--format", "html,rttm")
folder(("index.html", "<p>my page\n"), ("call.rttm", RTTM))
r = run("analyze", "d/call.flac", "-o", "d")
tap.ok(r.code == 0 and contents()["index.html"] == b"<p>my page\n"
       and contents()["call.rttm"] == RTTM.encode(),
       "in nobody's way, they stay", r.details())
folder()
both = [run("analyze", "d/call.flac", "-o", "d", "--format", "html,rttm,csv",
            "--force") for i in range(2)]
tap.ok(both[1].code == 0, "what an earlier run wrote may be written again",
       both[1].details())

# ---- made by hand beside a report -------------------------------------------

HAND = "made by hand\n"


def make_by_hand(after_s):
    """An RTTM whose time lies that long after the report's."""
    with open("d/call.rttm", "w", encoding="utf-8") as file:
        file.write(HAND)
    written = os.stat("d/call.json").st_mtime
    os.utime("d/call.rttm", (written + after_s, written + after_s))


for what, after_s in ("a correction", 90), ("an old one", -4000):
    folder()
    run("analyze", "d/call.flac", "-o", "d", "--format", "json,rttm")
    ours = contents()["call.rttm"]
    r = run("analyze", "d/call.flac", "-o", "d", "--format", "json,rttm")
    tap.ok("1 already there" in r.said(), "ours is taken for ours",
           r.details())
    written = os.stat("d/call.json").st_mtime
    os.utime("d/call.rttm", (written + 20, written + 20))
    r = run("analyze", "d/call.flac", "-o", "d", "--format", "json,rttm")
    tap.ok("1 already there" in r.said(), "so is a copy without its times",
           r.details())
    make_by_hand(after_s)
    r = run("analyze", "d/call.flac", "-o", "d", "--format", "json,rttm")
    now = contents()
    tap.ok(r.code == 0 and now["call.rttm"] == ours
           and now.get("call.rttm~") == HAND.encode(),
           what + " is not taken for ours, nor lost", r.details())
    tap.ok("kept as d/call.rttm~" in r.said(), "and that is said", r.details())
    make_by_hand(after_s)
    r = run("analyze", "d/call.flac", "-o", "d", "--format", "json,rttm",
            "--force")
    tap.ok(contents().get("call.rttm~2") == HAND.encode(),
           "nor does the next one take its place", r.details())
    make_by_hand(after_s)
    r = run("analyze", "d/call.flac", "-o", "d", "--clip", "0:20")
    now = contents()
    tap.ok(r.code == 0 and now["call.rttm"] == HAND.encode(),
           "another report does not remove it", r.details())
folder()
run("analyze", "d/call.flac", "-o", "d", "--format", "json,rttm,html")
with open("d/call.html", "w", encoding="utf-8") as file:
    file.write("<p>my notes\n")
r = run("analyze", "d/call.flac", "-o", "d", "--clip", "0:20")
now = contents()
tap.ok(r.code == 0 and "call.rttm" not in now
       and now["call.html"] == b"<p>my notes\n",
       "of another report, ours is removed, notes are not", r.details())

# ---- coach and compare ------------------------------------------------------

refused("a profile over a report", "d/call.json", "coach", "d/call.json",
        "--profile-out", "d/call.json")
refused("JUnit over a report", "d/call.json", "compare", "d/call.json",
        "d/call.json", "--junit", "d/call.json")
os.mkfifo("d/pipe")
r = run("coach", "d/call.json", "--profile-out", "d/pipe")
tap.ok(r.code == 2 and "d/pipe: is a device or a pipe" in r.said()
       and not os.path.isfile("d/pipe"), "a pipe is no file to replace",
       r.details())
os.remove("d/pipe")
with open("d/coach.html", "w", encoding="utf-8") as file:
    file.write("<p>my trainer\n")
refused("a foreign coach.html", "d/coach.html", "coach", "d/call.json", "-o",
        "d")
os.remove("d/coach.html")
for i in range(2):
    r = run("coach", "d/call.json", "-o", "d", "--profile-out", "d/me.json")
    tap.ok(r.code == 0 and "unknown.coach.html" in contents(),
           "pages and a profile, time %d" % (i + 1), r.details())
tap.done()
