#!/usr/bin/env python3
"""Damaged recordings are analysed as far as they go, and it is said: cut
files, lying lengths, samples that are no numbers, files that do not match."""
import json
import math
import os
import struct
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, floats, level_call, run, scratch, tap, wav

scratch()
agent, customer, mulaw = level_call()
SECONDS = len(agent) / 8000


def report(name, *arguments, said=None):
    """The JSON of a run that must succeed; stderr only where it should."""
    r = run("analyze", "--json", *arguments)
    good = r.code == 0 and (said in r.said() if said else not r.err)
    tap.ok(good, name + ": " + (r.said().strip() or "nothing said"),
           r.details())
    return json.loads(r.out) if r.code == 0 else None


def notes(rep):
    return {n["code"]: n["text"] for n in rep["quality"]["notes"]}


def ulaw_wav(path, data, **lies):
    return wav(path, data, tag=7, channels=2, bits=8, **lies)


whole = report("whole", ulaw_wav("whole.wav", mulaw))
tap.near(whole["input"]["duration_s"], SECONDS, 0.001, "its length")
tap.ok("truncated" not in notes(whole), "and no note of truncation")

half = len(mulaw) // 4 * 2
cut = report("cut in the middle", ulaw_wav(
    "cut.wav", mulaw[:half], data_says=len(mulaw)), said="truncated")
tap.near(cut["input"]["duration_s"], half / 16000, 0.001, "read to the cut")
tap.ok("%.1f s of %.1f s" % (half / 16000, SECONDS) in notes(cut)["truncated"],
       "the note: " + notes(cut)["truncated"])

for name, says in ("0", 0), ("0xFFFFFFFF", 0xffffffff), ("2 GiB", 0x7fffffff):
    rep = report("a stream of length " + name, ulaw_wav(
        "stream.wav", mulaw, data_says=says, riff_says=says))
    tap.ok("truncated" not in notes(rep)
           and rep["input"]["duration_s"] == whole["input"]["duration_s"]
           and rep["segments"] == whole["segments"], "is the whole call")

short = report("a header that claims half", ulaw_wav(
    "short.wav", mulaw, data_says=half), said="goes on behind its end")
tap.near(short["input"]["duration_s"], half / 16000, 0.001, "is believed")
tap.ok("%.1f s were read" % (half / 16000) in notes(short)["truncated"],
       "the note: " + notes(short)["truncated"])

# a sixth of a second of madness in a good call
bad = list(customer)
for i, x in enumerate((float("nan"), float("inf"), -float("inf"), 1e30) * 300):
    bad[80000 + i] = x
rep = report("no numbers", floats("bad.wav", agent, bad), said="1200 samples")
tap.ok("1200" in notes(rep)["bad_samples"], "the note: "
       + notes(rep)["bad_samples"])
