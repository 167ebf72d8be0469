#!/usr/bin/env python3
"""invariance - what must not move the marks: gain, sampling rate, hold music,
and how much of the call is there.

    invariance.py [FOLDER] [--list] [--command PATH] [CALL...]

Makes variants of FOLDER/*.flac (AUDIO/made when no folder is given) and holds
their reports against that of the call as it is:

    gain      both sides, or one, 10 dB up or down
    rate      at 16 and 44.1 kHz
    music     10 s of hold music on the agent's side, put into a pause halfway
    half      the first and the second half alone

    value     segments that are there in both: share within 0.1 of activation
    tone      share with the same tone
    change    exchanges that are there in both: share with the same change
    effect    share with the same effect
    moments   highlights of tone: share that has one of its kind within 2 s

An exchange is there in both when it shares nine tenths of its time; one that
the cut or the music touches is left out. Of halves only what is in the half is
asked for, of moments only when fewer than ten were found. A half in which the
customer is level in fewer than two turns holds nothing to tell that raised
voice by: what it says of the customer is left out. Exit 1 when a gate
is missed, by more than one. Needs python3-numpy and python3-soundfile.
"""
import os
import sys
import tempfile

import calls
from missing import skipped

try:
    import numpy as np
    import soundfile
except ImportError as lacking:
    sys.exit(skipped("invariance", lacking.name + " is missing"))

NEAR = .1
GATES = {"gain": .97, "rate": .95, "music": .95, "half": .88}
TONE = ("rose_after_agent", "fell_after_agent", "customer_rose",
        "customer_fell", "raised_episode")
KEYS = ("value", "tone", "change", "effect", "moments")


# ---- variants: (name, samples, rate, what happened to the times) -----------

