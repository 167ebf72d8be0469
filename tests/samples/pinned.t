#!/usr/bin/env python3
"""The reports of the sample calls are what they were, within tolerances.

Two verdicts: beyond the tolerance is a failure; within it but not the same
byte for byte is said as drift. `make samples-reports` pins new ones."""
import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

sys.path.insert(0, os.path.join(tap.ROOT, "samples"))
import pin_reports

# by the end of a key: what another compiler or library may change
TOLERANCES = [("slope_st_s", 0.3), ("syl_s", 0.1), ("_hz", 1.0),
              ("_s", 0.03), ("_st", 0.1), ("_db", 0.1), ("_dbfs", 0.1),
              ("lufs", 0.1), ("_ms", 1.0), ("_pct", 1.0)]
OTHERWISE = 0.03
IGNORED = {"key", "version", "text"}


def tolerance(key):
    return next((t for end, t in TOLERANCES if key.endswith(end)), OTHERWISE)


def differences(got, want, path="", key=""):
    """The paths at which two reports differ by more than the tolerance."""
    if isinstance(want, dict) and isinstance(got, dict):
        if list(got) != list(want):
            return ["%s: keys %s, not %s" % (path, list(got), list(want))]
        return [d for k in want if k not in IGNORED
                for d in differences(got[k], want[k], path + "." + k, k)]
    if isinstance(want, list) and isinstance(got, list):
        if len(got) != len(want):
            return ["%s: %d items, not %d" % (path, len(got), len(want))]
        return [d for i, pair in enumerate(zip(got, want))
                for d in differences(*pair, "%s[%d]" % (path, i), key)]
    numbers = (int, float)
    if isinstance(got, numbers) and isinstance(want, numbers):
        room = tolerance(key) + 0.01 * abs(want)
        return [] if abs(got - want) <= room else \
            ["%s: %s, not %s" % (path, got, want)]
    return [] if got == want else ["%s: %s, not %s" % (path, got, want)]


for name, truth in pin_reports.truths().items():
    path = os.path.join(tap.ROOT, "samples", name + ".report.json")
    text, words = pin_reports.report(truth)
    if not tap.ok(text is not None, name + ": is read", [words]) or \
            not tap.ok(os.path.exists(path), name + ": has a pinned report"):
        continue
    pinned = tap.read(path)
    found = differences(json.loads(text), json.loads(pinned))
    tap.ok(not found, name + ": as pinned", found[:20])
    if text != pinned:
        print("# drift: %s is not the same byte for byte" % name)
tap.ok(differences({"a_s": 1.0}, {"a_s": 1.2}) and
       not differences({"a_s": 1.0}, {"a_s": 1.02}), "a difference is seen")
tap.done()
