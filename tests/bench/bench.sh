#!/bin/sh
# bench.sh - how fast and how large: calls of one minute to an hour
# made of a sample, on one core. Prints times real time (CPU) and peak memory.
set -eu
: "${CALLCADENCE:=build/callcadence}"
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

python3 - "$root" "$scratch" "$CALLCADENCE" <<'PYTHON'
import os
import struct
import subprocess
import sys
import time

root, scratch, command = sys.argv[1:]


def mulaw_data(path):
    """The samples of a two-channel mu-law WAV file."""
    with open(path, "rb") as file:
        raw = file.read()
    at = raw.index(b"data")
    return raw[at + 8:at + 8 + struct.unpack_from("<I", raw, at + 4)[0]]


def write_wav(path, data, size):
    """In pieces: what this process holds would count as the child's peak."""
    form = struct.pack("<HHIIHHH", 7, 2, 8000, 16000, 2, 8, 0)
    with open(path, "wb") as file:
        file.write(b"RIFF" + struct.pack("<I", 38 + size) + b"WAVEfmt "
                   + struct.pack("<I", 18) + form + b"data"
                   + struct.pack("<I", size))
        for at in range(0, size, len(data)):
            file.write(data[:size - at])


def timed(path):
    started = time.monotonic()
    child = subprocess.Popen([command, "analyze", "--json", path],
                             stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit("%s: status %d" % (path, status))
    return time.monotonic() - started, usage


data = mulaw_data(os.path.join(root, "samples", "level.wav"))
print("%8s %9s %9s %12s %9s" % ("call", "wall", "cpu", "x real time",
                                "peak"))
for minutes in 1, 10, 30, 60:
    size = minutes * 60 * 16000
    path = os.path.join(scratch, "%d.wav" % minutes)
    write_wav(path, data, size)
    wall_s, usage = min((timed(path) for _ in range(3)), key=lambda r: r[0])
    cpu_s = usage.ru_utime + usage.ru_stime
    print("%4d min %7.2f s %7.2f s %12.0f %5.1f MiB" % (
        minutes, wall_s, cpu_s, minutes * 60 / cpu_s, usage.ru_maxrss / 1024))
    os.remove(path)
PYTHON
