#!/usr/bin/env python3
"""Somebody else in the agent's room: said in a note, and left out of the
agent's speech, cut-ins and level; nobody is heard where nobody is."""
import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import floats, level_call, run, scratch, tap

scratch()
agent, customer, _ = level_call()
LATER = 20 * 8000  # no echo comes as late


def write(name, under_db, said=agent):
    """The customer's words, 20 s later, stand for a colleague of the agent."""
    gain = 10.0 ** (-under_db / 20.0)
    room = [x + gain * customer[i - LATER] for i, x in enumerate(said)]
    floats(name, room, customer)


def analyze(name, *options):
    r = run("analyze", "--json", name, *options)
    if not tap.ok(r.code == 0, "analyze " + name, r.details()):
        tap.done()
    return json.loads(r.out)


def notes(report):
    return [n for n in report["quality"]["notes"]
            if n["code"] == "background_voices"]


def units(report, party):
    return [tuple(u) for s in report["segments"] if s["party"] == party
            for u in s["ipus"]]


def seconds(report, party):
    return sum(end - start for start, end in units(report, party))


def kinds(report):
    return [(e["kind"], e["party"]) for e in report["events"]]


write("alone.wav", 200)
alone = analyze("alone.wav")
tap.ok(not notes(alone), "no voice in the background, no note", notes(alone))
for under_db in 20, 26:
    write("office.wav", under_db)
    office = analyze("office.wav")
    said = notes(office)
    if not tap.ok(len(said) == 1 and said[0]["party"] == "agent",
                  "%d dB under: one note, of the agent" % under_db, said):
        tap.done()
    words = said[0]["text"]
    tap.ok("background of the agent's channel" in words
           and any(" %d dB under the agent's own" % db in words
                   for db in range(under_db - 3, under_db + 4)),
           "it says how far under", [words])
    tap.ok(0 < said[0]["start_s"] < said[0]["end_s"] <= 49, "and where", said)
    error_s = abs(seconds(office, "agent") - seconds(alone, "agent"))
    tap.ok(error_s < 0.03 * seconds(alone, "agent"),
           "the agent's speech as without, to 3 %", [error_s])
    tap.ok(units(office, "customer") == units(alone, "customer"),
           "the customer's to the frame")
    tap.ok(kinds(office) == kinds(alone), "nobody cuts in",
           [kinds(office), kinds(alone)])
    levels = [r["quality"]["parties"]["agent"]["active_level_dbfs"]
              for r in (alone, office)]
    tap.ok(abs(levels[0] - levels[1]) < 0.3, "the agent's own level", levels)
    r = run("analyze", "office.wav")
    tap.ok("Voices in the background" in " ".join(r.text().split()),
           "the terminal says it", r.details())



def longest(report, party):
    return max(units(report, party), key=lambda unit: unit[1] - unit[0])


# some of the agent's words, far softer, in the middle of the customer's
source, target = (int(8000 * longest(alone, party)[0]) for party in
                  ("agent", "customer"))
target += 4000


def confidence(under_db, gain, length_s, *options):
    """Of what the soft words are taken for: (kind, confidence)."""
    said = list(agent)
    for i in range(int(8000 * length_s)):
        said[target + i] += gain * agent[source + i]
    write("soft.wav", under_db, said)
    found = [(e["kind"], e["confidence"])
             for e in analyze("soft.wav", *options)["events"]
             if e["party"] == "agent"
             and abs(e["start_s"] - target / 8000) < 0.3]
    return found[0] if len(found) == 1 else ("nothing", 0)


with open("doubt.json", "w") as file:
    file.write('{"background": {"doubt_above_db": 20}}')
kind, sure = confidence(200, 0.22, 1.2)
tap.ok(kind == "interruption" and sure >= 0.5,
       "soft words are heard where nobody else is", [kind, sure])
kind, sure = confidence(22, 0.22, 0.7)
tap.ok(kind == "backchannel" and 0 < sure <= 0.4,
       "and are less sure where others are nearly as loud", [kind, sure])
kind, sure = confidence(20, 0.3, 2.0)
tap.ok(kind == "interruption" and sure >= 0.5,
       "well above them they are sure", [kind, sure])
kind, sure = confidence(20, 0.3, 2.0, "--model", "doubt.json")
tap.ok(kind == "interruption" and 0 < sure <= 0.1,
       "background.doubt_above_db says how far above", [kind, sure])

with open("near.json", "w") as file:
    file.write('{"background": {"near_db": 30}}')
kind, sure = confidence(20, 0.3, 2.0, "--model", "near.json")
tap.ok(kind == "interruption" and 0 < sure <= 0.3,
       "and background.near_db beside which voices no cut-in is sure",
       [kind, sure])

write("office.wav", 20)
with open("who.csv", "w") as file:
    file.write("start,end,party\n3,5,agent\n8,9,customer\n")
given = analyze("office.wav", "--segments", "who.csv")
tap.ok(not notes(given), "who speaks was told: nothing is taken back",
       notes(given))
tap.done()
