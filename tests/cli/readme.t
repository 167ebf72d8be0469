#!/usr/bin/env python3
"""The README does what it says: every ```sh block runs, in a folder where the
samples are; a ```text block after it is its output (figures may differ, "..."
stands for lines left out); every ```c block compiles, runs and says something.

Blocks of `make ...` are not run but checked to be targets that exist."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def shell(command, folder):
    env = dict(os.environ, PATH=os.path.dirname(tap.COMMAND) + os.pathsep
               + os.environ["PATH"], COLUMNS="80", LC_ALL="C.UTF-8")
    for inherited in "MAKEFLAGS", "MFLAGS", "MAKELEVEL":
        env.pop(inherited, None)
    return subprocess.run(["sh", "-e", "-c", command], cwd=folder, env=env,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, timeout=120)


def dry(command):
    """make and what else changes the machine: does the target exist?"""
    lines = [re.sub(r"^\s*(sudo )?make\b", "make -n -C " + tap.ROOT, line)
             for line in command.splitlines() if "make" in line]
    return "\n".join(lines)


def shape(line):
    """A line without its figures and without the width they take."""
    return re.sub(r"\s+", " ", re.sub(r"[-+]?\d[\d.:]*", "#", line)).strip()


def missing(shown, output):
    """The lines shown that do not come in this order in the output."""
    lines = iter([shape(line) for line in output.splitlines()])
    return [line for line in shown.splitlines()
            if shape(line) not in ("", "...") and shape(line) not in lines]


def compile_and_run(source, folder):
    with open(os.path.join(folder, "example.c"), "w") as file:
        file.write(source)
    return shell(
        "${CC:-cc} -std=c11 -Wall -Wextra -Werror -I%s/include -o example "
        "example.c %s/libcallcadence.a $(pkg-config --libs sndfile fftw3f "
        "samplerate jansson libmd) $LINK_WITH -lm -pthread\n"
        "./example samples/rushed.flac" % (tap.ROOT, tap.BUILD), folder)


scratch = tempfile.mkdtemp()
for name in "samples", "models":
    shutil.copytree(os.path.join(tap.ROOT, name),
                    os.path.join(scratch, name))
blocks = BLOCK.findall(tap.read("README.md"))
output, ran = "", 0
for kind, body in blocks:
    title = body.strip().splitlines()[0]
    if kind == "sh":
        ran += 1
        run = shell(dry(body) if "make" in body else body, scratch)
        output = run.stdout
        tap.ok(run.returncode == 0, "runs: " + title, [output[-2000:]])
    elif kind == "text":
        lost = missing(body, output)
        tap.ok(not lost, "shows: " + title, lost + ["of:", output[-3000:]])
    elif kind == "c":
        run = compile_and_run(body, scratch)
        output = run.stdout
        tap.ok(run.returncode == 0 and output, "compiles and runs: " + title,
               [output[-2000:]])
tap.ok(ran >= 5, "%d blocks of commands" % ran)
shutil.rmtree(scratch)
tap.done()
