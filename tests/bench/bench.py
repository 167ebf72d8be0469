#!/usr/bin/env python3
"""bench.py - what a call costs, in tables: against its length, its sample
rate, the number of calls and of workers. Peak memory beside each; the floor is
decoding plus one 256-point FFT a frame and channel.

    make bench                 some minutes
    make bench BENCH_LONG=1    calls to 10 h, batches to 10,000 calls

CPU times are the least of several runs, so that other work on the machine
hardly counts; wall-clock times are of one run and suffer from it.
"""
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
BUILD = os.environ.get("BUILD_DIR", os.path.join(ROOT, "build"))
COMMAND = os.environ.get("CALLCADENCE", os.path.join(BUILD, "callcadence"))
FLOOR = os.path.join(BUILD, "tests", "bench", "floor")
LONG = os.environ.get("BENCH_LONG") == "1"
WORKERS = len(os.sched_getaffinity(0))


# ---- calls ------------------------------------------------------------------

def mulaw_data(path):
    """The samples of a two-channel mu-law WAV file."""
    with open(path, "rb") as file:
        raw = file.read()
    at = raw.index(b"data")
    return raw[at + 8:at + 8 + struct.unpack_from("<I", raw, at + 4)[0]]


def apart(make, *arguments, **more):
    """In a process of its own: what this one has ever held would count as the
    peak of the commands it starts."""
    child = os.fork()
    if not child:
        make(*arguments, **more)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit("no room for calls in %s" % tempfile.gettempdir())
    return arguments[0]


def write_wav(path, data, size, tag=7, rate=8000, width=1):
    """The data again and again, as long as wanted."""
    block = 2 * width
    form = struct.pack("<HHIIHHH", tag, 2, rate, rate * block, block,
                       8 * width, 0)
    with open(path, "wb") as file:
        file.write(b"RIFF" + struct.pack("<I", 38 + size) + b"WAVEfmt "
                   + struct.pack("<I", 18) + form + b"data"
                   + struct.pack("<I", size))
        for at in range(0, size, len(data)):
            file.write(data[:size - at])


def linear(byte):
    """mu-law to 16 bits"""
    byte = ~byte & 255
    value = ((byte & 15) << 3) + 132 << (byte >> 4 & 7)
    return 132 - value if byte & 128 else value - 132


def write_at_rate(path, data, rate, seconds):
    """The first 12 s at another rate, straight lines between the samples, in
    16 bits."""
    data = data[:2 * 8000 * 12]
    table = [linear(byte) for byte in range(256)]
    n = len(data) // 2 - 1
    out = bytearray()
    for i in range(n * rate // 8000):
        at, part = divmod(i * 8000, rate)
        part /= rate
        out += struct.pack("<hh", *(int(
            table[data[2 * at + c]] * (1 - part)
            + table[data[2 * at + 2 + c]] * part) for c in (0, 1)))
    write_wav(path, bytes(out), seconds * rate * 4, 1, rate, 2)


# ---- time and memory --------------------------------------------------------

def timed(*argv, codes=(0,)):
    """CPU seconds, wall-clock seconds, peak MiB."""
    began = time.monotonic()
    child = subprocess.Popen(argv, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) not in codes:
        sys.exit("%s: status %d" % (" ".join(argv), status))
    return (usage.ru_utime + usage.ru_stime, time.monotonic() - began,
            usage.ru_maxrss / 1024)


def best(*argv, runs=5):
    return min(timed(*argv) for _ in range(runs))


def table(title, *heads):
    print("\n%s\n%s" % (title, " ".join("%14s" % h for h in heads)))


def row(*cells):
    print(" ".join("%14s" % c for c in cells))
    sys.stdout.flush()


# ---- the tables -------------------------------------------------------------

def by_length(data, scratch):
    table("one call of two channels at 8 kHz, one core", "length", "cpu",
          "x real time", "cpu a minute", "peak", "ratio to floor")
    lengths = [1, 4, 10, 30, 60] + ([180, 600] if LONG else [])
    for minutes in lengths:
        path = apart(write_wav, os.path.join(scratch, "call.wav"), data,
                     minutes * 960000)
        runs = 5 if minutes <= 60 else 2
        cpu_s, _, peak = best(COMMAND, "analyze", "--json", path, runs=runs)
        floor_s = best(FLOOR, path, runs=runs)[0]
        row("%d min" % minutes, "%.3f s" % cpu_s,
            "%.0f" % (minutes * 60 / cpu_s), "%.1f ms" % (1e3 * cpu_s
                                                          / minutes),
            "%.1f MiB" % peak, "%.1f" % (cpu_s / floor_s))


def by_rate(data, scratch):
    table("4 minutes at other rates", "rate", "cpu", "x real time",
          "to 8 kHz", "peak")
    eight_s = None
    for rate in 8000, 11025, 16000, 22050, 32000, 44100, 48000:
        path = apart(write_at_rate, os.path.join(scratch, "rate.wav"), data,
                     rate, 240)
        cpu_s, _, peak = best(COMMAND, "analyze", "--json", path)
        eight_s = eight_s or cpu_s
        row("%d Hz" % rate, "%.3f s" % cpu_s, "%.0f" % (240 / cpu_s),
            "%.2f" % (cpu_s / eight_s), "%.1f MiB" % peak)


def links(folder, path, count):
    """`count` calls that are one file: what is read is the same, what is
    written is not."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for i in range(count):
        os.link(path, os.path.join(folder, "%05d.wav" % i))
    return folder


def by_workers(data, scratch):
    table("48 calls of 4 minutes to a folder", "workers", "calls an hour",
          "wall clock", "cpu", "peak")
    path = apart(write_wav, os.path.join(scratch, "four.wav"), data,
                 4 * 960000)
    calls = links(os.path.join(scratch, "calls"), path, 48)
    for workers in sorted({1, WORKERS, 4 * WORKERS}):
        out = os.path.join(scratch, "out")
        shutil.rmtree(out, ignore_errors=True)
        cpu_s, wall_s, peak = timed(COMMAND, "analyze", calls, "-o", out,
                                    "-j", str(workers))
        row("-j%d" % workers, "%.0f" % (48 * 3600 / wall_s),
            "%.1f s" % wall_s, "%.1f s" % cpu_s, "%.1f MiB" % peak)


def by_count(data, scratch):
    table("calls of 6 seconds to a folder, with tables, -j%d" % WORKERS,
          "calls", "cpu", "cpu a call", "peak", "again", "its peak")
    path = apart(write_wav, os.path.join(scratch, "short.wav"), data, 96000)
    for count in [10, 100, 1000] + ([10000] if LONG else []):
        calls = links(os.path.join(scratch, "calls"), path, count)
        out = os.path.join(scratch, "out")
        shutil.rmtree(out, ignore_errors=True)
        order = (COMMAND, "analyze", calls, "-o", out, "--format", "json,csv")
        cpu_s, _, peak = timed(*order)
        again_s, _, again = timed(*order)
        row(count, "%.2f s" % cpu_s, "%.2f ms" % (1e3 * cpu_s / count),
            "%.1f MiB" % peak, "%.2f s" % again_s, "%.1f MiB" % again)


def main():
    data = mulaw_data(os.path.join(ROOT, "samples", "level.wav"))
    with tempfile.TemporaryDirectory() as scratch:
        for measure in by_length, by_rate, by_workers, by_count:
            measure(data, scratch)


main()
