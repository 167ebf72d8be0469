#!/usr/bin/env python3
"""frames: a row a party and 10 ms, and the report's figures are their sums."""
import csv
import io
import json
import os
import statistics
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, run, scratch, tap

HEADER = "time_s,party,speech,f0_hz,voicing,level_dbfs,tilt_db,syllable"
PARTIES = ["agent", "customer"]


def table(*arguments):
    r = run("frames", *arguments)
    tap.ok(r.code == 0, "frames " + os.path.basename(str(arguments[-1])),
           r.details())
    tap.ok(r.text().split("\n")[0] == HEADER, "the header")
    rows = list(csv.DictReader(io.StringIO(r.text())))
    return [{k: v if k == "party" else float(v) for k, v in row.items()}
            for row in rows]


def of(rows, party):
    return [row for row in rows if row["party"] == party]


def check_grid(rows, duration_s):
    for party in PARTIES:
        times = [row["time_s"] for row in of(rows, party)]
        tap.ok(abs(len(times) - duration_s * 100) <= 1,
               "%s: %d rows in %.2f s" % (party, len(times), duration_s))
        tap.ok(all(abs(t - (i + 0.5) / 100) < 1e-6
                   for i, t in enumerate(times)),
               party + ": times are the centres of 10 ms frames")


def check_ranges(rows):
    wrong = [r for r in rows if r["speech"] not in (0, 1)
             or not (r["f0_hz"] == 0 or 40 <= r["f0_hz"] <= 800)
             or not 0 <= r["voicing"] <= 1
             or not -120 <= r["level_dbfs"] <= 10 or r["syllable"] < 0]
    tap.ok(not wrong, "every value is in its range", wrong[:3])
    wrong = [r for r in rows if r["f0_hz"] > 0 and not r["speech"]]
    tap.ok(len(wrong) < 0.01 * len(rows), "pitch is where speech is",
           wrong[:3])


def check_sums(rows, report):
    for party in PARTIES:
        mine, said = of(rows, party), report["parties"][party]
        speech_s = sum(r["speech"] for r in mine) / 100
        # the report's talk_s bridges pauses under 0.2 s
        tap.ok(0.85 * said["talk_s"] <= speech_s <= said["talk_s"] + 0.02,
               "%s: %.2f s of frames, %.2f s of talk"
               % (party, speech_s, said["talk_s"]))
        voiced = [r["f0_hz"] for r in mine if r["f0_hz"] > 0]
        tap.near(statistics.median(voiced), said["pitch"]["median_hz"],
                 0.02 * said["pitch"]["median_hz"], party + ": median, Hz")
        want = [s["rate"]["syllables"] for s in report["segments"]
                if s["party"] == party]
        if None not in want:
            tap.near(sum(r["syllable"] for r in mine), sum(want),
                     0.05 * sum(want) + 1, party + ": syllables")


scratch()
call = os.path.join(SAMPLES, "rushed.flac")
rows = table("--agent-channel", "1", call)
report = json.loads(run("analyze", "--json", "--agent-channel", "1",
                        call).text())
check_grid(rows, report["input"]["duration_s"])
check_ranges(rows)
check_sums(rows, report)
swapped = table("--agent-channel", "2", call)
other = {"agent": "customer", "customer": "agent"}
tap.ok([dict(r, party=other[r["party"]]) for r in of(swapped, "agent")]
       == of(rows, "customer"), "swapped roles swap the rows")
mono = table("--segments", os.path.join(SAMPLES, "mono.rttm"),
             os.path.join(SAMPLES, "mono.flac"))
tap.ok({r["party"] for r in mono} <= {"agent", "customer", "mixed"},
       "parties have their names")
tap.done()
