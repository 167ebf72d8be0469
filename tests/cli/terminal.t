#!/usr/bin/env python3
"""The summary on terminals of several widths: nothing is wider than the
screen, colour where a terminal is, plain where not or where it is not wanted,
and names that cannot drive the terminal."""
import fcntl
import os
import pty
import re
import select
import shutil
import struct
import sys
import termios

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, environment, run, scratch, tap

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
scratch()


def on_terminal(columns, *arguments, **extra):
    """What a terminal of that many columns is sent."""
    pid, fd = pty.fork()
    if pid == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ,
                    struct.pack("HHHH", 40, columns, 0, 0))
        os.execve(tap.COMMAND, [tap.COMMAND, *arguments],
                  environment(TERM="xterm", **extra))
    sent = b""
    while select.select([fd], [], [], 60)[0]:
        try:
            piece = os.read(fd, 65536)
        except OSError:
            break
        if not piece:
            break
        sent += piece
    os.close(fd)
    code = os.waitpid(pid, 0)[1]
    return code, sent.decode("utf-8", "replace").replace("\r\n", "\n")


def bare(text):
    return ESCAPE.sub("", text)


def lines_of(columns, *arguments):
    return bare(on_terminal(columns, *arguments)[1]).splitlines()


for sample in "rushed.flac", "menu.wav", "mono.flac":
    path = os.path.join(SAMPLES, sample)
    shapes = {}
    for columns in 40, 47, 60, 80, 120, 200:
        code, sent = on_terminal(columns, "analyze", path)
        lines = bare(sent).splitlines()
        wide = [line for line in lines if len(line) > columns]
        tap.ok(code == 0 and len(lines) > 10 and not wide,
               "%s in %d columns: nothing sticks out" % (sample, columns),
               wide or lines[:5])
        shapes[columns] = max(map(len, lines))
    tap.ok(shapes[40] < shapes[60] < shapes[120],
           "%s: wider where there is room: %s" % (sample, shapes))
    cut = [line for line in lines_of(40, "analyze", path)
           if re.search(r"syllable(?!s/s)|\b[ls]/s\b", line)]
    tap.ok(not cut, "%s: no word is cut in 40 columns" % sample, cut)
    wide = [line for line in lines_of(40, "probe", path)[1:]
            if len(line) > 40]
    tap.ok(not wide, "%s: nor does what probe says stick out" % sample, wide)


calmed = os.path.join(SAMPLES, "calmed.flac")
blank = [line for line in lines_of(40, "analyze", calmed)
         if line != line.rstrip()]
tap.ok(not blank, "a label of two lines beside cells of one ends in no blanks",
       blank)

alone = [line for columns in range(40, 100)
         for line in lines_of(columns, "analyze", calmed)
         if re.match(r" +(%|s|dB)[ ,;.)]", line)]
tap.ok(not alone, "no figure is parted from its unit", alone)

rushed = os.path.join(SAMPLES, "rushed.flac")
_, sent = on_terminal(60, "analyze", rushed)
words = " ".join(bare(sent).split())
tap.ok("agent customer" in words and "rising" in words and
       re.search(r"activation +-\d.*\n +mixed +rising", bare(sent)),
       "cells wrap in their own columns", sent.splitlines()[6:20])
_, sent = on_terminal(80, "analyze", rushed)
tap.ok("\x1b[31m" in sent and "+++" in sent,
       "raised is red on a terminal, and a mark beside the colour")
_, plain = on_terminal(80, "analyze", rushed, NO_COLOR="1")
tap.ok("\x1b" not in plain and plain == bare(sent), "NO_COLOR: no colour")
_, forced = on_terminal(80, "analyze", "--color", "always", rushed,
                        NO_COLOR="1")
