#!/usr/bin/env python3
"""A list or a folder that cannot be read to its end is said, and the run does
not end as if all had been there."""
import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, run, scratch, tap

scratch()
LEVEL = os.path.join(SAMPLES, "level.wav")
os.mkdir("in")
for name in "a.wav", "b.wav":
    shutil.copy(LEVEL, "in/" + name)
r = run("analyze", "--files-from", "in", "-o", "out")
tap.ok(r.code == 4 and "in: cannot read the list: " in r.said()
       and not os.path.exists("out"), "a folder as a list", r.details())
r = run("analyze", "in/a.wav", "in/a.wav", "-o", "out")
tap.ok(r.code == 2 and r.said() == "callcadence: in/a.wav is named twice\n",
       "a recording twice", r.details())
r = run("analyze", LEVEL, "./in/../in/a.wav")
tap.ok(r.code == 2 and r.said().count("\n") == 1, "a line for a slip",
       r.details())

os.mkdir("sides")
for name in "x_agent.wav", "x_customer.wav", "agent.wav":
    shutil.copy(LEVEL, "sides/" + name)
r = run("analyze", "sides", "-o", "sided")
tap.ok(r.code == 0 and "sides: 1 pair of files such as x_agent.wav look"
       in r.said() and "manifest" in r.said(), "two sides of a call are told "
       "of", r.details())
r = run("analyze", "-q", "sides", "-o", "sided")
tap.ok(not r.err, "-q: not", r.details())

# ---- a folder whose listing breaks off --------------------------------------

BREAKS = r"""
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>

static void *next(const char *name, DIR *folder)
{
    void *(*real)(DIR *) = (void *(*)(DIR *))dlsym(RTLD_NEXT, name);
    struct dirent64 *e = real(folder);
    if (e && !strncmp(e->d_name, "b.", 2)) {
        errno = EIO;
        return NULL;
    }
    return e;
}

struct dirent *readdir(DIR *folder) { return next("readdir", folder); }
struct dirent64 *readdir64(DIR *folder) { return next("readdir64", folder); }
"""
with open("breaks.c", "w") as file:
    file.write(BREAKS)
made = subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-o",
                       "breaks.so", "breaks.c", "-ldl"], capture_output=True,
                      text=True)
if made.returncode or os.environ.get("LINK_WITH"):
    print("# no preloading here: " + made.stderr)  # or a sanitizer's own
    tap.done()
BROKEN = {"LD_PRELOAD": os.path.join(os.getcwd(), "breaks.so")}
r = run("analyze", "in", "-o", "sound", "--format", "json,html")
tap.ok(r.code == 0, "a sound one", r.details())
r = run("analyze", "in", "-o", "other", **BROKEN)
tap.ok(r.code == 3 and "in: cannot read the whole folder: " in r.said(),
       "recordings", r.details())
r = run("analyze", "in/a.wav", "-o", "sound", **BROKEN)
tap.ok(r.code == 4 and "sound: cannot read the folder: " in r.said()
       and "left behind" in r.said(), "reports for the tables", r.details())
r = run("coach", "sound", "-o", "coached", **BROKEN)
tap.ok(r.code == 3 and "sound: cannot read the folder: " in r.said(),
       "reports to coach from", r.details())
r = run("compare", "sound", "sound", **BROKEN)
tap.ok(r.code == 4 and "sound: cannot be read: " in r.said(),
       "reports to compare", r.details())
tap.done()
