"""Calls with known truth, and what the command says of them.

A folder of calls holds NAME.flac and NAME.truth.json; AUDIO stands for its
own made/. Shared by the measurements beside this file.
"""
import argparse
import glob
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from missing import skipped

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
AUDIO = os.environ.get("AUDIO", os.path.join(ROOT, "..", "shared", "audio"))
COMMAND = os.environ.get("CALLCADENCE",
                         os.path.join(ROOT, "build", "callcadence"))
PARTIES = ("agent", "customer")


def arguments(doc):
    """The options all of them take; the caller adds its own."""
    args = argparse.ArgumentParser(description=doc.split("\n")[0])
    args.add_argument("folder", nargs="?", default=AUDIO)
    args.add_argument("calls", nargs="*", default=[])
    args.add_argument("--list", action="store_true")
    args.add_argument("--command", default=COMMAND)
    args.add_argument("--jobs", type=int, default=2)
    return args


def find(folder, begins=()):
    """[(name, path, truth)] of the calls whose names begin with one of
    `begins`, or of all."""
    made = os.path.join(folder, "made")
    found = []
    for path in sorted(glob.glob(os.path.join(
            made if os.path.isdir(made) else folder, "*.flac"))):
        name = os.path.basename(path)[:-len(".flac")]
        beside = path[:-len(".flac")] + ".truth.json"
        if os.path.exists(beside) and (not begins or
                                       name.startswith(tuple(begins))):
            with open(beside, encoding="utf-8") as file:
                found.append((name, path, json.load(file)))
    return found


def analyze(command, path, *options):
    line = [command, "analyze", "--json", path, *options]
    run = subprocess.run(line, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit("%s: exit %d\n%s" % (" ".join(line), run.returncode,
                                      run.stderr))
    return json.loads(run.stdout)


def in_turn(jobs, work, items):
    """Yields (item, work(item)) in the order of the items, some at a time."""
    with ThreadPoolExecutor(max(jobs, 1)) as pool:
        yield from zip(items, pool.map(work, items))


def reports(args, name):
    """Yields (name, truth, report) of every call asked for; says so where
    there is none."""
    found = find(args.folder, args.calls)
    if not found:
        skipped(name, "no made calls in %s" % args.folder)
    for call, report in in_turn(args.jobs,
                                lambda c: analyze(args.command, c[1]), found):
        yield call[0], call[2], report


def best_pairs(scored):
    """{i: j} of (score, i, j): highest scores first, each i and j once."""
    pairs, taken = {}, set()
    for _, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def say(missed):
    """Prints the gates missed; the exit code."""
    for text in missed:
        print("missed: " + text)
    return 1 if missed else 0