def resampled(x, rate, to):
    n = int(round(len(x) * to / rate))
    spectrum = np.fft.rfft(x, axis=0)
    out = np.zeros((n // 2 + 1, x.shape[1]), dtype=complex)
    k = min(len(out), len(spectrum))
    out[:k] = spectrum[:k]
    return np.fft.irfft(out, n, axis=0) * (n / len(x))


def pause_near(truth, at_s):
    """The middle of the longest stretch without speech within 15 s."""
    spans = sorted(s for spans in truth["speech"].values() for s in spans)
    best, end = (0.0, at_s), 0.0
    for a, b in spans:
        if a > end and abs((a + end) / 2 - at_s) < 15:
            best = max(best, (a - end, (a + end) / 2))
        end = max(end, b)
    return best[1]


def hold_music(rate, seconds):
    """A tune of four chords, a note every 0.4 s, each with its overtones."""
    t = np.arange(int(seconds * rate)) / rate
    y = np.zeros(len(t))
    chords = ((262, 330, 392), (220, 262, 330), (175, 220, 262),
              (196, 247, 294))
    for i, start in enumerate(np.arange(0, seconds, .4)):
        note = chords[int(start / 1.6) % 4][i % 3] * 2
        since = t - start
        envelope = np.where(since >= 0, np.exp(-2 * since), 0)
        for k in (1, 2, 3):
            y += envelope * np.sin(2 * np.pi * note * k * since) / k
    return .05 * y / np.sqrt(np.mean(y ** 2))


def with_music(x, rate, at_s):
    y = np.zeros((10 * rate, 2))
    y[:, 0] = hold_music(rate, 10)
    cut = int(at_s * rate)
    return np.concatenate([x[:cut], y, x[cut:]])


def variants(x, rate, truth):
    half = pause_near(truth, len(x) / rate / 2)
    cut = int(half * rate)
    for name, gain in (("both -10", (-10, -10)), ("both +10", (10, 10)),
                       ("customer -10", (0, -10)), ("agent +10", (10, 0))):
        y = np.clip(x * 10 ** (np.array(gain) / 20), -1, 1)
        if np.mean(np.abs(y) >= 1) < 1e-4:   # clipping would be another test
            yield "gain", name, y, rate, None
    for to in (16000, 44100):
        yield "rate", "%d Hz" % to, resampled(x, rate, to), to, None
    yield "music", "10 s at %.0f" % half, with_music(x, rate, half), rate, (
        half, 10.0)
    yield "half", "first", x[:cut], rate, (half, None)
    yield "half", "second", x[cut:], rate, (half, -half)


# ---- the same place in both -------------------------------------------------

def moved(span, shift):
    """Where the stretch of the call is in the variant; None: cut, or gone."""
    a, b = span["start_s"], span["end_s"]
    if shift is None:
        return a, b
    at, by = shift
    if a < at + 1 and b > at - 1:
        return None
    if by is None:
        return (a, b) if b <= at else None
    if by < 0:
        return (a + by, b + by) if a >= at else None
    return (a + by, b + by) if a >= at else (a, b)


def find(span, items, party=None):
    best, most = None, 0
    for item in items:
        if party and item["party"] != party:
            continue
        both = min(span[1], item["end_s"]) - max(span[0], item["start_s"])
        either = max(span[1], item["end_s"]) - min(span[0], item["start_s"])
        if both > .9 * either and both > most:
            best, most = item, both
    return best


def has_zero(truth, shift):
    """Two level turns of the customer in the half, or no half at all."""
    if shift is None or (shift[1] or 0) > 0:   # not cut: music put in
        return True
    return sum(t["party"] == "customer" and t["mood"] == "level" and
               moved(t, shift) is not None for t in truth["turns"]) >= 2


def compare(base, other, shift, truth, listing):
    """key -> [same, of]"""
    seen = ("agent", "customer") if has_zero(truth, shift) else ("agent",)
    out = {key: [0, 0] for key in KEYS}

    def count(key, same, text):
        out[key][0] += same
        out[key][1] += 1
        if not same:
            listing.append("    %s: %s" % (key, text))

    for s in base["segments"]:
        span = moved(s, shift)
        if s["kind"] != "turn" or s["activation"] is None or not span:
            continue
        if s["party"] not in seen:
            continue
        t = find(span, other["segments"], s["party"])
        if t is None or t["activation"] is None:
            continue
        text = "%s at %.1f: %+.2f %s, then %+.2f %s" % (
            s["party"], s["start_s"], s["activation"], s["tone"],
            t["activation"], t["tone"])
        count("value", abs(s["activation"] - t["activation"]) <= NEAR, text)
        count("tone", s["tone"] == t["tone"], text)
    for x in base["exchanges"] if "customer" in seen else ():
        span = moved(x, shift)
        y = find(span, other["exchanges"]) if span else None
        if y is None or "unclear" in (x["customer"]["change"],
                                      y["customer"]["change"]):
            continue
        text = "exchange at %.1f: %%s, then %%s" % x["start_s"]
        a, b = x["customer"]["change"], y["customer"]["change"]
        count("change", a == b, text % (a, b))
        count("effect", x["effect"] == y["effect"],
              text % (x["effect"], y["effect"]))
    if ("customer" in seen and len(base["highlights"]) < 10 and
            len(other["highlights"]) < 10):
        for h in base["highlights"]:
            span = moved(h, shift)
            if h["kind"] in TONE and span:
                count("moments", any(
                    g["kind"] == h["kind"] and
                    abs(g["start_s"] - span[0]) <= 2
                    for g in other["highlights"]), "%s at %.1f" % (
                        h["kind"], h["start_s"]))
    return out


# ---- all of them -------------------------------------------------------------

def share(pair):
    return "%4d of %4d" % tuple(pair) if pair[1] else "%12s" % "-"


def measure(args, call, folder):
    """kind -> counts of one call, and what is not the same."""
    name, path, truth = call
    total = {kind: {key: [0, 0] for key in KEYS} for kind in GATES}
    listing = []
    base = calls.analyze(args.command, path)
    x, rate = soundfile.read(path, always_2d=True)
    made = os.path.join(folder, name + ".wav")
    for kind, which, y, to, shift in variants(x, rate, truth):
        soundfile.write(made, y, to, subtype="PCM_16")
        own = []
        add(total[kind], compare(base, calls.analyze(args.command, made),
                                 shift, truth, own))
        listing += ["  %s %s, %s" % (name, kind, which)] * bool(own) + own
    os.remove(made)
    return total, listing


def add(total, counts):
    for key, (same, of) in counts.items():
        total[key][0] += same
        total[key][1] += of


def main():
    args = calls.arguments(__doc__).parse_args()
    found = calls.find(args.folder, args.calls)
    if not found:
        return skipped("invariance", "no made calls in %s" % args.folder)
    total = {kind: {key: [0, 0] for key in KEYS} for kind in GATES}
    with tempfile.TemporaryDirectory() as folder:
        for _, (counts, listing) in calls.in_turn(
                args.jobs, lambda call: measure(args, call, folder), found):
            for kind in GATES:
                add(total[kind], counts[kind])
            if args.list:
                print("\n".join(listing))
    print("%-8s" % "variant" + "".join("%14s" % key for key in KEYS))
    missed = []
    for kind, counts in total.items():
        print("%-8s" % kind + "".join("  " + share(c)
                                      for c in counts.values()))
        missed += ["%s: %s %d of %d" % (kind, key, same, of)
                   for key, (same, of) in counts.items()
                   if same < GATES[kind] * of and same + 1 < of]
    return calls.say(missed)


if __name__ == "__main__":
    sys.exit(main())
