"""nightly.py - a night's batch in small: made calls, some of them bad, read
once in peace and once with the run killed again and again."""
import csv
import json
import os
import random
import signal
import struct
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "cli"))
from calls import SAMPLES, environment, reports, run, tap, wav


def _mulaw(name):
    with open(os.path.join(SAMPLES, name), "rb") as file:
        data = file.read()
    at = data.index(b"data") + 8
    return data[at:at + struct.unpack("<I", data[at - 4:at])[0]]


SOURCES = [_mulaw("level.wav"), _mulaw("menu.wav")]


def make_call(path, seed, shortest=4, longest=12):
    """A cut of one sample call's agent beside a cut of one's customer."""
    chance = random.Random(seed)
    n = int(8000 * chance.uniform(shortest, longest))
    data = bytearray(2 * n)
    for channel in 0, 1:
        source = chance.choice(SOURCES)[chance.randrange(2)::2]
        at = chance.randrange(len(source) - n)
        data[channel::2] = source[at:at + n]
    return wav(path, bytes(data), tag=7, channels=2, bits=8)


# ---- bad ones ---------------------------------------------------------------

def _bytes(data):
    def make(path):
        with open(path, "wb") as file:
            file.write(data)
    return make


def _unreadable(path):
    """Root may read everything: then a pipe without a writer stands in."""
    if os.geteuid() == 0:
        os.mkfifo(path)
    else:
        _bytes(b"secret")(path)
        os.chmod(path, 0)


BAD = {  # kind: (what makes it, a word of its message)
    "text": (_bytes(b"no audio\n" * 9), "is text"),
    "empty": (_bytes(b""), "empty file"),
    "missing": (lambda path: None, "no such file"),
    "no samples": (lambda path: wav(path, b"", tag=7, channels=2, bits=8), ""),
    "cut in the header": (_bytes(b"RIFF\x24\x10\0\0WAVEfmt \x12\0"), ""),
    "G.729": (lambda path: wav(path, bytes(900), tag=0x83), "G.729"),
    "AAC": (_bytes(b"\0\0\0\x20ftypM4A " + bytes(90)), ""),
    "unreadable": (_unreadable, ""),
    "a folder": (os.mkdir, "is a folder"),
    "nine channels": (lambda path: wav(path, bytes(1800), channels=9), ""),
    "1 kHz": (lambda path: wav(path, bytes(900), rate=1000), ""),
    "noise": (_bytes(random.Random(3).randbytes(5000)), ""),
}


def make_night(count, bad):
    """calls/ and its manifest: call_id, file, agent_channel, agent_id. Returns
    {path of a bad one: (its kind, the word)}."""
    os.makedirs("calls")
    chance = random.Random(count)
    places = sorted(chance.sample(range(count), bad))
    kinds, wrong = list(BAD), {}
    with open("calls/night.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["call_id", "file", "agent_channel", "agent_id"])
        for i in range(count):
            name = "%04d.wav" % i
            rows.writerow(["call-%04d" % i, name, 1 + i % 2, i % 17])
            if i in places:
                kind = kinds[len(wrong) % len(kinds)]
                BAD[kind][0]("calls/" + name)
                wrong["calls/" + name] = (kind, BAD[kind][1])
            else:
                make_call("calls/" + name, i)
    return wrong


# ---- runs -------------------------------------------------------------------

ORDER = ("analyze", "--manifest", "calls/night.csv", "--format", "json,csv")


def contents(folder):
    """Every file but the journal, which tells of times."""
    found = {}
    for name in sorted(os.listdir(folder)):
        if not name.startswith("journal"):
            with open(os.path.join(folder, name), "rb") as file:
                found[name] = file.read()
    return found


def json_count(folder):
    return len([n for n in os.listdir(folder) if n.endswith(".json")]) \
        if os.path.isdir(folder) else 0


def disturb(folder, number, until, workers):
    """Starts the run and ends it once `until` reports are there."""
    p = subprocess.Popen([tap.COMMAND, *ORDER, "-o", folder, "-j",
                          str(workers)], env=environment(),
                         stderr=subprocess.DEVNULL)
    while p.poll() is None and json_count(folder) < until:
        time.sleep(0.002)
    began = time.monotonic()
    p.send_signal(number)
    code = p.wait()
    want = -number if number == signal.SIGKILL else 128 + number
    print("# signal %d at %d reports: code %d, %.2f s later"
          % (number, json_count(folder), code, time.monotonic() - began))
    return code == want


def named(said, wrong):
    """Which of the bad ones standard error names once, with their word."""
    lines = said.splitlines()
    good = set()
    for path, (_, word) in wrong.items():
        about = [x for x in lines if " %s: " % path in x]
        if len(about) == 1 and word in about[0]:
            good.add(path)
    return good


def check_night(count, bad, kills, workers):
    wrong = make_night(count, bad)
    good = count - bad
    calm = run(*ORDER, "-o", "calm", "-j", 1, limit_s=3600)
    print("# " + calm.said().splitlines()[-1])
    tap.ok(calm.code == 3 and json_count("calm") == good,
           "undisturbed, one worker: %d reports, code 3" % good,
           calm.details())
    tap.ok(named(calm.said(), wrong) == set(wrong), "%d failures are named, "
           "each once, with what is wrong" % bad,
           sorted(set(wrong) - named(calm.said(), wrong))
           + calm.said().splitlines()[-bad:])
    done = [disturb("wild", number, good * (k + 1) // (len(kills) + 1),
                    workers) for k, number in enumerate(kills)]
    tap.ok(all(done), "killed %d times in the middle of it" % len(kills), done)
    last = run(*ORDER, "-o", "wild", "-j", workers, limit_s=3600)
    print("# " + last.said().splitlines()[-1])
    tap.ok(last.code == 3 and named(last.said(), wrong) == set(wrong),
           "the same command once more: code 3, %d failures named" % bad,
           last.details())
    one, other = contents("calm"), contents("wild")
    tap.ok(one == other and json_count("wild") == good,
           "%d reports and all tables are the same bytes (%.1f MB)"
           % (good, sum(map(len, other.values())) / 1e6),
           sorted(set(one) ^ set(other))[:9]
           + [n for n in one if other.get(n) != one[n]][:9])
    with open("wild/journal.ndjson") as file:
        lines = [json.loads(x) for x in file if x.endswith("}\n")]
    ends = {x["call_id"]: x["status"] for x in lines}
    tap.ok(len(ends) == count
           and list(ends.values()).count("failed") == bad,
           "the journal has a word on every call, in %d lines" % len(lines))
    again = run(*ORDER, "-o", "wild", "-j", workers, limit_s=3600)
    print("# " + again.said().splitlines()[-1])
    tap.ok(again.code == 3 and "%d already there" % good in again.said()
           and "real time" not in again.said(), "and again: nothing is done",
           again.details())
