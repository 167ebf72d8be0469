#!/usr/bin/env python3
"""The README does what it says: every ```sh block runs, in a folder where the
samples are; every ```c block compiles and runs on a sample; a ```text block is
the output of the block before it, and so is what "It prints" in the prose,
exactly. Words are the same, and so are figures and pictures, but for what
another machine may round the other way: one figure a block by one step of its
last digit (no whole number under 100: those may be counts), and two columns of
its pictures. How long a run took is any.

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


BAR = "[\u2580-\u259f]"
PICTURE = re.compile(
    r"^.*%s.*$|^ +tone +[+! -]+$|^ +events +[! ]+$" % BAR, re.M)
FIGURE = re.compile(r"[-+]?\d[\d:]*(?:\.\d+)?")
TOOK = re.compile(r"in [\d.]+ s \(\d+x real time\)")


def shape(text):
    """The words: no figures, no pictures, no wrap."""
    text = FIGURE.sub("#", PICTURE.sub(" ", TOOK.sub("in a while", text)))
    return re.sub(r"\s+", " ", text).strip()


def figures(text):
    return FIGURE.findall(PICTURE.sub(" ", TOOK.sub("", text)))


def steps(a, b):
    """How many steps of the last digit lie between: 0:39.7, 0:39.8 are 1."""
    def value(figure):
        total = 0.0
        for part in figure.lstrip("+-").split(":"):
            total = 60 * total + float(part or 0)
        return -total if figure[0] == "-" else total
    decimals = min(len(f.partition(".")[2]) for f in (a, b))
    apart = round(abs(value(a) - value(b)) * 10 ** decimals, 3)
    may_be_count = not decimals and value(b) < 100
    return 2 * apart if may_be_count else apart


def columns(a, b):
    """How many columns of two lines differ."""
    width = max(len(a), len(b))
    return sum(x != y for x, y in zip(a.ljust(width), b.ljust(width)))


def moved(block, output):
    """What of a text block is out of date: figures, lines of pictures."""
    found = []
    for take, apart, most in ((figures, steps, 1),
                              (PICTURE.findall, columns, 2)):
        was, now = take(block), take(output)
        off = [(o, n, apart(o, n)) for o, n in zip(was, now) if o != n]
        if len(was) != len(now):
            found.append("%d are %d: %s, %s" % (len(was), len(now), was, now))
        if sum(o[2] for o in off) > most:
            found += ["%s is %s" % o[:2] for o in off]
    return found


def update(blocks_and_outputs, lines_and_outputs):
    text = tap.read("README.md")
    for block, output in blocks_and_outputs:
        text = text.replace("```text\n%s```" % block,
                            "```text\n%s```" % output, 1)
    for line, output in lines_and_outputs:
        for now in output.split("\n"):
            if shape(now) == shape(line):
                text = text.replace("`%s`" % line, "`%s`" % now, 1)
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
text = tap.read("README.md")
blocks = list(BLOCK.finditer(text))
ends = [b.start() for b in blocks[1:]] + [len(text)]
output, ran, shown, printed = "", 0, [], []
for block, end in zip(blocks, ends):
    kind, body = block.groups()
    title = body.strip().splitlines()[0]
    if kind == "sh":
        ran += 1
        run = shell(dry(body) if "make" in body else body, scratch)
        output = run.stdout
        tap.ok(run.returncode == 0, "runs: " + title, [output[-2000:]])
        for line in re.findall("It prints `([^`]+)`", text[block.end():end]):
            printed.append((line, output))
            tap.ok(line in output.split("\n"), "prints: " + line, [output])
    elif kind == "text":
        shown.append((body, output))
        tap.ok(shape(body) == shape(output), "shows: " + title,
               ["README:", shape(body), "now:", shape(output)])
        out_of_date = moved(body, output)
        tap.ok(not out_of_date, "with its figures: " + title, out_of_date)
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
    update(shown, printed)
tap.done()
