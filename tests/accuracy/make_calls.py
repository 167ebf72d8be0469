#!/usr/bin/env python3
"""make_calls.py OUT [--audio DIR] [--seed N] [--calls N] [--condition NAME...]
       [--kind NAME...]

Two-party calls with known truth, put together from labelled single sentences
(emodb/ below the audio folder): who speaks when, who cuts in, who yields, whose
voice is raised, and what the agent did before. Each condition gets the same
scenes, so that only the line differs. Writes NAME.flac and NAME.truth.json.

Needs Debian's python3-numpy and python3-soundfile.
"""
import argparse
import glob
import json
import os
import sys

try:
    import numpy as np
    import soundfile
except ImportError as missing:
    sys.exit(f"make_calls.py: {missing.name} is missing: "
             "apt-get install python3-numpy python3-soundfile")

RATE = 8000
MOODS = {"level": "N", "hot": "W", "soft": "T"}
KINDS = ("linked", "sham", "flat", "polite")
CONDITIONS = {
    "clean": {},
    "leak30": {"leak_db": -30, "leak_ms": 120},
    "leak20": {"leak_db": -20, "leak_ms": 60, "noise_db": -50},
    "noise22": {"noise_db": -48},
    "noise16": {"noise_db": -42},
    "agc": {"agc": True, "noise_db": -55},
    "levels": {"apart_db": 14},
}


def spoken(path):
    """Where a sentence is spoken, from its hand labels: pauses ("(") of more
    than 0.15 s are left out."""
    rows = [line.split() for line in open(path, encoding="latin-1")
            if line.strip()]
    times = [float(r[0]) for r in rows]
    spans, start = [], times[0]
    for (at, end), row in zip(zip(times, times[1:]), rows):
        if row[1].startswith("(") and end - at > 0.15:
            spans.append([start, at])
            start = end
    spans.append([start, times[-1]])
    return [[a, b] for a, b in spans if b - a > 0.05]


