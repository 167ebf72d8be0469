#!/bin/sh
# bench.sh - how fast and how large: calls of one minute to an hour
# made of a sample, on one core. Prints times real time (CPU), peak memory and
# the ratio to the floor: decoding plus one 256-point FFT a frame and channel.
set -eu
: "${CALLCADENCE:=build/callcadence}"
: "${FLOOR:=build/tests/bench/floor}"
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

python3 - "$root" "$scratch" "$CALLCADENCE" "$FLOOR" <<'PYTHON'
import os
import struct
import subprocess
import sys

root, scratch, command, floor = sys.argv[1:]


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


def timed(*argv):
    child = subprocess.Popen(argv, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit("%s: status %d" % (" ".join(argv), status))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def best(*argv):
    """Least CPU time of five: what other work on the machine adds goes."""
    return min(timed(*argv) for _ in range(5))


data = mulaw_data(os.path.join(root, "samples", "level.wav"))
print("%8s %9s %12s %9s %14s" % ("call", "cpu", "x real time", "peak",
                                 "ratio to floor"))
for minutes in 1, 4, 10, 30, 60:
    size = minutes * 60 * 16000
    path = os.path.join(scratch, "%d.wav" % minutes)
    write_wav(path, data, size)
    cpu_s, peak = best(command, "analyze", "--json", path)
    floor_s, _ = best(floor, path)
    print("%4d min %7.2f s %12.0f %5.1f MiB %14.1f" % (
        minutes, cpu_s, minutes * 60 / cpu_s, peak, cpu_s / floor_s))
PYTHON
