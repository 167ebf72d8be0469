#!/usr/bin/env python3
"""A call of 10 hours, and a manifest of 100,000 lines: time and memory."""
import json
import os
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "cli"))
from calls import environment, level_call, run, scratch, tap, wav

scratch()
HOURS = 10
mulaw = level_call()[2]


def make():
    """In a process of its own: its memory would count as the command's."""
    repeats = HOURS * 3600 * 16000 // len(mulaw) + 1
    wav("long.wav", b"", tag=7, channels=2, bits=8,
        data_says=repeats * len(mulaw))
    with open("long.wav", "ab") as file:
        for _ in range(repeats):
            file.write(mulaw)


def apart(what):
    child = os.fork()
    if not child:
        what()
        os._exit(0)
    os.waitpid(child, 0)


def measured(*arguments):
    """Code, wall-clock seconds, CPU seconds, peak MiB, lines of stderr."""
    began = time.monotonic()
    with open("said", "wb") as said:
        p = subprocess.Popen([tap.COMMAND, *arguments], stderr=said,
                             stdout=subprocess.DEVNULL, env=environment())
        _, status, usage = os.wait4(p.pid, 0)
    return (os.waitstatus_to_exitcode(status), time.monotonic() - began,
            usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


# ---- 10 hours ---------------------------------------------------------------

apart(make)
code, wall_s, cpu_s, peak = measured("analyze", "long.wav", "-o", "out",
                                     "--format", "json,csv,html,frames")
size = sum(os.path.getsize("out/" + n) for n in os.listdir("out")) / 1e6
tap.ok(code == 0, "%d h: %.0f s of CPU (%.0f x real time), %.0f MiB, %.0f MB "
       "written" % (HOURS, cpu_s, HOURS * 3600 / cpu_s, peak, size))
with open("out/long.json") as file:
    report = json.load(file)
tap.near(report["input"]["duration_s"], HOURS * 3600, 60, "its length")
tap.ok(len(report["segments"]) > 100 * HOURS, "%d segments"
       % len(report["segments"]))
# an hour fits in 64 MiB; what stays is linear in the length
tap.ok(peak < 64 * HOURS, "at most 64 MiB an hour: %.1f" % (peak / HOURS))
r = run("compare", "out/long.json", "out/long.json", limit_s=600)
tap.ok(r.code == 0 and "nothing moved" in r.text(), "compare: nothing moved "
       "in %.1f s" % r.elapsed, r.details())
for wait_s in 3, 12:
    p = subprocess.Popen([tap.COMMAND, "analyze", "long.wav", "-o", "told"],
                         env=environment(), stderr=subprocess.DEVNULL)
    time.sleep(wait_s)
    began = time.monotonic()
    p.send_signal(signal.SIGTERM)
    code = p.wait()
    tap.ok(code == 143 and time.monotonic() - began < 5
           and not [n for n in os.listdir("told") if n.endswith(".json")],
           "told to stop after %d s: code %d, %.1f s" % (
               wait_s, code, time.monotonic() - began))
os.unlink("long.wav")

# ---- 100,000 lines ----------------------------------------------------------

wav("a.wav", mulaw[:16000], tag=7, channels=2, bits=8)
with open("m.csv", "w") as file:
    file.write("call_id,file,agent_channel,agent_id,queue\n")
    for i in range(100000):
        file.write("call-%06d,%s,%d,agent-%d,sales\n" % (
            i, "a.wav" if i % 1000 == 0 else "gone-%06d.wav" % i, 1 + i % 2,
            i % 500))
code, wall_s, cpu_s, peak = measured("analyze", "--manifest", "m.csv", "-o",
                                     "many")
with open("said") as file:
    said = file.read().splitlines()
with open("many/journal.ndjson") as file:
    lines = sum(1 for _ in file)
tap.ok(code == 3 and lines == 100000 and len(said) == 99901
       and len([n for n in os.listdir("many") if n.endswith(".json")]) == 100,
       "100,000 lines, 99,900 of them without a file: each is named, %.1f s "
       "of CPU, %.0f MiB" % (cpu_s, peak), said[-3:])
tap.ok(peak < 128, "some 100 bytes a line")
tap.done()