def sentences(audio):
    """speaker -> mood -> list of (8 kHz signal, spans), trimmed."""
    voices = {}
    for path in sorted(glob.glob(os.path.join(audio, "emodb/wav/*.wav"))):
        name = os.path.basename(path)[:-4]
        mood = {v: k for k, v in MOODS.items()}.get(name[5])
        labels = os.path.join(audio, "emodb/silb", name + ".silb")
        if mood is None or not os.path.exists(labels):
            continue
        x, rate = soundfile.read(path, dtype="float64")
        spans = spoken(labels)
        start, end = spans[0][0], spans[-1][1]
        x = x[int(start * rate):int(end * rate)]
        x = x[:len(x) // 2 * 2]
        x = lowpass(x, rate, 3600.0)[::rate // RATE]
        x = x / (np.sqrt(np.mean(x ** 2)) + 1e-9) * 0.05
        spans = [[a - start, b - start] for a, b in spans]
        voices.setdefault(name[:2], {}).setdefault(mood, []).append(
            (x, spans))
    return {s: m for s, m in voices.items() if len(m) == 3}


def shape(x, rate, gain):
    n = 1 << (len(x) - 1).bit_length()  # any other length may be slow
    f = np.fft.rfftfreq(n, 1.0 / rate)
    return np.fft.irfft(np.fft.rfft(x, n) * gain(f), n)[:len(x)]


def lowpass(x, rate, edge):
    return shape(x, rate, lambda f: np.clip((edge + 200 - f) / 200, 0, 1))


def telephone(x):
    return shape(x, RATE, lambda f: np.clip((f - 220) / 100, 0, 1)
                 * np.clip((3500 - f) / 120, 0, 1))


def stretch(x, factor):
    """A little higher and faster, or lower and slower."""
    n = int(len(x) / factor)
    return np.interp(np.arange(n) * factor, np.arange(len(x)), x)


def mulaw(x):
    y = np.sign(x) * np.log1p(255 * np.minimum(np.abs(x), 1)) / np.log(256)
    y = np.round(y * 127) / 127
    return np.sign(y) * np.expm1(np.abs(y) * np.log(256)) / 255


class Scene:
    """One call being written, party by party, on a time line in seconds."""

    def __init__(self, rng, voices, agent, customer, linked):
        self.rng, self.linked = rng, linked
        self.flat = self.polite = False
        self.voice = {"agent": voices[agent], "customer": voices[customer]}
        self.t = 1.0
        self.pieces = {"agent": [], "customer": []}
        self.truth = {key: [] for key in (
            "turns", "interruptions", "talkovers", "backchannels", "unsure",
            "terminal_overlaps", "silences", "inserts", "exchanges")}

    def pick(self, party, mood):
        bank = self.voice[party][mood]
        return bank[self.rng.integers(len(bank))]

    def build(self, party, mood, count):
        """Sentences of one turn: signal and speech spans."""
        gain = {"level": 0, "hot": 6, "soft": -4}[mood] + self.rng.uniform(
            -2, 2)
        factor = 2 ** (self.rng.uniform(-0.7, 0.7) / 12)
        parts, spans, at = [], [], 0.0
        for i in range(count):
            x, own = self.pick(party, mood)
            x = stretch(x, factor) * 10 ** (gain / 20)
            spans += [[at + a / factor, at + b / factor] for a, b in own]
            parts.append(x)
            at += len(x) / RATE
            if i + 1 < count:
                gap = self.rng.uniform(0.22, 0.4)
                parts.append(np.zeros(int(gap * RATE)))
                at += len(parts[-1]) / RATE
        return np.concatenate(parts), spans

    def put(self, party, start, x, spans):
        self.pieces[party].append((start, x, spans))

    def snippet(self, party, low, high):
        x, _ = self.pick(party, "level")
        n = int(self.rng.uniform(low, high) * RATE)
        x = x[:n].copy()
        fade = min(len(x), 240)
        x[-fade:] *= np.linspace(1, 0, fade)
        return x

    def turn(self, party, mood, cut_in_by=None):
        count = int(self.rng.integers(2, 4))
        x, spans = self.build(party, mood, count)
        start, length = self.t, len(x) / RATE
        self.truth["turns"].append({"party": party, "start_s": round(start, 3),
                                    "end_s": round(start + length, 3),
                                    "mood": mood})
        other = "customer" if party == "agent" else "agent"
        event = self.rng.uniform()
        if cut_in_by == "talkover":
            self.talk_over(other, start, spans)
        elif cut_in_by is None and event < 0.25 and length > 4:
            self.backchannel(other, start, spans)
        if cut_in_by == "interruption":
            cut = self.break_off(x, spans)
            if cut is not None:
                x, spans, begins = cut
                self.put(party, start, x, self.moved(spans, start))
                self.truth["turns"][-1]["end_s"] = round(
                    start + len(x) / RATE, 3)
                self.truth["interruptions"].append(
                    {"party": other, "start_s": round(start + begins, 3),
                     "end_s": round(start + len(x) / RATE, 3)})
                self.t = start + begins
                return True
        self.put(party, start, x, self.moved(spans, start))
        end = start + length
        kind = self.rng.uniform()
        if kind < 0.25:
            lap = self.rng.uniform(0.1, 0.3)
            self.truth["terminal_overlaps"].append(
                {"party": other, "start_s": round(end - lap, 3),
                 "end_s": round(end, 3)})
            self.t = end - lap
        elif kind < 0.3:
            self.t = end + self.rng.uniform(3.5, 8)
            self.truth["silences"].append({"start_s": round(end, 3),
                                           "end_s": round(self.t, 3)})
        else:
            self.t = end + min(1.6, self.rng.lognormal(-0.9, 0.5))
        return cut_in_by == "talkover"

    @staticmethod
    def moved(spans, by):
        return [[a + by, b + by] for a, b in spans]

    def break_off(self, x, spans):
        """Break off the last sentence 0.4-1.2 s after the other begins."""
        a, b = spans[-1]
        left = self.rng.uniform(0.45, 1.2)
        if b - a < left + 0.9:
            return None
        begins = a + self.rng.uniform(0.5, b - a - left - 0.2)
        stop = begins + left
        x = x[:int(stop * RATE)].copy()
        x[-160:] *= np.linspace(1, 0, 160)
        return x, spans[:-1] + [[a, stop]], begins

    def inside(self, start, spans, need):
        """A moment in a long sentence with room on both sides."""
        a, b = max(spans, key=lambda s: s[1] - s[0])
        if b - a < need + 0.7:
            return None
        return start + self.rng.uniform(a + 0.4, b - need - 0.2)

    def backchannel(self, party, start, spans):
        x = self.snippet(party, 0.25, 0.7) * 0.6
        at = self.inside(start, spans, len(x) / RATE)
        if at is None:
            return
        end = at + len(x) / RATE
        # by definition: own silence of 1 s before and 0.7 s after
        if at < start + 1.4 or end > start + spans[-1][1] - 1.1:
            return
        self.put(party, at, x, [[at, end]])
        self.truth["backchannels"].append(
            {"party": party, "start_s": round(at, 3), "end_s": round(end, 3)})

    def talk_over(self, party, start, spans):
        x = self.snippet(party, 1.2, 1.6) * 1.2
        at = self.inside(start, spans, len(x) / RATE + 0.2)
        if at is None:
            return
        end = at + len(x) / RATE
        self.put(party, at, x, [[at, end]])
        self.truth["talkovers"].append(
            {"party": party, "start_s": round(at, 3), "end_s": round(end, 3)})

    def play(self, exchanges):
        """Alternate turns; when linked, the customer follows the agent."""
        mood, moves = "level", []
        for _ in range(exchanges):
            cut = self.turn("customer", mood, self.cut())
            agent = self.agent_mood(mood)
            self.turn("agent", agent, self.cut())
            after = self.next_mood(mood, agent, cut)
            moves.append((mood, agent, cut, after))
            mood = after
        self.turn("customer", mood)
        self.label(moves)

    def cut(self):
        if self.polite:
            return None
        u = self.rng.uniform()
        return "interruption" if u < 0.15 else "talkover" if u < 0.25 else None

    def agent_mood(self, mood):
        if self.flat:
            return "level"
        p = [0.55, 0.2, 0.25] if mood == "hot" else [0.74, 0.16, 0.1]
        return str(self.rng.choice(["level", "hot", "soft"], p=p))

    def next_mood(self, mood, agent, cut):
        if self.flat:
            return "level"
        provoked = self.linked and (agent == "hot" or cut)
        soothed = self.linked and agent == "soft" and not cut
        if mood == "hot":
            falls = self.rng.uniform() < (0.8 if soothed else 0.15)
            return "level" if falls else "hot"
        rises = self.rng.uniform() < (0.75 if provoked else 0.07)
        return "hot" if rises else "level"

    def label(self, moves):
        agents = [t for t in self.truth["turns"] if t["party"] == "agent"]
        cuts = [e for e in self.truth["interruptions"]
                + self.truth["talkovers"] if e["party"] == "agent"]
        customers = [t for t in self.truth["turns"]
                     if t["party"] == "customer"]
        for k, (mood, agent, _, after) in enumerate(moves):
            heat = {"level": 0, "soft": 0, "hot": 1}
            step = heat[after] - heat[mood]
            change = "rose" if step > 0 else "fell" if step < 0 else "steady"
            lo, hi = customers[k]["start_s"], agents[k]["end_s"]
            cut = any(lo <= e["start_s"] < hi for e in cuts)
            effect = "none"
            if change == "rose" and (agent == "hot" or cut):
                effect = "escalated"
            if change == "fell" and agent == "soft" and not cut:
                effect = "calmed"
            self.truth["exchanges"].append(
                {"start_s": agents[k]["start_s"], "end_s": hi,
                 "change": change, "effect": effect, "agent": agent,
                 "agent_cut_in": cut})

    def sides(self):
        n = int((max(s + len(x) / RATE for p in self.pieces.values()
                     for s, x, _ in p) + 1.0) * RATE)
        out = {}
        for party, pieces in self.pieces.items():
            y = np.zeros(n)
            for start, x, _ in pieces:
                i = int(round(start * RATE))
                y[i:i + len(x)] += x
            out[party] = y
        return out

    def speech(self):
        spans = {}
        for party, pieces in self.pieces.items():
            merged = []
            for a, b in sorted(s for _, _, ss in pieces for s in ss):
                if merged and a <= merged[-1][1]:
                    merged[-1][1] = max(b, merged[-1][1])
                else:
                    merged.append([a, b])
            spans[party] = [[round(a, 3), round(b, 3)] for a, b in merged]
        return spans


def running_mean(x, n):
    total = np.cumsum(np.concatenate([np.zeros(n), x]))
    return np.maximum(total[n:] - total[:-n], 0.0) / n


def gain_control(x):
    """Drives the level of the last half second towards one value."""
    power = running_mean(x ** 2, 4000)
    return x * running_mean(np.minimum(0.05 / np.sqrt(power + 1e-8), 30), 400)


def line(rng, sides, c):
    """What the recorder hears: leakage, noise, band, gain, mu-law."""
    a, b = sides["agent"], sides["customer"] * 10 ** (
        -c.get("apart_db", 0) / 20)
    if "leak_db" in c:
        g, d = 10 ** (c["leak_db"] / 20), int(c["leak_ms"] * RATE / 1000)
        late = lambda x: np.concatenate([np.zeros(d), x[:len(x) - d]])
        a, b = a + g * late(b), b + g * late(a)
    out = []
    for x in (a, b):
        x = telephone(x)
        noise = rng.standard_normal(len(x))
        noise = telephone(shape(noise, RATE,
                                lambda f: 1 / np.sqrt(np.maximum(f, 50))))
        level = 10 ** (c.get("noise_db", -60) / 20)
        x = x + noise / np.sqrt(np.mean(noise ** 2)) * level
        if c.get("agc"):
            x = gain_control(x)
        out.append(mulaw(np.clip(x, -1, 1)))
    return np.stack(out, axis=1)


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[3])
    ap.add_argument("out")
    ap.add_argument("--audio", default="../shared/audio")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--calls", type=int, default=3)
    ap.add_argument("--condition", nargs="*", default=list(CONDITIONS))
    ap.add_argument("--kind", nargs="*", default=KINDS, choices=KINDS)
    args = ap.parse_args()
    voices = sentences(args.audio)
    if len(voices) < 2:
        sys.exit(f"make_calls.py: {args.audio}/emodb: fewer than two voices")
    os.makedirs(args.out, exist_ok=True)
    names = sorted(voices)
    for k in range(args.calls):
        rng = np.random.default_rng([args.seed, k])
        agent, customer = rng.choice(names, 2, replace=False)
        kind = KINDS[k % 4]
        if kind not in args.kind:
            continue
        scene = Scene(rng, voices, agent, customer, kind != "sham")
        scene.flat, scene.polite = kind == "flat", kind == "polite"
        scene.play(14)
        sides = scene.sides()
        for name in args.condition:
            c = CONDITIONS[name]
            call = f"{name}_{kind}_{args.seed}_{k}"
            y = line(np.random.default_rng([args.seed, k, 7]), sides, c)
            soundfile.write(os.path.join(args.out, call + ".flac"), y, RATE,
                            subtype="PCM_16")
            truth = dict(scene.truth, call=call, agent_channel=1,
                         customer_channel=2, speech=scene.speech(),
                         duration_s=round(len(y) / RATE, 3),
                         made=dict(c, kind=kind, agent=f"emodb{agent}",
                                   customer=f"emodb{customer}"))
            with open(os.path.join(args.out, call + ".truth.json"), "w",
                      encoding="utf-8") as f:
                json.dump(truth, f)
        print(f"{kind} call {k}: {len(y) / RATE:.0f} s, "
              f"{len(scene.truth['interruptions'])} interruptions, "
              f"{len(scene.truth['talkovers'])} talkovers, "
              f"{len(scene.truth['backchannels'])} backchannels")


if __name__ == "__main__":
    main()