text = json.dumps(rep)
tap.ok("NaN" not in text and "Infinity" not in text, "and none in the report")
rep = report("4 % of no numbers", floats(
    "most.wav", agent, [1e30] * (len(customer) // 13) +
    customer[len(customer) // 13:]), said="samples of most.wav are not numbers")
for name, sides in (
        ("6 % of no numbers", (agent, [1e30] * (len(customer) // 8) +
                               customer[len(customer) // 8:])),
        ("only madness", ([float("nan")] * 9000, [1e30] * 9000)),
        ("the scale of 16-bit integers", ([32768 * x for x in agent],
                                          [32768 * x for x in customer]))):
    floats("mad.wav", *sides)
    r = run("analyze", "--json", "mad.wav")
    tap.ok(r.code == 3 and not r.out and r.said().count("\n") == 1
           and "% of its samples are not numbers or far over" in r.said()
           and "volume=1/32768" in r.said(), name + ": " + r.said().strip(),
           r.details())

# two files that do not match
floats("a.wav", agent)
floats("c.wav", customer[:len(customer) - 20000])
rep = report("two files, one 2.5 s shorter", "--agent", "a.wav",
             "--customer", "c.wav")
tap.near(rep["input"]["duration_s"], SECONDS, 0.001, "lasts as the longer")
tap.ok("unequal_length" in notes(rep), "the note: %s"
       % notes(rep).get("unequal_length"))
floats("c16.wav", [x for x in customer for _ in (0, 1)], rate=16000)
rep = report("two files of different rates", "--agent", "a.wav",
             "--customer", "c16.wav")
tap.ok([f["sample_rate_hz"] for f in rep["input"]["files"]] == [8000, 16000]
       and rep["input"]["layout"] == "two_files", "both rates are told")
tap.near(rep["parties"]["customer"]["talk_s"],
         whole["parties"]["customer"]["talk_s"], 0.5, "the same is heard")

# more channels than parties
rep = report("four channels", floats("four.wav", agent, customer,
                                     agent, customer))
tap.ok("extra_channels" in notes(rep) and rep["segments"], "the note: %s"
       % notes(rep).get("extra_channels"))

# a flac that ends in the middle of its life
with open(os.path.join(SAMPLES, "rushed.flac"), "rb") as file:
    flac = file.read()
with open("cut.flac", "wb") as file:
    file.write(flac[:len(flac) // 2])
rep = report("half a FLAC file", "cut.flac", said="truncated")
tap.ok(rep and rep["segments"], "has segments")

# segments that are not this call's
MONO = os.path.join(SAMPLES, "mono.flac")
with open(os.path.join(SAMPLES, "mono.rttm"), encoding="utf-8") as file:
    rows = [x.split() for x in file.read().splitlines()]
spans = [(float(x[3]), float(x[3]) + float(x[4]), x[7]) for x in rows]


def given(scale=1, later_s=0):
    with open("given.csv", "w", encoding="utf-8") as file:
        for start, end, who in spans:
            file.write("%g,%g,%s\n" % (scale * start + later_s,
                                      scale * end + later_s, who))
    return "--segments", "given.csv"


rep = report("segments of the call", MONO, *given())
tap.ok("segments_beyond" not in notes(rep), "no note")
rep = report("segments of a longer call", MONO, *given(later_s=30),
             said="segments end after the recording does")
tap.ok("of %d given segments" % len(spans) in notes(rep)["segments_beyond"],
       "the note: " + notes(rep)["segments_beyond"])
rep = report("of a clip", MONO, *given(), "--clip", "0:20")
tap.ok("segments_beyond" not in notes(rep), "no note, as that is wanted")
rep = report("of a clip that begins later", MONO, *given(), "--clip", "10:30")
heard = sorted((start, end, s["party"]) for s in rep["segments"]
               for start, end in s["ipus"])
want = [(max(start, 10) - 10, min(end, 30) - 10, who)
        for start, end, who in spans if end > 10 and start < 30]
tap.ok([who for _, _, who in heard] == [who for _, _, who in want]
       and all(abs(h - w) < 0.011 for a, b in zip(heard, want)
               for h, w in zip(a[:2], b[:2])),
       "their times are the recording's, not the clip's",
       [str(heard), str(want)])
for name, change in ("milliseconds", {"scale": 1000}), ("another call's", {
        "later_s": 9000}):
    r = run("analyze", "--json", MONO, *given(**change))
    tap.ok(r.code == 2 and not r.out and r.said().count("\n") == 1
           and "given.csv: no segment ends before the recording" in r.said()
           and "seconds" in r.said(), name + ": " + r.said().strip(),
           r.details())

# a sound of the line on a channel that both voices share is one sound
KEYS = [(697, 1209), (770, 1336)]
tones = [0.0] * 8000
for low, high in KEYS:
    tones += [0.2 * (math.sin(2 * math.pi * low * i / 8000)
                     + math.sin(2 * math.pi * high * i / 8000))
              for i in range(1200)] + [0.0] * 1600
floats("keys.wav", tones)
with open("keys.csv", "w", encoding="utf-8") as file:
    file.write("0.1,0.4,agent\n0.5,0.8,customer\n")
rep = report("keys, and who speaks when", "keys.wav", "--segments", "keys.csv")
keys = [(e["kind"], e["party"], e["digits"]) for e in rep["events"]
        if e["kind"] == "dtmf"]
tap.ok(keys == [("dtmf", None, "15")], "pressed once, by nobody knows whom",
       [str(keys)])
tap.done()
