#!/usr/bin/env python3
"""A first build is short to read: a line a file; V=1 shows the commands, -s
nothing."""
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap


def built(*arguments):
    env = {k: v for k, v in os.environ.items()
           if k not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "V")}
    with tempfile.TemporaryDirectory() as folder:
        p = subprocess.run(["make", "BUILD=" + folder, *arguments,
                            folder + "/src/version.o"], cwd=tap.ROOT, env=env,
                           capture_output=True, text=True)
    return p.stdout if p.returncode == 0 else p.stderr


said = built()
tap.ok(said == "CC src/version.c\n", "a short line a file", [said])
said = built("V=1")
tap.ok("-std=c11" in said and " -c " in said, "V=1: the command", [said])
said = built("-s")
tap.ok(said == "", "-s: nothing", [said])
tap.done()
