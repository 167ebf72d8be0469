#!/usr/bin/env python3
"""The README does what it says: every ```sh block runs, in a folder where the
samples are; every ```c block compiles and runs on a sample; a ```text block is
the output of the block before it, but for the figures and the bars.

Blocks of `make ...` are not run but checked to be targets that exist.
`tests/cli/readme.t --update` writes today's output into the README."""
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


def shape(text):
    """The lines without figures, bars, and the width and wrap of both."""
    text = re.sub(r"[-+]?\d[\d.:]*", "#", text)
    text = re.sub(r"[\u2580-\u259f+! -]*[\u2580-\u259f][\u2580-\u259f+! -]*",
                  " = ", text)
    text = re.sub(r"[+!][+! ]*", " ", text)
    return re.sub(r"(# )+", "# ", re.sub(r"\s+", " ", text)).strip()


def update(blocks_and_outputs):
    text = tap.read("README.md")
    for block, output in blocks_and_outputs:
        text = text.replace("```text\n%s```" % block,
                            "```text\n%s```" % output, 1)
    with open(os.path.join(tap.ROOT, "README.md"), "w",
              encoding="utf-8") as file:
        file.write(text)


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
output, ran, shown = "", 0, []
for kind, body in blocks:
    title = body.strip().splitlines()[0]
    if kind == "sh":
        ran += 1
        run = shell(dry(body) if "make" in body else body, scratch)
        output = run.stdout
        tap.ok(run.returncode == 0, "runs: " + title, [output[-2000:]])
    elif kind == "text":
        shown.append((body, output))
        tap.ok(shape(body) == shape(output), "shows: " + title,
               ["README:", shape(body), "now:", shape(output)])
    elif kind == "c":
        run = compile_and_run(body, scratch)
        output = run.stdout
        tap.ok(run.returncode == 0 and output, "compiles and runs: " + title,
               [output[-2000:]])
        run = shell("./example samples/level.wav", scratch)
        tap.ok(run.returncode == 0 and run.stdout, "says something of a call "
               "without highlights", [run.stdout])
        run = shell("./example nowhere.wav", scratch)
        tap.ok(run.returncode == 3 and "nowhere.wav" in run.stdout,
               "ends with what went wrong", [run.returncode, run.stdout])
tap.ok(ran >= 5, "%d blocks of commands" % ran)
shutil.rmtree(scratch)
if "--update" in sys.argv:
    update(shown)
tap.done()
