#!/usr/bin/env python3
"""Rooms depend one way: no include cycle, no upward or sideways include, and
every third-party header in its own room."""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

ROOMS = ["base", "model", "audio dsp", "feature", "talk", "reading", "emit",
         "fleet", ".", "cli", "man"]
RANK = {room: rank for rank, rooms in enumerate(ROOMS)
        for room in rooms.split()}
THIRD_PARTY = {  # header: where it may be included
    "sndfile.h": "audio/", "samplerate.h": "audio/",
    "sha2.h": "audio/ base/hash", "fftw3.h": "dsp/",
    "jansson.h": "model/ emit/ fleet/",
}
STANDARD = """assert complex ctype errno fcntl float getopt inttypes iso646
limits locale math pthread sched setjmp signal stdalign stdarg stdatomic
stdbool stddef stdint stdio stdlib stdnoreturn string strings sys/stat sys/time
sys/types sys/wait sys/mman sys/resource sys/ioctl termios time unistd wchar
dirent libgen fnmatch regex ftw glob poll sys/file""".split()
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def room_of(path):
    """src/talk/turns.c -> talk; src/analyze.c -> '.'"""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else "."


def resolve(path, name):
    """A quoted name is relative to src/ or to the file's own folder."""
    for folder in ("src", os.path.dirname(path)):
        full = os.path.normpath(os.path.join(folder, name))
        if os.path.exists(os.path.join(tap.ROOT, full)):
            return full
    return None


def module(path):
    """x.c and x.h are one module"""
    return os.path.splitext(path)[0]


def feature(path):
    """pitch.c, pitch_path.c and pitch_path.h are one feature, and so is a .c
    that has no header of its own and implements part of a sibling's."""
    name = os.path.basename(module(path))
    if path.endswith(".c") and \
            not os.path.exists(os.path.join(tap.ROOT, module(path) + ".h")):
        siblings = re.findall(r'#include "feature/(\w+)\.h"', tap.read(path))
        name = siblings[0] if siblings else name
    return name.split("_")[0]


def cycles(edges):
    """Includes that stay when all modules are removed that include none or
    are included by none."""
    edges = {(a, b) for a, out in edges.items() for b in out if a != b}
    while True:
        includes, included = {a for a, _ in edges}, {b for _, b in edges}
        kept = {(a, b) for a, b in edges if a in included and b in includes}
        if kept == edges:
            return ["%s includes %s" % edge for edge in sorted(kept)]
        edges = kept


files = [f for f in tap.tracked(".c", ".h") if f.startswith("src/")]
public = [f for f in tap.tracked(".h") if f.startswith("include/")]
lost, upward, sideways, strange, star, cli = [], [], [], [], [], []
edges = {}

for path in files:
    room = room_of(path)
    if room not in RANK:
        strange.append("%s: no such room" % path)
        continue
    for kind, name in INCLUDE.findall(tap.read(path)):
        said = "%s includes %s" % (path, name)
        if kind == "<":
            where = THIRD_PARTY.get(name)
            if where:
                if not any(path.startswith("src/" + w) for w in where.split()):
                    strange.append(said)
            elif not name.startswith("callcadence/") \
                    and name[:-2] not in STANDARD:
                strange.append(said)
            continue
        target = resolve(path, name)
        if not target:
            lost.append(said)
            continue
        edges.setdefault(module(path), set()).add(module(target))
        other = room_of(target)
        if room == "cli" and other != "cli":
            cli.append(said)
        elif RANK[other] > RANK[room]:
            upward.append(said)
        elif other != room and RANK[other] == RANK[room]:
            sideways.append(said)
        elif room == other == "feature" and feature(path) != feature(target):
            star.append(said)

public_edges = {module(p): {"include/" + os.path.splitext(n)[0]
                            for _, n in INCLUDE.findall(tap.read(p))}
                for p in public}
foreign = ["%s includes %s" % (p, n) for p in public
           for _, n in INCLUDE.findall(tap.read(p))
           if not n.startswith("callcadence/") and n[:-2] not in STANDARD]

tap.ok(len(files) > 20, "%d files in %d rooms" % (len(files), len(RANK)))
tap.ok(not lost, "every include is found", lost)
tap.ok(not cycles(edges), "no include cycle", cycles(edges))
tap.ok(not cycles(public_edges), "no cycle in the public headers",
       cycles(public_edges))
tap.ok(not upward, "no room includes a later one", upward)
tap.ok(not sideways, "audio and dsp do not know each other", sideways)
tap.ok(not star, "no feature includes another", star)
tap.ok(not strange, "third-party headers only in their rooms", strange)
tap.ok(not cli, "the command uses the public headers only", cli)
tap.ok(not foreign, "public headers need only C itself", foreign)
tap.done()
