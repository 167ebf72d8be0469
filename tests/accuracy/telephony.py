"""What a telephone line does to a voice: band, codecs, gain control, leakage.

Signals are float arrays at 8 kHz. Needs Debian's python3-numpy and
python3-soundfile.
"""
import io
import sys

try:
    import numpy as np
    import soundfile
except ImportError as missing:
    sys.exit(f"telephony.py: {missing.name} is missing: "
             "apt-get install python3-numpy python3-soundfile")

RATE = 8000
CODECS = {"mu-law": "ULAW", "A-law": "ALAW", "GSM": "GSM610"}


def fast_length(n):
    """The next length of which the transform is fast."""
    return min(m << (-(-n // m) - 1).bit_length() for m in (1, 3, 5, 9, 15))


def shape(x, rate, gain):
    n = fast_length(len(x))
    f = np.fft.rfftfreq(n, 1.0 / rate)
    return np.fft.irfft(np.fft.rfft(x, n) * gain(f), n)[:len(x)]


def lowpass(x, rate, edge):
    return shape(x, rate, lambda f: np.clip((edge + 200 - f) / 200, 0, 1))


def band(f):
    return np.clip((f - 220) / 100, 0, 1) * np.clip((3500 - f) / 120, 0, 1)


def telephone(x):
    return shape(x, RATE, band)


def coded(x, codec):
    """Through a codec and back; None leaves it as it is."""
    if codec is None:
        return x
    file = io.BytesIO()
    soundfile.write(file, np.clip(x, -1, 1), RATE, format="WAV",
                    subtype=CODECS[codec])
    file.seek(0)
    y = soundfile.read(file)[0][:len(x)]
    return np.concatenate([y, np.zeros(len(x) - len(y))])


def late(x, delay_s):
    n = int(delay_s * RATE)
    return np.concatenate([np.zeros(n), x[:len(x) - n]])


def db(level):
    return 10 ** (level / 20)


def running_mean(x, n):
    total = np.cumsum(np.concatenate([np.zeros(n), x]))
    return np.maximum(total[n:] - total[:-n], 0.0) / n


def gain_control(x):
    """Drives the level of the last half second towards one value."""
    power = running_mean(x ** 2, 4000)
    return x * running_mean(np.minimum(0.05 / np.sqrt(power + 1e-8), 30), 400)


def noise(rng, n, level_db):
    x = shape(rng.standard_normal(n), RATE,
              lambda f: band(f) / np.sqrt(np.maximum(f, 50)))
    return x / np.sqrt(np.mean(x ** 2)) * db(level_db)


def apart(c, agent, customer):
    """One side weaker than the other: above 0 the customer's."""
    gap = c.get("apart_db", 0)
    return agent * db(min(gap, 0)), customer * db(-max(gap, 0))


def leaked(x, c):
    codec = c.get("leak_codec")
    return db(c["leak_db"]) * late(coded(telephone(x), codec) if codec else x,
                                   c["leak_ms"] / 1000)


def line(rng, sides, c):
    """What the recorder hears: leakage, noise, band, gain, codec."""
    a, b = apart(c, sides["agent"], sides["customer"])
    if "leak_db" in c:
        a, b = a + leaked(b, c), b + leaked(a, c)
    out = []
    for x in (a, b):
        x = telephone(x)
        x = x + noise(rng, len(x), c.get("noise_db", -60))
        if c.get("agc"):
            x = gain_control(x)
        out.append(coded(np.clip(x, -1, 1), c.get("codec")))
    return np.stack(out, axis=1)
