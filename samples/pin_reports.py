#!/usr/bin/env python3
"""pin_reports.py - today's report of each sample call as NAME.report.json."""
import glob
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
COMMAND = os.environ.get("CALLCADENCE", os.path.join(
    HERE, "..", "build", "callcadence"))


def truths():
    """What is known of each call, by name."""
    found = {}
    for path in sorted(glob.glob(os.path.join(HERE, "*.truth.json"))):
        with open(path, encoding="utf-8") as file:
            truth = json.load(file)
        found[truth["call"]] = truth
    return found


def arguments(truth):
    """How to read a sample call, as options and file names."""
    paths = [os.path.join(HERE, name) for name in truth["files"]]
    if truth["layout"] == "two_files":
        return ["--agent", paths[0], "--customer", paths[1]]
    if truth["layout"] == "mono":
        return ["--segments", os.path.join(HERE, truth["call"] + ".rttm")] \
            + paths
    return ["--agent-channel", str(truth["agent_channel"])] + paths


def report(truth, *more):
    """The report as the command prints it; None and its words if it fails."""
    run = subprocess.run([COMMAND, "analyze", "--json", *more,
                          *arguments(truth)], capture_output=True, text=True)
    return (run.stdout, run.stderr) if run.returncode == 0 \
        else (None, run.stderr)


if __name__ == "__main__":
    failed = 0
    for name, truth in truths().items():
        text, words = report(truth)
        if text is None:
            print("%s: %s" % (name, words.strip()), file=sys.stderr)
            failed = 1
            continue
        with open(os.path.join(HERE, name + ".report.json"), "w",
                  encoding="utf-8") as file:
            file.write(text)
    sys.exit(failed)
