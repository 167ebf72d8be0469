#!/usr/bin/env python3
"""The reports of the sample calls are what they were, within the tolerances of
models/tolerances.json.

Two verdicts: beyond the tolerance is a failure; within it but not the same
byte for byte is said. `make samples-reports` pins new ones."""
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

sys.path.insert(0, os.path.join(tap.ROOT, "samples"))
import pin_reports


def compare(pinned, text):
    """The exit code, and what moved line by line."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(text)
        file.flush()
        run = subprocess.run([tap.COMMAND, "compare", pinned, file.name],
                             capture_output=True, text=True)
    return run.returncode, (run.stdout + run.stderr).splitlines()


for name, truth in pin_reports.truths().items():
    path = os.path.join(tap.ROOT, "samples", name + ".report.json")
    text, words = pin_reports.report(truth)
    if not tap.ok(text is not None, name + ": is read", [words]) or \
            not tap.ok(os.path.exists(path), name + ": has a pinned report"):
        continue
    code, lines = compare(path, text)
    tap.ok(code == 0, name + ": as pinned", lines)
    if text != tap.read(path):
        print("# not the same byte for byte: " + "; ".join(lines))
    other = json.loads(text)
    other["parties"]["agent"]["talk_s"] += 0.1
    code, lines = compare(path, json.dumps(other))
    tap.ok(code == 1 and any("parties.agent.talk_s" in x for x in lines),
           name + ": a change would be seen", lines)
tap.done()
