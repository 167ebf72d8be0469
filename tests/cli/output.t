#!/usr/bin/env python3
"""A report is written whole or not at all: full disks, files that cannot be
made, readers that go away."""
import json
import os
import resource
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, environment, reports, run, scratch, tap

scratch()
LEVEL = os.path.join(SAMPLES, "level.wav")
MENU = os.path.join(SAMPLES, "menu.wav")


def full(name, *arguments):
    with open("/dev/full", "wb") as sink:
        r = run(*arguments, stdout=sink)
    tap.ok(r.code == 4 and "No space left on device" in r.said()
           and r.said().count("\n") == 1, name + ": " + r.said().strip(),
           r.details())


full("analyze --json > /dev/full", "analyze", "--json", LEVEL)
full("analyze > /dev/full", "analyze", LEVEL)
full("analyze --ndjson > /dev/full", "analyze", "--ndjson", LEVEL, MENU)
full("frames > /dev/full", "frames", LEVEL)
full("probe --json > /dev/full", "probe", "--json", LEVEL)
full("schema > /dev/full", "schema")
full("explain > /dev/full", "explain")
full("--version > /dev/full", "--version")
full("analyze --help > /dev/full", "analyze", "--help")

p = subprocess.Popen([tap.COMMAND, "frames", LEVEL], stdout=subprocess.PIPE,
                     stderr=subprocess.PIPE, env=environment())
p.stdout.readline()
p.stdout.close()
said = p.stderr.read()
tap.ok(p.wait() == 141 and not said, "a reader that goes away: code 141, "
       "nothing said", [p.returncode, said])


# ---- files ------------------------------------------------------------------

def small_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


r = run("analyze", LEVEL, "-o", "limited", before=small_files)
tap.ok(r.code == 4 and reports("limited") == []
       and "limited/level.json: cannot write" in r.said(),
       "a file that cannot grow: code 4, no file left", r.details())

run("analyze", LEVEL, "-o", "kept")
with open("kept/level.json", "rb") as file:
    before = file.read()
r = run("analyze", "--agent-channel", "2", LEVEL, "-o", "kept",
        before=small_files)
with open("kept/level.json", "rb") as file:
    after = file.read()
tap.ok(r.code == 4 and after == before and reports("kept")
       == ["level.json"], "the report that was there stays whole", r.details())
r = run("analyze", "--agent-channel", "2", LEVEL, "-o", "kept")
with open("kept/level.json") as file:
    source = json.load(file)["input"]["roles"]["source"]
tap.ok(r.code == 0 and source == "option", "and is replaced when it can be",
       r.details())
tap.ok(os.stat("kept/level.json").st_mode & 0o777 == 0o666 & ~os.umask(0o22),
       "with the rights any new file gets")

os.mkdir("small")
mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs",
                          "small"], capture_output=True).returncode == 0
if mounted:
    try:
        r = run("analyze", LEVEL, MENU, "-o", "small", "-j", "1")
        tap.ok(r.code == 4 and "the disk is full" in r.said()
               and reports("small") == [] and "not done" in r.said(),
               "a full disk ends the run: code 4, no file left", r.details())
    finally:
        subprocess.run(["umount", "small"])
else:
    tap.ok(True, "a full disk # SKIP this user may not mount one")



def few_descriptors():
    resource.setrlimit(resource.RLIMIT_NOFILE, (9, 9))


r = run("analyze", SAMPLES, "-o", "few", "-j", "8", before=few_descriptors)
tap.ok(r.code == 4 and "Too many open files" in r.said()
       and all(n.endswith(".json") and n[0] != "." for n in reports("few")),
       "out of descriptors: code 4, whole reports only", r.details())
r = run("analyze", SAMPLES, "-o", "few")
tap.ok(r.code == 0 and len(reports("few")) == 7, "and then the rest",
       r.details())
os.mkdir("readonly")
mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs",
                          "readonly"], capture_output=True).returncode == 0
if mounted:
    r = run("analyze", LEVEL, "-o", "readonly")
    tap.ok(r.code == 4 and "Read-only" in r.said(), "a read-only folder",
           r.details())
    subprocess.run(["umount", "readonly"])
else:
    tap.ok(True, "a read-only folder # SKIP this user may not mount one")

with open("taken", "w") as file:
    file.write("mine\n")
r = run("analyze", LEVEL, "-o", "taken")
tap.ok(r.code == 2 and "taken: " in r.said(), "-o names a file", r.details())
r = run("analyze", LEVEL, "-o", "taken/below")
tap.ok(r.code == 2 and "taken/below: " in r.said(), "-o is below a file",
       r.details())
r = run("analyze", LEVEL, "-o", "new/and/deep/")
tap.ok(r.code == 0 and reports("new/and/deep") == ["level.json"],
       "folders are made", r.details())
os.mkdir("blocked")
os.mkdir("blocked/level.json")
r = run("analyze", LEVEL, "-o", "blocked")
tap.ok(r.code == 4 and reports("blocked") == ["level.json"],
       "a folder in a report's place: code 4, no temporary file", r.details())
tap.ok(r.said().count("\n") == 2, "said in one line, then the sum",
       r.details())

# 4 beats 3: a retry may help
os.mkdir("both")
os.mkdir("both/level.json")
r = run("analyze", "gone.wav", LEVEL, "-o", "both")
tap.ok(r.code == 4 and "gone.wav" in r.said(), "4 beats 3", r.details())
tap.done()
