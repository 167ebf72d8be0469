#!/usr/bin/env python3
"""probe: levels of signals with known loudness, the layout, and what is wrong
with a file, before any analysis."""
import json
import math
import os
import struct
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, run, scratch, tap

RATE = 48000


def wav(path, channels, rate=RATE):
    """channels: lists of samples, +-1.0, as 16 bit."""
    n, width = len(channels[0]), 2 * len(channels)
    data = b"".join(struct.pack("<h", int(round(32767 * x)))
                    for frame in zip(*channels) for x in frame)
    with open(path, "wb") as file:
        file.write(b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt "
                   + struct.pack("<IHHIIHH", 16, 1, len(channels), rate,
                                 rate * width, width, 16)
                   + b"data" + struct.pack("<I", n * width) + data)


def sine(dbfs, hz=997.0, seconds=4):
    peak = 10 ** (dbfs / 20)
    return [peak * math.sin(2 * math.pi * hz * i / RATE)
            for i in range(seconds * RATE)]


def probe(*arguments):
    r = run("probe", "--json", *arguments)
    tap.ok(r.code == 0, "probe " + os.path.basename(str(arguments[-1])),
           r.details())
    return json.loads(r.text())


scratch()

# BS.1770-4: a 997 Hz sine of 0 dBFS on one of two channels is -3.01 LUFS;
# on both at -20 dBFS the powers add up to -20.0. Tolerance of EBU R 128.
tone = sine(-20)
wav("both.wav", [tone, [-x for x in sine(-20, 997.0)]])
wav("one.wav", [tone, [0.0] * len(tone)])
found = probe("both.wav")
tap.near(found["loudness_lufs"], -20.0, 0.1, "sine on both channels, LUFS")
tap.near(found["channels"][0]["loudness_lufs"], -23.01, 0.1, "one of them")
tap.near(found["channels"][0]["p56_dbov"], -23.01, 0.2,
         "P.56 active level of a steady tone is its RMS, dBov")
found = probe("one.wav")
tap.near(found["loudness_lufs"], -23.01, 0.1, "sine on the left, LUFS")
tap.ok(found["channels"][1]["loudness_lufs"] is None,
       "silence has no loudness", [found["channels"][1]])

clipped = [max(-1.0, min(1.0, 4.0 * x)) for x in sine(-6)]
wav("clipped.wav", [clipped, sine(-30, 400.0)])
found = probe("clipped.wav")
share = sum(abs(x) >= 1.0 for x in clipped) / len(clipped)
tap.near(found["channels"][0]["quality"]["clipped_share"], share, 0.02,
         "share of clipped samples")
tap.near(found["channels"][1]["quality"]["clipped_share"], 0, 0,
         "none in the other channel")

found = probe(os.path.join(SAMPLES, "menu.wav"), "--agent-channel", "2")
tap.ok(found["layout"] == "two_channel"
       and found["roles"]["agent"]["channel"] == 2
       and found["roles"]["source"] == "option", "roles as told")
found = probe("--agent", os.path.join(SAMPLES, "pair_agent.flac"),
              "--customer", os.path.join(SAMPLES, "pair_customer.flac"))
tap.ok(found["layout"] == "two_files" and len(found["files"]) == 2
       and any(r["code"] == "unequal_length" for r in found["refusals"]),
       "two files of unequal length", [found["refusals"]])
found = probe(os.path.join(SAMPLES, "mono.flac"))
tap.ok(found["layout"] == "mono" and len(found["channels"]) == 1, "mono")
report = json.loads(run("analyze", "--json",
                        os.path.join(SAMPLES, "level.wav")).text())
found = probe(os.path.join(SAMPLES, "level.wav"))
tap.ok(found["files"] == report["input"]["files"]
       and found["duration_s"] == report["input"]["duration_s"],
       "the same file as in the report")
tap.done()
