#!/usr/bin/env python3
"""make_samples.py - the sample calls and what is true of them.

Each call is a script of lines (samples/calls.py): who speaks, in which manner,
how long after the other. eSpeak NG speaks the lines; pitch, rate, level and
tilt are set here, so they are known; the result goes through a telephone band,
gets faint noise and is written with a .truth.json beside it. Seeds are fixed
and nothing depends on the time: the same eSpeak NG gives the same files.

    python3 samples/make_samples.py [NAME...]

Needs espeak-ng, python3-numpy and python3-soundfile. Only for remaking: the
results are part of the project.
"""
import functools
import json
import os
import subprocess
import sys
import tempfile
import zlib

import numpy as np
import soundfile

import calls

HERE = os.path.dirname(os.path.abspath(__file__))
ACTIVE_DBFS = -23.0     # level of a level voice while it speaks
NOISE_DBFS = -60.0
FRAME_S = 0.01
IPU_GAP_S = 0.2         # pauses below are inside an inter-pausal unit

# What a manner does to a voice: semitones, dB, dB of tilt, rate factor
MANNERS = {
    "level":  (0.0, 0.0, 0.0, 1.00),
    "hot":    (7.5, 6.0, 5.0, 1.06),   # customer raised
    "rushed": (3.0, 3.5, 2.5, 1.30),   # agent raised and in a hurry
    "soft":   (-2.0, -4.0, -1.5, 0.82),
}


# ---- sound -----------------------------------------------------------------

def db(x):
    return 10.0 ** (x / 20.0)


def fft_filter(x, rate, response):
    """Multiply the spectrum by response(frequencies in Hz)."""
    n = len(x)
    size = 1 << (2 * n - 1).bit_length()
    f = np.fft.rfftfreq(size, 1.0 / rate)
    return np.fft.irfft(np.fft.rfft(x, size) * response(f), size)[:n]


