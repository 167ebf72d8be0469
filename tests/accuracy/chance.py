#!/usr/bin/env python3
"""chance - many calls in which the agent's moves lead to nothing, and level
ones: what is said all the same.

    chance.py [AUDIO] [--list] [--command PATH]

Makes calls of 30 exchanges as make_calls.py does, over its lines in turn, and
asks of them what effects.py asks: sham calls carry as many effects as chance
alone gives (within a factor of 2) and hardly a verdict; level calls carry at
most one mark an hour and no highlight of tone. --shams and --levels say how
many, --keep where to leave them. Needs python3-numpy and python3-soundfile.
"""
import os
import sys
import tempfile

import calls
import effects
from missing import skipped

try:
    import numpy as np
    import make_calls
    import scene
    import telephony
except ImportError as lacking:
    sys.exit(skipped("chance", lacking.name + " is missing"))

LINES = [name for name, c in make_calls.CONDITIONS.items()
         if not c.get("inserts")]


def make(folder, voices, kind, seed, k):
    rng = np.random.default_rng([seed, k])
    agent, customer = rng.choice(sorted(voices), 2, replace=False)
    play = scene.Scene(rng, voices[agent], voices[customer], kind, None)
    play.play(30)
    line = LINES[k % len(LINES)]
    y = telephony.line(np.random.default_rng([seed, k, 7]), play.sides(),
                       make_calls.CONDITIONS[line])
    make_calls.write(folder, dict(
        play.truth, call="%s_%02d_%s" % (kind, k, line),
        speech=play.speech(), duration_s=len(y) / telephony.RATE,
        agent_channel=1, customer_channel=2, made={"kind": kind}), y)


def measure(args):
    results, listings = {}, []
    for name, truth, report in calls.reports(args, "chance"):
        listing = []
        results[name] = effects.measure(report, truth, listing)
        if listing:
            listings += [name] + listing
    if args.list:
        print("\n".join(listings))
    missed = []
    effects.print_sham(results, missed)
    effects.print_level(results, missed)
    return calls.say(missed)


def main():
    args = calls.arguments(__doc__)
    args.add_argument("--shams", type=int, default=24)
    args.add_argument("--levels", type=int, default=20)
    args.add_argument("--seed", type=int, default=77)
    args.add_argument("--keep")
    args = args.parse_args()
    voices = scene.sentences(args.folder)
    if len(voices) < 2:
        return skipped("chance", "no voices under %s/emodb" % args.folder)
    with tempfile.TemporaryDirectory() as scratch:
        args.folder = args.keep or scratch
        os.makedirs(args.folder, exist_ok=True)
        for kind, n in (("sham", args.shams), ("flat", args.levels)):
            for k in range(n):
                make(args.folder, voices, kind, args.seed, k)
        return measure(args)


if __name__ == "__main__":
    sys.exit(main())
