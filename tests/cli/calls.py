"""calls.py - runs the command in a scratch folder, and makes recordings: good
ones from samples/level.wav, bad ones byte by byte."""
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

SAMPLES = os.path.join(tap.ROOT, "samples")
TIME_LIMIT = 600  # what has hung, never what is slow on a busy machine


class Result:
    def __init__(self, code, out, err, elapsed):
        self.code, self.out, self.err = code, out, err
        self.elapsed = elapsed

    def text(self):
        return self.out.decode("utf-8", "replace")

    def said(self):
        return self.err.decode("utf-8", "replace")

    def details(self):
        return ["exit code %d" % self.code, "stderr: " + self.said()[:600],
                "stdout: " + self.text()[:300]]


def scratch():
    """A folder of its own, the working folder from now on, gone at the end."""
    import atexit
    folder = tempfile.mkdtemp(prefix="callcadence-cli-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.chdir(folder)
    return folder


def environment(**extra):
    env = {k: v for k, v in os.environ.items()
           if k not in ("NO_COLOR", "COLUMNS", "LC_CTYPE", "LANG")}
    env.update(LC_ALL="C.UTF-8", TMPDIR=os.getcwd())
    return dict(env, **extra)


def run(*arguments, stdin=b"", stdout=subprocess.PIPE, before=None,
        limit_s=TIME_LIMIT, **extra):
    """Code -1 stands for a run that did not end by itself."""
    began = time.monotonic()
    p = subprocess.Popen([tap.COMMAND] + [str(a) for a in arguments],
                         stdin=subprocess.PIPE, stdout=stdout,
                         stderr=subprocess.PIPE, preexec_fn=before,
                         env=environment(**extra))
    try:
        out, err = p.communicate(stdin, timeout=limit_s)
    except subprocess.TimeoutExpired:
        p.kill()
        out, err = p.communicate()
        return Result(-1, out or b"", err, time.monotonic() - began)
    return Result(p.returncode, out or b"", err, time.monotonic() - began)


# ---- what a run leaves in its folder ----------------------------------------

RUN_FILES = re.compile(r"(calls|segments|moments|exchanges)\.csv|index\.html|"
                       r"journal(\.\d+)?\.ndjson")


def reports(folder):
    """The names of the calls' own files, hidden ones too."""
    return sorted(n for n in os.listdir(folder) if not RUN_FILES.fullmatch(n))


def hashed(name, identity):
    """The file name of an id that had to be changed (FNV-1a)."""
    value = 0xcbf29ce484222325
    for byte in identity.encode("utf-8", "surrogateescape"):
        value = (value ^ byte) * 0x100000001b3 & 0xffffffffffffffff
    return "%s-%016x" % (name, value)


# ---- recordings -------------------------------------------------------------

def wav(path, data, tag=1, channels=1, rate=8000, bits=16, data_says=None,
        riff_says=None, fmt_extra=b""):
    """A WAV whose header may lie in every field."""
    block = channels * bits // 8
    fmt = struct.pack("<HHIIHH", tag, channels, rate & 0xffffffff,
                      rate * block & 0xffffffff, block, bits) + fmt_extra
    body = b"WAVEfmt " + struct.pack("<I", len(fmt)) + fmt + b"data"
    body += struct.pack("<I", len(data) if data_says is None else data_says)
    body += data
    says = len(body) if riff_says is None else riff_says
    with open(path, "wb") as file:
        file.write(b"RIFF" + struct.pack("<I", says & 0xffffffff) + body)
    return path


def _ulaw(byte):
    byte = ~byte & 255
    value = ((byte & 15) << 3) + 132 << (byte >> 4 & 7)
    return (132 - value if byte & 128 else value - 132) / 32768


ULAW = [_ulaw(byte) for byte in range(256)]


def level_call():
    """samples/level.wav: (agent's, customer's) samples and the mu-law bytes."""
    with open(os.path.join(SAMPLES, "level.wav"), "rb") as file:
        data = file.read()
    at = data.index(b"data") + 8
    data = data[at:at + struct.unpack("<I", data[at - 4:at])[0]]
    return [ULAW[b] for b in data[0::2]], [ULAW[b] for b in data[1::2]], data


def floats(path, *channels, rate=8000):
    """Channels of equal length as a float WAV."""
    flat = [x for frame in zip(*channels) for x in frame]
    return wav(path, struct.pack("<%df" % len(flat), *flat), tag=3, bits=32,
               channels=len(channels), rate=rate)