tap.ok(forced == sent, "--color beats NO_COLOR")
piped = run("analyze", rushed)
tap.ok(piped.code == 0 and piped.text() == plain, "a pipe gets it plain")
ascii_only = run("analyze", rushed, LC_ALL="C")
tap.ok(all(byte < 128 for byte in ascii_only.out), "C locale: ASCII alone")
for columns in 40, 60:
    narrow = run("analyze", rushed, COLUMNS=str(columns))
    tap.ok(max(map(len, narrow.text().splitlines())) <= columns,
           "COLUMNS=%d in a pipe" % columns)
least = run("analyze", rushed, COLUMNS="12")
tap.ok(least.code == 0 and least.text() == run(
    "analyze", rushed, COLUMNS="40").text(), "40 columns are the least")

os.makedirs("in")
evil = "in/\x1b[2J\x07 \u202eevil\u2066 \u009b31m.flac"
shutil.copy(rushed, evil)
r = run("analyze", evil)
tap.ok(r.code == 0 and not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e"
                                     "\u2066-\u2069]", r.text()),
       "a name drives no terminal", r.text()[:100])
# ---- the progress line: one row, or it could not be wiped ------------------

for columns in 20, 40, 100:
    code, sent = on_terminal(columns, "analyze", os.path.join(
        SAMPLES, "level.wav"), os.path.join(SAMPLES, "menu.wav"), "-o",
        "progress%d" % columns)
    shown = re.findall(r"(\d+/2 calls[^\r\n]*)\r\x1b\[K", sent)
    tap.ok(code == 0 and shown and max(map(len, shown)) < columns,
           "progress in %d columns" % columns, sent)

# a voice raised from end to end is level against itself: not against most
said = {name: run("analyze", os.path.join(SAMPLES, name)).text()
        for name in ("calmed.flac", "level.wav")}
tap.ok("most speakers" not in said["level.wav"],
       "nothing beside most speakers where all lie within")
tap.ok("most speakers" not in said["calmed.flac"],
       "nor of a range that is wide because the voice came down",
       said["calmed.flac"].splitlines()[8:22])

# the same call played half as fast again: most of the
# agent's voice lies above 255 Hz
with open(rushed, "rb") as file:
    flac = bytearray(file.read())
flac[18:20] = [12000 >> 12, 12000 >> 4 & 255]  # STREAMINFO: 20 bits of rate
with open("in/quick.flac", "wb") as file:
    file.write(flac)
with open("brief.json", "w") as file:  # it is over in 48 s
    file.write('{"tone": {"whole_min_voiced_s": 5}}')
quick = " ".join(run("analyze", "in/quick.flac", "--model", "brief.json",
                     COLUMNS="100").text().split())
tap.ok(re.search(r"most speakers pitch 26\d Hz, most 85 to .*255", quick) and
       "no finding about anybody" in quick,
       "what lies outside is said with its value and the range", [quick])

# ---- one way to write a place, a length, a share, a scale -------------------

said = run("analyze", rushed).text()
tap.ok("  1:12, a party" in said and "0:37 in 11 turns" in said,
       "a length is rounded: 71.79 s, 36.8 s", said.splitlines()[1])
places = re.findall(r"^ +(\d:\d\d\.\d)  The customer's voice rose by .*?"
                    r"at\s+(\S+),", said, re.M | re.S)
tap.ok(places == [("0:39.7", "0:39.7")], "a place is written one way", places)
flat = " ".join(said.split())
tap.ok("raised from 0.46 on" in flat and
       "first quarter of the call -> last" in flat,
       "what an activation is measured on is said")
with open("strict.json", "w") as file:
    file.write('{"tone": {"raised_z": 2}}')
flat = " ".join(run("analyze", "--model", "strict.json", rushed).text().split())
tap.ok("raised from 0.76 on" in flat and "0.46" not in flat,
       "by the model at hand: tanh(2 / 2)", flat)
tap.ok("of both parties' talk" in said and
       re.search(r"2\.3 % of speech \(anyone speaking\)", said),
       "shares say of what")
said = " ".join(said.split())
tap.ok("an order in time, not a reason" in said and
       "coarse with so few" in said, "what chance alone rests on", said[-300:])

tap.done()
