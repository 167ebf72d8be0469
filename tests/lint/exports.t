#!/usr/bin/env python3
"""The shared library shows what the public headers declare and nothing else;
no part of the library prints, exits, looks around or keeps mutable state."""
import glob
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

FORBIDDEN = re.compile(
    r"^(__)?(printf|vprintf|puts|putchar|perror|exit|_exit|quick_exit|abort|"
    r"getenv|secure_getenv|environ|setlocale|uselocale|signal|sigaction|"
    r"system|popen|fork|stdout|stderr|time|clock|clock_gettime|gettimeofday|"
    r"rand|srand|random|getpid|getcwd|chdir)(_chk)?$")


def run(*command):
    return subprocess.run(command, capture_output=True, text=True,
                          check=True).stdout


shared = sorted(glob.glob(os.path.join(tap.BUILD, "libcallcadence.so.*.*")))
tap.ok(len(shared) == 1, "one shared library", shared)
exported = {line.split()[-1] for line in
            run("nm", "-D", "--defined-only", shared[0]).splitlines()}
declared = set()
for header in tap.tracked(".h"):
    if header.startswith("include/"):
        declared |= set(re.findall(r"CAD_API[^;{]*?\b(cad_\w+)\s*\(",
                                   tap.read(header)))
tap.ok(not exported - declared, "nothing is exported that no header declares",
       sorted(exported - declared))
tap.ok(not declared - exported, "everything declared is exported",
       sorted(declared - exported))
tap.ok(all(name.startswith("cad_") for name in exported), "all begin cad_")
soname = re.search(r"SONAME\s+(\S+)", run("objdump", "-p", shared[0]))
tap.ok(soname and soname[1] == "libcallcadence.so.0", "soname")
needed = set(re.findall(r"NEEDED\s+lib([\w.+-]+?)\.so",
                        run("objdump", "-p", shared[0])))
strange = needed - {"sndfile", "fftw3f", "samplerate", "jansson", "md", "m",
                    "c", "asan", "ubsan", "tsan"}
tap.ok(not strange, "it asks for no other library than it says", strange)
tap.ok(not re.search(r"R(UN)?PATH", run("objdump", "-p", shared[0])),
       "and for none at a fixed place")

static = os.path.join(tap.BUILD, "libcallcadence.a")
undefined, member = [], ""
for line in run("nm", static).splitlines():
    if line.endswith(":"):
        member = line
    elif re.match(r"^\s+[Uw] ", line) and FORBIDDEN.match(line.split()[-1]):
        undefined.append(member + " " + line.split()[-1])
tap.ok(not undefined, "the library does not print, exit or look around",
       undefined)

# FFTW's planner is one for the whole process; its lock is no state of ours
LOCKS = {"spectrum.o planner"}
mutable, member = [], ""
for line in run("objdump", "-t", static).splitlines():
    if ":     file format" in line:
        member = line.split(":")[0]
    elif re.search(r" O (COMMON|\.t?bss|\.t?data(?!\.rel\.ro))", line):
        mutable.append(member + " " + line.split()[-1])
mutable = [name for name in mutable if name not in LOCKS]
tap.ok(not mutable, "no mutable file-scope state", mutable)

names = {line.split()[-1] for line in
         run("nm", "-g", "--defined-only", static).splitlines()
         if len(line.split()) == 3}
alien = sorted(n for n in names if not n.startswith("cad_"))
tap.ok(not alien, "every external name begins cad_", alien)
tap.done()
