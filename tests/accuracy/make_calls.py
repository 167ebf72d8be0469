#!/usr/bin/env python3
"""make_calls.py OUT [--audio DIR] [--seed N] [--calls N] [--condition NAME...]
       [--kind NAME...]

Two-party calls with known truth, put together from labelled single sentences
(emodb/ below the audio folder): who speaks when, who cuts in, who yields, whose
voice is raised, and what the agent did before. Each condition gets the same
scenes, so that only the line differs; those with inserts have music, ringback
and digits in the middle. Writes NAME.flac and NAME.truth.json.

Needs Debian's python3-numpy and python3-soundfile.
"""
import argparse
import json
import os
import sys

import telephony
from telephony import RATE

import numpy as np
import soundfile

from scene import Scene, sentences

KINDS = ("linked", "sham", "flat", "polite")
CONDITIONS = {
    "clean": {},
    "mulaw": {"codec": "mu-law"},
    "alaw": {"codec": "A-law"},
    "leak30": {"codec": "mu-law", "leak_db": -30, "leak_ms": 120},
    "leak20": {"codec": "mu-law", "leak_db": -20, "leak_ms": 60,
               "noise_db": -50},
    "leakmu": {"codec": "mu-law", "leak_db": -25, "leak_ms": 200,
               "leak_codec": "mu-law"},
    "leakgsm": {"codec": "mu-law", "leak_db": -22, "leak_ms": 150,
                "leak_codec": "GSM"},
    "noise22": {"codec": "mu-law", "noise_db": -48},
    "noise16": {"codec": "mu-law", "noise_db": -42},
    "agc": {"codec": "mu-law", "agc": True, "noise_db": -55},
    "levels": {"codec": "mu-law", "apart_db": 14},
    "levels12": {"codec": "A-law", "apart_db": -12},
    "inserts": {"codec": "mu-law", "noise_db": -55, "inserts": True},
    "insertsleak": {"codec": "mu-law", "leak_db": -25, "leak_ms": 90,
                    "noise_db": -55, "inserts": True},
}


def make(args, voices, k, name):
    """(truth, signal) of call k in one condition."""
    rng = np.random.default_rng([args.seed, k])
    agent, customer = rng.choice(sorted(voices), 2, replace=False)
    kind, c = KINDS[k % 4], CONDITIONS[name]
    scene = Scene(rng, voices[agent], voices[customer], kind,
                  args.audio if c.get("inserts") else None)
    scene.cuts = args.cuts
    scene.play(14)
    y = telephony.line(np.random.default_rng([args.seed, k, 7]),
                       scene.sides(), c)
    call = f"{name}_{kind}_{args.seed}_{k}"
    return dict(scene.truth, call=call, agent_channel=1, customer_channel=2,
                speech=scene.speech(), duration_s=round(len(y) / RATE, 3),
                made=dict(c, kind=kind, condition=name, agent=f"emodb{agent}",
                          customer=f"emodb{customer}")), y


def write(folder, truth, y):
    path = os.path.join(folder, truth["call"])
    soundfile.write(path + ".flac", y, RATE, subtype="PCM_16")
    with open(path + ".truth.json", "w", encoding="utf-8") as f:
        json.dump(truth, f)


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[3])
    ap.add_argument("out")
    ap.add_argument("--audio", default="../shared/audio")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--calls", type=int, default=3)
    ap.add_argument("--condition", nargs="*", default=list(CONDITIONS),
                    choices=list(CONDITIONS))
    ap.add_argument("--kind", nargs="*", default=KINDS, choices=KINDS)
    ap.add_argument("--cuts", nargs=2, type=float, default=(0.15, 0.1),
                    metavar=("WINS", "FAILS"), help="cut-ins a turn")
    args = ap.parse_args()
    voices = sentences(args.audio)
    if len(voices) < 2:
        sys.exit(f"make_calls.py: {args.audio}/emodb: fewer than two voices")
    os.makedirs(args.out, exist_ok=True)
    for k in range(args.calls):
        if KINDS[k % 4] not in args.kind:
            continue
        for name in args.condition:
            truth, y = make(args, voices, k, name)
            write(args.out, truth, y)
        print(f"{truth['call']}: {truth['duration_s']:.0f} s, "
              f"{len(truth['interruptions'])} interruptions, "
              f"{len(truth['talkovers'])} talkovers, "
              f"{len(truth['backchannels'])} backchannels")


if __name__ == "__main__":
    main()
