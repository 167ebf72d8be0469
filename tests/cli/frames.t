#!/usr/bin/env python3
"""The 10 ms tracks: their grid, levels of a known tone, and that they are the
frames behind the report."""
import json
import math
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, floats, run, scratch, tap

scratch()
LEVEL = os.path.join(SAMPLES, "level.wav")


def frames(*arguments):
    r = run("frames", *arguments)
    if not tap.ok(r.code == 0 and not r.err, "frames " + arguments[-1],
                  r.details()):
        tap.done()
    lines = r.text().splitlines()
    names = lines[0].split(",")
    rows = (line.split(",") for line in lines[1:])
    return [{n: x if n == "party" else float(x) for n, x in zip(names, row)}
            for row in rows]


# ---- a tone in one channel, half as loud after 1 s, nothing in the other ----

tone = [0.5 * (1 if i < 8000 else 0.5) * math.sin(2 * math.pi * 500 * i / 8000)
        for i in range(16000)]
floats("tone.wav", tone, [x / 8 for x in reversed(tone)])
rows = frames("tone.wav")
agent = [r for r in rows if r["party"] == "agent"]
customer = [r for r in rows if r["party"] == "customer"]
tap.ok(len(agent) == len(customer) == 200, "2 s are 200 frames a party")
tap.ok(all(abs(r["time_s"] - (i + 0.5) / 100) < 1e-9
           for i, r in enumerate(agent)), "times are the frames' centres")
# a sine's mean square is half its amplitude's
tap.near(agent[50]["level_dbfs"], 20 * math.log10(0.5) - 3.01, 0.011,
         "level of the tone")
tap.near(agent[150]["level_dbfs"], 20 * math.log10(0.25) - 3.01, 0.011,
         "6 dB less a second later")
tap.near(agent[99]["level_dbfs"] - agent[100]["level_dbfs"], 6.02, 0.011,
         "the step lies between frames 99 and 100")
tap.near(customer[50]["level_dbfs"], 20 * math.log10(0.5 / 16) - 3.01, 0.011,
         "the other channel is not mixed in")

# ---- the frames of a call are those of its report ---------------------------

rows = frames(LEVEL)
report = json.loads(run("analyze", "--json", LEVEL).out)
for party in "agent", "customer":
    own = [r for r in rows if r["party"] == party]
    speech_s = sum(r["speech"] for r in own) / 100
    ipus_s = sum(e - b for s in report["segments"] if s["party"] == party
                 for b, e in s["ipus"])
    # IPUs bridge pauses under 0.2 s, which the frames keep
    tap.ok(0 <= ipus_s - speech_s < 0.2 * ipus_s, "%s: %.2f s of speech frames "
           "in %.2f s of units" % (party, speech_s, ipus_s))
    outside = [r for r in own if r["speech"] and not any(
        b - 0.011 < r["time_s"] < e + 0.011 for s in report["segments"]
        if s["party"] == party for b, e in s["ipus"])]
    tap.ok(not outside, party + ": no speech outside the units", outside[:4])
    voiced = sorted(r["f0_hz"] for r in own if r["f0_hz"] > 0 and r["speech"])
    tap.near(voiced[len(voiced) // 2],
             report["parties"][party]["pitch"]["median_hz"], 4.0,
             party + ": the median of f0_hz is the report's")
    tap.ok(all(0 <= r["voicing"] <= 1 and r["syllable"] >= 0
               and (r["f0_hz"] == 0 or 40 < r["f0_hz"] < 1000) for r in own),
           party + ": every value in its range")
    syllables = sum(s["rate"]["syllables"] or 0 for s in report["segments"]
                    if s["party"] == party)
    weight = sum(r["syllable"] for r in own)
    tap.ok(0.8 * syllables < weight < 1.3 * syllables + 2,
           "%s: weights add up to %.1f, the segments have %.1f syllables"
           % (party, weight, syllables))
tap.done()
