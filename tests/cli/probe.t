#!/usr/bin/env python3
"""What probe says of recordings whose figures are known."""
import json
import math
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, floats, level_call, run, scratch, tap, wav

scratch()


def probe(*arguments):
    r = run("probe", "--json", *arguments)
    if not tap.ok(r.code == 0 and not r.err, "probe " + " ".join(
            os.path.basename(a) for a in arguments), r.details()):
        tap.done()
    return json.loads(r.out)


# EBU Tech 3341, case 1: 1 kHz, -23 dBFS in both channels is -23.0 LUFS
amplitude = 10 ** (-23 / 20)
tone = [amplitude * math.sin(2 * math.pi * 1000 * i / 48000)
        for i in range(48000 * 5)]
floats("ebu.wav", tone, tone, rate=48000)
p = probe("ebu.wav")
tap.near(p["loudness_lufs"], -23.0, 0.1, "EBU 3341 case 1, LUFS")
tap.near(p["channels"][0]["loudness_lufs"], -26.01, 0.1, "one channel alone")
# ITU-T P.56: a tone is active all the time; its level is its mean square
tap.near(p["p56_dbov"], -26.01, 0.1, "P.56 of a steady tone, dBov")
tap.ok(p["layout"] == "dual_mono" and "dual_mono" in [
    n["code"] for n in p["refusals"]], "and it is the same channel twice")
tap.near(p["duration_s"], 5.0, 0.001, "5 s")

p = probe(os.path.join(SAMPLES, "level.wav"))
tap.ok(p["files"][0]["format"] == "WAV/ULAW" and p["layout"] == "two_channel"
       and p["files"][0]["sample_rate_hz"] == 8000
       and len(p["files"][0]["sha256"]) == 64, "a call: format and layout")
tap.ok([(c["file"], c["channel"]) for c in p["channels"]]
       == [(0, 1), (0, 2)], "an item a channel", [p["channels"]])
tap.ok(p["roles"]["agent"]["channel"] == 1, "roles as they will be read")

agent, customer, mulaw = level_call()
floats("one.wav", agent, [0.0] * len(agent))
p = probe("one.wav")
tap.ok(p["layout"] == "one_sided" and "one_sided" in [
    n["code"] for n in p["refusals"]], "one side alone")
floats("agent.wav", agent)
floats("nothing.wav", [0.0] * len(agent))
p = json.loads(run("probe", "--json", "--agent", "agent.wav", "--customer",
                   "nothing.wav").out)
tap.ok(p["layout"] == "one_sided" and "The customer's file is silent" in str(
    p["refusals"]), "a file with nothing in it, too", [p["refusals"]])
p = probe(floats("mono.wav", [a + b for a, b in zip(agent, customer)]))
tap.ok(p["layout"] == "mono" and p["roles"]["agent"] is None,
       "mono: no roles", [p["roles"]])
p = probe(wav("cut.wav", mulaw[:160000], tag=7, channels=2, bits=8,
              data_says=len(mulaw)))
tap.ok("truncated" in [n["code"] for n in p["refusals"]], "a cut file")
with open("text.wav", "w") as file:
    file.write("no audio at all, only words\n")
wav("empty.wav", b"", tag=7, channels=2, bits=8)
for name, code in ("gone.wav", "missing"), ("text.wav", "unreadable"), \
        ("empty.wav", "empty"):
    r = run("probe", "--json", name)
    refused = json.loads(r.out) if r.out else {}
    tap.ok(r.code == 3 and set(refused) | {"why"} == set(p) | {"why"}
           and refused["refusals"][0]["code"] == code
           and refused["refusals"][0]["text"] in r.said()
           and refused["layout"] is None and refused["files"] == [],
           "probe --json says why not: " + code, r.details())
r = run("probe", "--json", "--clip", "9000:", "cut.wav")
tap.ok(r.code == 2 and not r.out, "no document where it is used wrongly",
       r.details())
r = run("probe", "gone.wav")
tap.ok(r.code == 3 and not r.out and "no such file" in r.said(),
       "a file that is not there", r.details())
tap.done()