def resample(x, rate_from, rate_to):
    """By cutting the spectrum: exact for signals that start and end quiet."""
    pad = np.zeros(rate_from)
    x = np.concatenate([x, pad])
    n = int(round(len(x) * rate_to / rate_from))
    spectrum = np.fft.rfft(x)[:n // 2 + 1]
    spectrum = np.pad(spectrum, (0, n // 2 + 1 - len(spectrum)))
    return np.fft.irfft(spectrum, n) * (rate_to / rate_from)


def band(rate):
    """Telephone band at 8 kHz, wide band above, with raised-cosine edges."""
    low, high = (300.0, 3400.0) if rate == 8000 else (100.0, 7000.0)

    def edge(f, at, width):
        return 0.5 - 0.5 * np.cos(np.pi * np.clip((f - at) / width, 0, 1))
    return lambda f: edge(f, low * 0.7, low * 0.3) * \
        (1.0 - edge(f, high, high * 0.1))


def shelf(tilt_db, corner_hz=1000.0):
    """First-order shelf: 0 dB far below the corner, tilt_db far above."""
    g = db(tilt_db)
    return lambda f: (1 + 1j * g * f / corner_hz) / (1 + 1j * f / corner_hz)


def frame_rms(x, rate):
    hop = int(rate * FRAME_S)
    frames = len(x) // hop
    return np.sqrt(np.mean(
        x[:frames * hop].reshape(frames, hop) ** 2, axis=1) + 1e-20)


def active_mask(x, rate):
    rms = frame_rms(x, rate)
    loud = rms > rms.max() * db(-30.0)
    return rms > np.sqrt(np.mean(rms[loud] ** 2)) * db(-35.0)


def pitch_hz(x, rate):
    """Median F0 by autocorrelation; eSpeak's voices are easy."""
    size, hop = int(0.05 * rate), int(0.02 * rate)
    found = []
    for at in range(0, len(x) - size, hop):
        w = x[at:at + size]
        spectrum = np.abs(np.fft.rfft(w * np.hanning(size), 4 * size)) ** 2
        r = np.fft.irfft(spectrum)
        low, high = int(rate / 450), int(rate / 60)
        r = r[:high] / (r[0] + 1e-12) / np.linspace(1.0, 0.7, high)
        peaks = np.flatnonzero((r[1:-1] > r[:-2]) & (r[1:-1] >= r[2:])) + 1
        peaks = peaks[(peaks >= low) & (r[peaks] > 0.85 * r[low:].max())]
        if len(peaks) and r[peaks[0]] > 0.5:    # the shortest good period
            found.append(rate / peaks[0])
    return float(np.median(found)) if found else None


# ---- one line of the script ------------------------------------------------

def espeak(voice, pitch, words_per_min, text):
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run(["espeak-ng", "-v", voice, "-p", str(pitch), "-s",
                        str(words_per_min), "-w", file.name, text], check=True)
        return soundfile.read(file.name)


@functools.lru_cache(maxsize=None)
def pitch_table(voice, words_per_min):
    """F0 of a voice at every tenth -p: each variant has a law of its own."""
    options = list(range(20, 91, 10)) + [99]
    heard = [pitch_hz(*espeak(voice, p, words_per_min,
                              "Now we will see how long a year may be."))
             for p in options]
    return options, np.maximum.accumulate(heard)


def pitch_option(voice, st):
    """The -p that lies st semitones above that of the voice's habit."""
    options, heard = pitch_table(voice.name, voice.words_per_min)
    want = np.interp(voice.pitch, options, heard) * 2.0 ** (st / 12.0)
    assert want <= heard[-1], "%s does not go so high" % voice.name
    return int(round(np.interp(want, heard, options)))


def speak(line, voice, rate, random):
    """The line as samples that begin and end with speech, and its figures."""
    st, gain, tilt, pace = MANNERS[line.manner]
    st += random.uniform(-0.8, 0.8)     # no two sentences are alike
    gain += random.uniform(-2.0, 2.0)
    pace *= random.uniform(0.96, 1.04)
    x, from_rate = espeak(voice.name, pitch_option(voice, st),
                          int(round(voice.words_per_min * pace)), line.text)
    f0 = pitch_hz(x, from_rate)
    x = fft_filter(x, from_rate, shelf(tilt))
    x = fft_filter(resample(x, from_rate, rate), rate, band(rate))
    on = np.flatnonzero(active_mask(x, rate))
    hop = int(rate * FRAME_S)
    x = x[on[0] * hop:(on[-1] + 1) * hop]
    level = frame_rms(x, rate)[active_mask(x, rate)]
    x = x * db(ACTIVE_DBFS + voice.gain_db + gain) \
        / np.sqrt(np.mean(level ** 2))
    return x, {"manner": line.manner, "pitch_hz": round(f0, 1),
               "level_dbfs": round(ACTIVE_DBFS + voice.gain_db + gain, 2),
               "words_per_min": int(round(voice.words_per_min * pace)),
               "text": line.text}


# ---- a call ----------------------------------------------------------------

class Call:
    """Lines placed in time, as two channels with their truth."""

    def __init__(self, script):
        self.script = script
        self.rate = script["rate"]
        self.random = np.random.default_rng(zlib.crc32(
            script["name"].encode()))
        self.sound = {"agent": [], "customer": []}     # (start sample, x)
        self.turns, self.interruptions, self.backchannels = [], [], []
        self.holder = None                              # who has the floor
        for line in script["lines"]:
            self.place(line)
        self.duration_s = max(t["end_s"] for t in self.turns) + 0.9

    def place(self, line):
        voice = self.script[line.party]
        x, figures = speak(line, voice, self.rate, self.random)
        if line.into_s is not None:
            start_s = self.holder["start_s"] + line.into_s
        elif self.holder:
            start_s = self.holder["end_s"] + line.gap_s
        else:
            start_s = line.gap_s
        start_s = round(start_s, 2)
        turn = {"party": line.party, "start_s": start_s,
                "end_s": round(start_s + len(x) / self.rate, 2), **figures}
        if line.kind == "cut_in":
            self.yield_floor(turn, line.yields_s)
        elif line.kind == "talk_over":
            self.interruptions.append(self.cut(turn, turn["end_s"], "held"))
        self.sound[line.party].append([int(start_s * self.rate), x])
        if line.kind == "backchannel":
            self.backchannels.append({k: turn[k] for k in (
                "party", "start_s", "end_s", "text")})
            return
        turn["took_floor"] = line.kind != "talk_over"
        turn["cut_in"] = line.kind == "cut_in"
        self.turns.append(turn)
        if turn["took_floor"]:
            self.holder = turn

    def yield_floor(self, turn, yields_s):
        """The one who is cut into stops yields_s later, in mid-word."""
        other = self.sound[self.holder["party"]][-1]
        keep = int((turn["start_s"] + yields_s) * self.rate) - other[0]
        fade = int(0.03 * self.rate)
        x = other[1][:keep].copy()
        x[-fade:] *= np.linspace(1.0, 0.0, fade)
        other[1] = x
        self.holder["end_s"] = round(turn["start_s"] + yields_s, 2)
        self.interruptions.append(
            self.cut(turn, self.holder["end_s"], "yielded"))

    @staticmethod
    def cut(turn, until_s, outcome):
        return {"party": turn["party"], "start_s": turn["start_s"],
                "overlap_s": round(until_s - turn["start_s"], 2),
                "outcome": outcome}

    def channel(self, party):
        """Samples of one party and the units in which it speaks."""
        n = int(self.duration_s * self.rate)
        x = np.zeros(n)
        units = []
        for at, part in self.sound[party]:
            x[at:at + len(part)] += part
            units += self.units(at, part)
        return x, units

    def units(self, at, part):
        hop = int(self.rate * FRAME_S)
        on = np.flatnonzero(active_mask(part, self.rate))
        units = []
        for frame in on:
            start = at / self.rate + frame * FRAME_S
            if units and start - units[-1][1] < IPU_GAP_S:
                units[-1][1] = round(start + FRAME_S, 2)
            else:
                units.append([round(start, 2), round(start + FRAME_S, 2)])
        assert hop * len(on) <= len(part) + hop
        return units

    def exchanges(self):
        """Customer, agent, customer: what the agent did, what followed."""
        heat = {"soft": 0, "level": 0, "hot": 1, "rushed": 1}
        floor = [t for t in self.turns if t["took_floor"]]
        result = []
        for before, agent, after in zip(floor, floor[1:], floor[2:]):
            if (before["party"], agent["party"]) != ("customer", "agent"):
                continue
            step = heat[after["manner"]] - heat[before["manner"]]
            change = "rose" if step > 0 else "fell" if step < 0 else "steady"
            move = {"rushed": "raised", "soft": "lowered"}.get(
                agent["manner"], "level")
            pressed = move == "raised" or agent["cut_in"]
            effect = "escalated" if change == "rose" and pressed else \
                "calmed" if change == "fell" and move == "lowered" else "none"
            result.append({"agent_start_s": agent["start_s"],
                           "agent": move, "agent_cut_in": agent["cut_in"],
                           "change": change, "effect": effect})
        return result

    def noise(self):
        """Room and line: falls by 3 dB an octave, inside the band."""
        n = int(self.duration_s * self.rate)
        x = self.random.standard_normal(n)
        shape = band(self.rate)
        x = fft_filter(x, self.rate,
                       lambda f: shape(f) / np.sqrt(np.maximum(f, 100.0)))
        level_dbfs = self.script.get("noise_dbfs", NOISE_DBFS)
        return x * db(level_dbfs) / np.sqrt(np.mean(x ** 2))

    def tones(self, x):
        """Ringback and key presses, added to the customer's channel."""
        found = []
        for tone in self.script.get("tones", []):
            n = int((tone["end_s"] - tone["start_s"]) * self.rate)
            t = np.arange(n) / self.rate
            ramp = np.clip(np.minimum(t, t[::-1]) / 0.005, 0, 1)
            wave = sum(np.sin(2 * np.pi * hz * t) for hz in tone["hz"])
            at = int(tone["start_s"] * self.rate)
            x[at:at + n] += ramp * wave * db(tone["dbfs"])
            found.append(tone)
        return found


def write_audio(name, x, rate, subtype):
    path = os.path.join(HERE, name)
    soundfile.write(path, x, rate, subtype=subtype)
    size = os.path.getsize(path)
    assert size < 1 << 20, "%s: %d bytes" % (name, size)
    return size


def through_g711(x, rate):
    """What a line leaves of it. 16-bit samples, whose low bits are then 0:
    FLAC makes use of that."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        soundfile.write(file.name, x, rate, subtype="ULAW")
        return soundfile.read(file.name, dtype="int16")[0]


def write_rttm(name, speech):
    lines = sorted((s, e, p) for p, units in speech.items() for s, e in units)
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        for s, e, p in lines:
            file.write("SPEAKER mono 1 %.2f %.2f <NA> <NA> %s <NA> <NA>\n"
                       % (s, e - s, p))


def make(script):
    call = Call(script)
    name, rate = script["name"], call.rate
    channels, speech = {}, {}
    for party in "agent", "customer":
        channels[party], speech[party] = call.channel(party)
    tones = call.tones(channels["customer"])
    for party in channels:
        channels[party] = channels[party] + call.noise()
    order = ["agent", "customer"]
    if script.get("agent_channel") == 2:
        order.reverse()
    x = np.stack([channels[p] for p in order], axis=1)
    layout = script["layout"]
    files = {}
    if layout == "two_files":
        for party in order:
            end = int((call.duration_s - script["shorter_s"][party]) * rate)
            file = "%s_%s.flac" % (name, party)
            files[file] = write_audio(file, channels[party][:end], rate,
                                      "PCM_16")
    else:
        if layout == "mono":
            x = x.sum(axis=1)
            write_rttm(name + ".rttm", speech)
        if rate == 8000 and script["subtype"] == "PCM_16":
            x = through_g711(x, rate)
        file = name + (".flac" if script["subtype"] == "PCM_16" else ".wav")
        files[file] = write_audio(file, x, rate, script["subtype"])
    truth = {
        "call": name, "about": script["about"], "layout": layout,
        "files": sorted(files), "sample_rate_hz": rate,
        "agent_channel": script.get("agent_channel", 1),
        "duration_s": call.duration_s,
        "voices": {p: script[p]._asdict() for p in order},
        "speech": speech, "turns": call.turns,
        "interruptions": call.interruptions,
        "backchannels": call.backchannels,
        "exchanges": call.exchanges(), "tones": tones,
    }
    with open(os.path.join(HERE, name + ".truth.json"), "w",
              encoding="utf-8") as file:
        json.dump(truth, file, indent=1)
        file.write("\n")
    print("%-10s %5.1f s  %2d turns  %s" % (name, call.duration_s,
                                            len(call.turns), files))


if __name__ == "__main__":
    wanted = sys.argv[1:]
    for each in calls.CALLS:
        if not wanted or each["name"] in wanted:
            make(each)
