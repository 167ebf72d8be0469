"""Two parties' talk, put together from labelled sentences, with its truth.

The truth says who speaks when (speech, turns with their mood), what one does
while the other speaks (interruptions and talkovers, the cut-ins that win the
floor and those that do not; backchannels; terminal overlaps; unsure: what may
be told as either), what the line adds (inserts), mutual silences, and the
exchanges.
"""
import glob
import os

import numpy as np
import soundfile

import inserts
from telephony import RATE, lowpass

MOODS = {"level": "N", "hot": "W", "soft": "T"}


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


def stretch(x, factor):
    """A little higher and faster, or lower and slower."""
    n = int(len(x) / factor)
    return np.interp(np.arange(n) * factor, np.arange(len(x)), x)


class Scene:
    """One call being written, party by party, on a time line in seconds."""

    def __init__(self, rng, agent, customer, kind, inserted_from=None):
        """agent, customer: their sentences; kind: linked (the customer
        follows the agent), sham (does not), flat (all level), polite (nobody
        cuts in); inserted_from: the audio folder, if the line is to be heard
        in the middle of the call."""
        self.rng, self.kind, self.audio = rng, kind, inserted_from
        self.voice = {"agent": agent, "customer": customer}
        self.cuts = 0.15, 0.1  # a turn: interruptions, talkovers
        self.t = 1.0
        self.pieces = {"agent": [], "customer": []}
        self.truth = {key: [] for key in (
            "turns", "interruptions", "talkovers", "backchannels", "unsure",
            "terminal_overlaps", "together", "silences", "inserts",
            "exchanges")}

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
        """The beginning of a sentence, and its spans."""
        x, spans = self.pick(party, "level")
        n = int(self.rng.uniform(low, high) * RATE)
        x = x[:n].copy()
        fade = min(len(x), 240)
        x[-fade:] *= np.linspace(1, 0, fade)
        end = len(x) / RATE
        return x, [[a, min(b, end)] for a, b in spans if a < end - 0.05]

    def note(self, what, party, start, end, **more):
        self.truth[what].append(dict(
            {"party": party, "start_s": round(start, 3),
             "end_s": round(end, 3)}, **more))

    def turn(self, party, mood, cut_in_by=None, calm_end=False):
        """Returns whether the other cut in. calm_end: nothing overlaps the
        end."""
        x, spans = self.build(party, mood, int(self.rng.integers(2, 4)))
        start, length = self.t, len(x) / RATE
        self.note("turns", party, start, start + length, mood=mood)
        other = "customer" if party == "agent" else "agent"
        event = self.rng.uniform()
        over = False
        if cut_in_by == "talkover":
            over = self.talk_over(other, start, spans)
        elif cut_in_by is None and event < 0.25 and length > 4:
            self.backchannel(other, start, spans)
        if cut_in_by == "interruption" and not calm_end:
            cut = self.break_off(x, spans, self.free(other, 1.0) - start)
            if cut is not None:
                x, spans, begins = cut
                end = start + len(x) / RATE
                self.put(party, start, x, self.moved(spans, start))
                self.truth["turns"][-1]["end_s"] = round(end, 3)
                self.note("interruptions", other, start + begins, end)
                self.t = start + begins
                return True
        self.put(party, start, x, self.moved(spans, start))
        self.leave_floor(party, other, start + length, calm_end)
        return over

    def leave_floor(self, party, other, end, calm_end):
        kind = self.rng.uniform()
        if kind < 0.25 and not calm_end:
            lap = self.rng.uniform(0.1, 0.3)
            self.note("terminal_overlaps", other, end - lap, end)
            self.t = end - lap
            return
        if kind < 0.3:
            self.t = end + self.rng.uniform(3.5, 8)
            self.truth["silences"].append({"start_s": round(end, 3),
                                           "end_s": round(self.t, 3)})
            return
        self.t = end + min(1.6, self.rng.lognormal(-0.9, 0.5))
        if kind < 0.4 and self.t - end > 0.4 and not calm_end:
            self.start_together(party)

    def start_together(self, party):
        """Who just spoke goes on as the other begins, and stops again."""
        x, spans = self.snippet(party, 0.4, 0.9)
        at = self.t + self.rng.uniform(-0.1, 0.1)
        self.put(party, at, x, self.moved(spans, at))
        self.note("together", party, at, at + len(x) / RATE)

    @staticmethod
    def moved(spans, by):
        return [[a + by, b + by] for a, b in spans]

    def free(self, party, after):
        """When the party has been silent for so long, s."""
        return after + max((b for _, _, spans in self.pieces[party]
                            for _, b in spans), default=0)

    def break_off(self, x, spans, earliest):
        """Break off the last sentence 0.4-1.2 s after the other begins."""
        a, b = spans[-1]
        left = self.rng.uniform(0.45, 1.2)
        if b - a < left + 0.9:
            return None
        begins = a + self.rng.uniform(0.5, b - a - left - 0.2)
        if begins < earliest:
            return None
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
        x, own = self.snippet(party, 0.25, 0.9)
        at = self.inside(start, spans, len(x) / RATE)
        if at is None:
            return
        end = at + len(x) / RATE
        # by definition: own silence of 1 s before and 0.7 s after
        if at < self.free(party, 1.1) or end > start + spans[-1][1] - 1.1:
            return
        self.put(party, at, x * 0.6, self.moved(own, at))
        self.note("backchannels", party, at, end)

    def talk_over(self, party, start, spans):
        """The holder goes on for 1.2 s and more after it."""
        x, own = self.snippet(party, 1.2, 2.6)
        length, last = len(x) / RATE, start + spans[-1][1]
        room = [(a, b) for a, b in self.moved(spans, start)
                if b - a > 1.2 and a + 0.4 + length + 1.2 < last]
        if not room or length < 1.1:
            return False
        a, b = room[self.rng.integers(len(room))]
        at = self.rng.uniform(a + 0.4, min(b - 0.6, last - length - 1.2))
        if at < self.free(party, 1.0):
            return False
        self.put(party, at, x * 1.2, self.moved(own, at))
        self.note("talkovers", party, at, at + length)
        return True

    # ---- the line ----------------------------------------------------------

    def hold(self, low, high):
        """Music from the agent's side, over which the customer may mutter."""
        x = inserts.music(self.rng, self.audio, self.rng.uniform(low, high))
        start, length = self.t, len(x) / RATE
        self.put("agent", start, x, [])
        self.note("inserts", "agent", start, start + length, kind="hold")
        if self.rng.uniform() < 0.5:
            y, own = self.snippet("customer", 0.5, 1.5)
            at = start + self.rng.uniform(0.3, 0.7) * length
            self.put("customer", at, y * 0.5, self.moved(own, at))
        self.t = start + length + self.rng.uniform(0.3, 1.2)

    def ring(self):
        x = inserts.ringback(self.rng, int(self.rng.integers(2, 4)))
        self.put("agent", self.t, x, [])
        end = self.t + len(x) / RATE
        self.note("inserts", "agent", self.t, end, kind="ringback")
        self.t = end + self.rng.uniform(0.3, 1.2)

    def press(self, at):
        """The customer presses keys; returns when that is over."""
        x, keys = inserts.digits(self.rng)
        end = at + len(x) / RATE
        self.put("customer", at, x, [])
        self.note("inserts", "customer", at, end, kind="dtmf", digits=keys)
        return end

    def insert(self, k):
        """Before the agent's turn in exchange k."""
        if k in (2, 11):
            self.hold(*((7, 12) if k == 11 else (10, 25)))
        elif k == 7:
            self.ring()
        elif k == 5:
            self.t = self.press(self.t) + self.rng.uniform(0.4, 1.0)
        elif k == 9:
            self.press(self.t + self.rng.uniform(0.6, 1.5))

    # ---- the whole ---------------------------------------------------------

    def play(self, exchanges):
        """Alternate turns; when linked, the customer follows the agent."""
        mood, moves = "level", []
        for k in range(exchanges):
            insert = self.audio is not None and k in (2, 5, 7, 9, 11)
            cut = self.turn("customer", mood, self.cut(), insert)
            if insert:
                self.insert(k)
            agent = self.agent_mood(mood)
            # keys are pressed in the agent's turn, and nothing else done
            self.turn("agent", agent, "keys" if insert and k == 9
                      else self.cut())
            after = self.next_mood(mood, agent, cut)
            moves.append((mood, agent, cut, after))
            mood = after
        self.turn("customer", mood)
        self.label(moves)

    def cut(self):
        if self.kind == "polite":
            return None
        u, (wins, fails) = self.rng.uniform(), self.cuts
        return ("interruption" if u < wins else
                "talkover" if u < wins + fails else None)

    def agent_mood(self, mood):
        if self.kind == "flat":
            return "level"
        p = [0.55, 0.2, 0.25] if mood == "hot" else [0.74, 0.16, 0.1]
        return str(self.rng.choice(["level", "hot", "soft"], p=p))

    def next_mood(self, mood, agent, cut):
        if self.kind == "flat":
            return "level"
        linked = self.kind != "sham"
        provoked = linked and (agent == "hot" or cut)
        soothed = linked and agent == "soft" and not cut
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
