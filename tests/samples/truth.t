#!/usr/bin/env python3
"""The reports of the sample calls against what is known of them."""
import json
import math
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

sys.path.insert(0, os.path.join(tap.ROOT, "samples"))
import pin_reports

TONE_KINDS = {"rose_after_agent", "fell_after_agent", "customer_rose",
              "customer_fell", "raised_episode"}


def load(name, truth):
    text, words = pin_reports.report(truth)
    tap.ok(text is not None, name + ": is read", [words])
    return json.loads(text) if text else None


def events(report, kind):
    return [e for e in report["events"] if e["kind"] == kind]


def near_in_time(items, start_s, within_s, **wanted):
    return [i for i in items if abs(i["start_s"] - start_s) <= within_s
            and all(i[k] == v for k, v in wanted.items())]


def segment_of(report, turn):
    """The longest segment of the turn's party that lies mostly inside it."""
    def shared(s):
        return min(s["end_s"], turn["end_s"]) - max(s["start_s"],
                                                     turn["start_s"])
    inside = [s for s in report["segments"] if s["party"] == turn["party"]
              and shared(s) > 0.5 * (s["end_s"] - s["start_s"])]
    return max(inside, key=shared, default=None)


def check_who_speaks(name, truth, report):
    tap.near(report["input"]["duration_s"], truth["duration_s"], 0.02,
             name + ": duration, s")
    for party, units in truth["speech"].items():
        want = sum(end - start for start, end in units)
        # 5 %: hangover of the detector at either end of a unit; and a pause
        # of about 0.2 s may fall on either side of what splits units
        gaps = [b[0] - a[1] for a, b in zip(units, units[1:])]
        room = 0.05 * want + sum(g for g in gaps if g < 0.25)
        tap.near(report["parties"][party]["talk_s"], want, room,
                 "%s: %s talks, s" % (name, party))


def check_cut_ins(name, truth, report):
    found = events(report, "interruption")
    lost = [i for i in truth["interruptions"]
            if not near_in_time(found, i["start_s"], 0.25, party=i["party"],
                                outcome=i["outcome"])]
    tap.ok(not lost, name + ": every interruption is found", lost + found)
    tap.ok(len(found) <= len(truth["interruptions"]),
           name + ": and no other", found)
    heard = events(report, "backchannel")
    lost = [b for b in truth["backchannels"]
            if not near_in_time(heard, b["start_s"], 0.25,
                                party=b["party"])]
    tap.ok(not lost, name + ": every backchannel is found", lost + heard)
    tap.ok(len(heard) <= len(truth["backchannels"]),
           name + ": and no other", heard)


def check_voices(name, truth, report):
    """Pitch within 1.5 semitones and level within 1.5 dB of what was set:
    eSpeak's own melody and the band's loss of level are inside that."""
    off, count = [], 0
    for turn in truth["turns"]:
        segment = segment_of(report, turn)
        if not segment or segment["pitch"]["median_hz"] is None:
            continue
        count += 1
        st = 12 * math.log2(segment["pitch"]["median_hz"] / turn["pitch_hz"])
        level = segment["loudness"]["level_dbfs"]
        if abs(st) > 1.5 or abs(level - turn["level_dbfs"]) > 1.5:
            off.append("%.1f s: %+.2f st, %.1f dBFS for %.1f" % (
                turn["start_s"], st, level, turn["level_dbfs"]))
    tap.ok(count >= 0.8 * len(truth["turns"]),
           "%s: %d of %d turns have a pitch" % (name, count,
                                                len(truth["turns"])))
    tap.ok(len(off) <= 0.1 * count, "%s: pitch and level of %d of %d turns "
           "as set" % (name, count - len(off), count), off)


def check_tone(name, truth, report):
    """Effects that were made are found, and nothing is marked elsewhere."""
    made = [x for x in truth["exchanges"] if x["effect"] != "none"]
    marked = [x for x in report["exchanges"]
              if x["effect"] in ("escalated", "calmed")]
    right = [x for x in made if near_in_time(
        marked, x["agent_start_s"], 0.5, effect=x["effect"])]
    tap.ok(bool(right) or not made, "%s: %d of %d effects found"
           % (name, len(right), len(made)), made + marked)
    false = [x for x in marked if not near_in_time(
        [dict(m, start_s=m["agent_start_s"]) for m in made], x["start_s"],
        0.5, effect=x["effect"])]
    tap.ok(not false, name + ": no effect where none was made", false)
    tones = [h for h in report["highlights"] if h["kind"] in TONE_KINDS]
    if all(x["change"] == "steady" for x in truth["exchanges"]):
        tap.ok(not tones, name + ": a level call has no mark of tone", tones)
        raised = [s for s in report["segments"] if s["tone"] == "raised"]
        tap.ok(not raised, name + ": nobody is raised in it", raised)
    else:
        tap.ok(tones, name + ": the change of tone is among the highlights",
               report["highlights"])
        check_heat(name, truth, report)


def check_heat(name, truth, report):
    """Turns that were made hot stand above the level ones."""
    scores = {"hot": [], "level": []}
    for turn in truth["turns"]:
        segment = segment_of(report, turn)
        if turn["party"] == "customer" and turn["manner"] in scores \
                and segment and segment["activation"] is not None:
            scores[turn["manner"]].append(segment["activation"])
    tap.ok(len(scores["hot"]) >= 2 and len(scores["level"]) >= 4,
           name + ": hot and level turns have an activation", [scores])
    tap.ok(min(scores["hot"], default=0) > max(scores["level"], default=0),
           name + ": every hot turn above every level one", [scores])


def check_own(name, truth, report):
    """What only one of the calls has."""
    if name == "menu":
        tap.ok([e["digits"] for e in events(report, "dtmf")] == ["4071"],
               "menu: the keys are read", events(report, "dtmf"))
        rings = [t for t in truth["tones"] if t["kind"] == "ringback"]
        lost = [t for t in rings if not [
            e for e in events(report, "ringback")
            if e["start_s"] - 0.2 < t["start_s"] < e["end_s"]]]
        tap.ok(not lost, "menu: both rings are heard",
               lost + events(report, "ringback"))
        tap.ok(report["input"]["roles"]["agent"]["channel"] == 2,
               "menu: the agent is on the right")
    if name == "pair":
        codes = [n["code"] for n in report["quality"]["notes"]]
        tap.ok("unequal_length" in codes, "pair: unequal lengths are noted",
               codes)
        tap.ok(report["input"]["layout"] == "two_files", "pair: two files")
    if name == "mono":
        tap.ok(report["input"]["roles"]["source"] == "segments",
               "mono: roles from the segment file")


for name, truth in pin_reports.truths().items():
    report = load(name, truth)
    if report:
        check_who_speaks(name, truth, report)
        if truth["layout"] != "mono":
            check_cut_ins(name, truth, report)
            check_tone(name, truth, report)
        check_voices(name, truth, report)
        check_own(name, truth, report)
tap.done()
