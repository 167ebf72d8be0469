"""Sounds of the line in the middle of a call: music, ringback, digits."""
import glob
import os

import numpy as np
import soundfile

from telephony import RATE, db, lowpass, telephone

ROWS, COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477)
KEYS = "123456789*0#"
# frequencies, then sounding and silent times, by turns: what the United
# States, most of Europe and the United Kingdom hear
RINGING = (((440, 480), (2.0, 4.0)), ((425,), (1.0, 4.0)),
           ((400, 450), (0.4, 0.2, 0.4, 2.0)))


def tones(frequencies, length_s):
    t = np.arange(int(length_s * RATE)) / RATE
    x = sum(np.sin(2 * np.pi * f * t) for f in frequencies)
    edge = np.minimum(np.arange(len(t)), np.arange(len(t))[::-1])
    return x * np.minimum(edge / 40, 1)


def digits(rng, level_db=-14):
    """(signal, keys): as fast as a dialler or as slow as a thumb."""
    keys = "".join(rng.choice(list(KEYS), rng.integers(3, 8)))
    on, off = rng.uniform(0.06, 0.16), rng.uniform(0.06, 0.4)
    parts = []
    for key in keys:
        at = KEYS.index(key)
        parts += [tones((ROWS[at // 3], COLUMNS[at % 3]), on),
                  np.zeros(int(off * RATE))]
    return np.concatenate(parts[:-1]) * 0.7 * db(level_db), keys


def ringback(rng, rings, level_db=-20):
    frequencies, cadence = RINGING[rng.integers(len(RINGING))]
    parts = []
    for _ in range(rings):
        for on, off in zip(cadence[::2], cadence[1::2]):
            parts += [tones(frequencies, on), np.zeros(int(off * RATE))]
    return np.concatenate(parts[:-1]) * 0.7 * db(level_db)


def plucked(rng, note, length_s):
    t = np.arange(int(length_s * RATE)) / RATE
    f = 440 * 2 ** ((note - 69) / 12)
    x = sum(np.sin(2 * np.pi * f * h * t + rng.uniform(0, 6)) / h ** 1.3
            for h in range(1, 6) if f * h < 3500)
    return x * np.exp(-t * rng.uniform(1.0, 2.5)) * np.minimum(t * 100, 1)


def composed(rng, length_s):
    """Four chords round and round, a tune above them and a soft drum."""
    beat = 60 / rng.uniform(76, 126)
    root = rng.integers(50, 58)
    steps = (0, 5, 7, 0) if rng.uniform() < 0.5 else (0, -3, 5, 7)
    x = np.zeros(int((length_s + 6) * RATE))
    for k in range(int(length_s / beat) + 1):
        chord = root + steps[k // 4 % 4]
        notes = [chord + n for n in (0, 4, 7)] if k % 2 == 0 else []
        notes.append(chord + 12 + rng.choice([0, 2, 4, 7, 9]))
        at = int(k * beat * RATE)
        for note in notes:
            y = plucked(rng, note, 2.5)
            x[at:at + len(y)] += y
        hit = rng.standard_normal(400) * np.exp(-np.arange(400) / 80)
        x[at:at + 400] += 0.3 * hit
    return x[:int(length_s * RATE)]


def recorded(rng, paths, length_s):
    x, rate = soundfile.read(paths[rng.integers(len(paths))])
    if rate != RATE:
        x = lowpass(x, rate, 3600.0)[::rate // RATE]
    heard = np.flatnonzero(np.abs(x) > 0.1 * np.max(np.abs(x)))
    x = x[heard[0]:heard[-1]]  # without its fading in and out
    first = rng.integers(max(len(x) - int(length_s * RATE), 1))
    return x[first:first + int(length_s * RATE)]


def music(rng, audio, length_s, level_db=-24):
    """One of the pieces of line/, or one of its own."""
    paths = sorted(glob.glob(os.path.join(audio, "line/music*8k.flac")))
    own = not paths or rng.uniform() < 0.5
    x = composed(rng, length_s) if own else recorded(rng, paths, length_s)
    edge = np.minimum(np.arange(len(x)), np.arange(len(x))[::-1])
    x = telephone(x) * np.minimum(edge / 800, 1)
    return x / (np.sqrt(np.mean(x ** 2)) + 1e-9) * db(level_db)
