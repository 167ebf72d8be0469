#!/usr/bin/env python3
"""leakage - is leakage found where it is, and nowhere else?

    leakage.py [AUDIO] [--list] [--keep DIR] [--command PATH]

Mixes the clean calls of AUDIO/made into each other with known gain and delay,
in one direction or both, through mu-law or GSM 06.10, and has
`callcadence analyze --json` say what it finds:

    way     what the leakage goes through, or what the line does to both sides
    found   leaks found, of
    level   mean and largest error, dB
    delay   mean and largest error, ms
    false   channels in which leakage is found but is not, of

With a gain control behind the leakage its level is not defined: the other's
voice is not at one level in its own channel. Only presence and delay count.
--list names every mix; --keep leaves them in DIR. Exit 1 when a gate is
missed: level within 1.5 dB, delay within 15 ms, none missed, none false.

Needs Debian's python3-numpy and python3-soundfile.
"""
import argparse
import io
import itertools
import os
import sys
import tempfile

import calls
from missing import skipped

try:
    import numpy as np
    import soundfile
    import telephony
except (ImportError, SystemExit):
    np = None

RATE = 8000
LEVEL_GATE_DB, DELAY_GATE_MS = 1.5, 15.0
CALLS = ("01_clean", "02_clean_loud", "03_waves", "07_flat", "09_escalate",
         "10_recover")
PATHS = ("plain", "mu-law", "GSM")
# level dB, delay ms; of the agent in the customer's channel
ONE_WAY = ((-12, 5), (-16, 33), (-20, 60), (-25, 120), (-30, 20), (-30, 350),
           (-35, 210), (-38, 80), (-40, 40), (-40, 600), (-20, 580))
# and of the customer in the agent's
BOTH_WAYS = (((-20, 40), (-25, 150)), ((-30, 100), (-18, 100)),
             ((-35, 20), (-35, 300)), ((-14, 250), (-22, 60)))
GAIN_CONTROLLED = ((-20, 60), (-25, 300), (-30, 120))
NOISE_DBFS = (-65, -55, -48)


def coded(x, subtype):
    file = io.BytesIO()
    soundfile.write(file, np.clip(x, -1, 1), RATE, format="WAV",
                    subtype=subtype)
    file.seek(0)
    y = soundfile.read(file)[0][:len(x)]
    return np.concatenate([y, np.zeros(len(x) - len(y))])


def passed(x, path):
    return x if path == "plain" else coded(
        x, {"mu-law": "ULAW", "GSM": "GSM610"}[path])


def leaked(x, way, path):
    """What arrives on the other side; way is (level, delay) or None."""
    if way is None:
        return np.zeros(len(x))
    late = int(way[1] * RATE / 1000)
    return 10 ** (way[0] / 20) * passed(
        np.concatenate([np.zeros(late), x[:len(x) - late]]), path)


def noise_for(seed, length, dbfs):
    x = np.random.default_rng(seed).standard_normal(length)
    return telephony.telephone(x) * 10 ** (dbfs / 20)


def mixes():
    """(way, call, into customer, into agent, path, noise dBFS or None)"""
    for call in CALLS:
        yield "none", call, None, None, "plain", None
    for i, way in enumerate(ONE_WAY):
        for j, path in enumerate(PATHS):
            yield path, CALLS[(i + j) % 6], way, None, path, None
    for call, (there, back) in zip(CALLS, BOTH_WAYS):
        yield "both ways", call, there, back, "plain", None
    for call, dbfs in itertools.product(CALLS, NOISE_DBFS):
        yield "none, gain control", call, None, None, "plain", dbfs
    for call, way in zip(CALLS, GAIN_CONTROLLED):
        yield "leak, gain control", call, way, way, "plain", -60


def mix(audio, seed, call, there, back, path, dbfs):
    x, _ = soundfile.read(os.path.join(audio, "made", call + ".flac"))
    sides = [x[:, 0] + leaked(x[:, 1], back, path),
             x[:, 1] + leaked(x[:, 0], there, path)]
    if dbfs is not None:
        sides = [telephony.gain_control(y + noise_for([seed, k], len(y),
                                                       dbfs))
                 for k, y in enumerate(sides)]
    return np.stack([coded(y, "ULAW") for y in sides], axis=1)


class Row:
    def __init__(self):
        self.found = self.of = self.false = self.silent = 0
        self.level, self.delay = [], []

    def add(self, leak, way, with_level):
        """One channel; returns what is wrong with it, or None."""
        got = leak["level_db"] is not None
        if way is None:
            self.silent += 1
            self.false += got
            return "false" if got else None
        self.of += 1
        self.found += got
        if not got:
            return "missed"
        self.delay.append(abs(leak["delay_ms"] - way[1]))
        wrong = self.delay[-1] > DELAY_GATE_MS
        if with_level:
            self.level.append(abs(leak["level_db"] - way[0]))
            wrong = wrong or self.level[-1] > LEVEL_GATE_DB
        return "off" if wrong else None

    def text(self):
        return "%2d of %2d  %s  %s  %2d of %2d" % (
            self.found, self.of, spread(self.level, "%.2f"),
            spread(self.delay, "%4.1f"), self.false, self.silent)


def spread(values, form):
    if not values:
        return "%11s" % "-"
    return "%11s" % (form % (sum(values) / len(values)) + " " +
                     form % max(values))


def say(leak):
    return "-" if leak["level_db"] is None else "%.1f dB %.0f ms" % (
        leak["level_db"], leak["delay_ms"])


def run(args, folder):
    rows, missed = {}, []
    for k, (name, call, there, back, path, dbfs) in enumerate(mixes()):
        file = os.path.join(folder, "%02d_%s.flac" % (k, call))
        soundfile.write(file, mix(args.audio, k, call, there, back, path,
                                  dbfs), RATE, subtype="PCM_16")
        report = calls.analyze(args.command, file)
        if not args.keep:
            os.remove(file)
        for party, way in (("customer", there), ("agent", back)):
            leak = report["quality"]["parties"][party]["leakage"]
            wrong = rows.setdefault(name, Row()).add(leak, way,
                                                     with_level=dbfs is None)
            text = "%s, %s, %s: %s, got %s" % (
                name, call, party,
                "none" if way is None else "%d dB %d ms" % way, say(leak))
            if wrong:
                missed.append("%s: %s" % (wrong, text))
            if args.list:
                print("  " + text)
    return rows, missed


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("audio", nargs="?", default=calls.AUDIO)
    args.add_argument("--list", action="store_true")
    args.add_argument("--keep", metavar="DIR")
    args.add_argument("--command", default=calls.COMMAND)
    args = args.parse_args()
    if np is None:
        return skipped("leakage", "no numpy or soundfile")
    absent = [c for c in CALLS if not os.path.exists(
        os.path.join(args.audio, "made", c + ".flac"))]
    if absent:
        return skipped("leakage", "no made calls under %s" % args.audio)
    if args.keep:
        os.makedirs(args.keep, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        rows, missed = run(args, args.keep or scratch)
    print("%-20s %8s  %11s  %11s  %8s" % ("way", "found", "level dB",
                                          "delay ms", "false"))
    for name, row in rows.items():
        print("%-20s %s" % (name, row.text()))
    return calls.say(missed)


if __name__ == "__main__":
    sys.exit(main())
