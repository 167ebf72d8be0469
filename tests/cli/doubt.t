#!/usr/bin/env python3
"""A bleat over the customer's turn, in the agent's room: where it passes for a
word its cut-in is hardly sure, and there the agent's words are."""
import json
import math
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import floats, level_call, run, scratch, tap

scratch()
RATE = 8000
agent, customer, _ = level_call()


def analyze(name, settings, *options):
    with open("model.json", "w") as file:
        json.dump(settings, file)
    r = run("analyze", "--json", name, "--model", "model.json",
            *options)
    if not tap.ok(r.code == 0, "analyze " + name, r.details()):
        tap.done()
    return json.loads(r.out)


def cut_ins(report, at_s):
    return [e["confidence"] for e in report["events"]
            if e["kind"] == "interruption" and e["party"] == "agent"
            and abs(e["start_s"] - at_s) < 0.3]


def made(report):
    return report["parties"]["agent"]["interruptions"]["made"]


def marked(report, at_s):
    return [e["doubted"] for e in report["events"]
            if e["kind"] == "interruption" and abs(e["start_s"] - at_s) < 0.3]


def longest(report, party):
    return max((u for s in report["segments"] if s["party"] == party
                for u in s["ipus"]), key=lambda unit: unit[1] - unit[0])


floats("alone.wav", agent, customer)
alone = analyze("alone.wav", {})
start_s, end_s = longest(alone, "customer")
at = int(RATE * (start_s + 1.0))
loud = max(abs(x) for x in agent)
bleat = list(agent)
for i in range(int(1.0 * RATE)):
    tremble = 0.6 + 0.4 * math.sin(2 * math.pi * 9 * i / RATE)
    bleat[at + i] += 0.15 * loud * tremble * sum(
        math.sin(2 * math.pi * 220 * k * i / RATE) for k in range(1, 16)) / 3
floats("bleat.wav", bleat, customer)
heard = {"speech": {"like_min": -1000, "unlike_below": 1000}}
told = analyze("bleat.wav", {})
tap.ok(not cut_ins(told, at / RATE), "told from a voice: no cut-in",
       cut_ins(told, at / RATE))
doubted = analyze("bleat.wav", heard)
sure = cut_ins(doubted, at / RATE)
tap.ok(len(sure) == 1 and sure[0] <= 0.2,
       "where it passes for a word its cut-in is hardly sure", sure)
tap.ok(marked(doubted, at / RATE) == [True] and made(doubted) == made(alone),
       "it is listed as doubted, and not counted",
       [marked(doubted, at / RATE), made(doubted)])
tap.ok(all(s["interrupted_by"] is None for s in doubted["segments"]),
       "and no turn is said to be cut into")
heard["speech"]["unlike_doubt"] = 1000
counted = analyze("bleat.wav", heard)
blind = cut_ins(counted, at / RATE)
tap.ok(len(blind) == 1 and blind[0] > 0.5,
       "speech.unlike_doubt says from where on", blind)
tap.ok(marked(counted, at / RATE) == [False]
       and made(counted) == made(alone) + 1,
       "then it counts", [marked(counted, at / RATE), made(counted)])
heard["speech"].pop("unlike_doubt")
heard["talk"] = {"unlike_cut_trust": 0.6}
half = cut_ins(analyze("bleat.wav", heard), at / RATE)
tap.ok(len(half) == 1 and abs(half[0] - 0.6 * blind[0]) < 0.002,
       "talk.unlike_cut_trust says how sure it may be", [half, blind])
heard["talk"]["doubt_below"] = 0.7
doubted = analyze("bleat.wav", heard)
tap.ok(marked(doubted, at / RATE) == [True] and made(doubted) == made(alone),
       "talk.doubt_below says how sure what counts must be",
       [marked(doubted, at / RATE), made(doubted)])

with open("who.csv", "w") as file:
    print("start,end,party", file=file)
    for s in counted["segments"]:
        for u in s["ipus"]:
            print("%s,%s,%s" % (u[0], u[1], s["party"]), file=file)
del heard["talk"]
given = analyze("bleat.wav", heard, "--segments", "who.csv")
tap.ok(marked(given, at / RATE) == [False],
       "what was told to be a voice is not doubted", given["events"])

source = int(RATE * longest(alone, "agent")[0])
word = list(agent)
for i in range(int(1.2 * RATE)):
    word[at + i] += agent[source + i]
floats("word.wav", word, customer)
sure = cut_ins(analyze("word.wav", {}), at / RATE)
tap.ok(len(sure) == 1 and sure[0] > 0.5, "the agent's words are sure", sure)
tap.done()
