#!/usr/bin/env python3
"""tone - is a raised voice told from a level one, in whole calls?

    tone.py [FOLDER] [--agent] [--list] [--command PATH] [CALL...]

Runs `callcadence analyze --json` on FOLDER/*.flac (AUDIO/made when none is
given; or those whose names begin with CALL) and holds the customer's
activation (--agent: the agent's) against the mood of each turn in the truth:

    AUC      hot turns above level turns
    cover    turns of 2 s and more that were given a value, per cent
    level    mean activation of level turns, and mean of its size
    hot soft mean activation of hot and of soft turns
    false    level turns marked raised, lowered, of
    found    hot turns marked raised, of
    conf     mean confidence

A turn's value is the mean over the party's segments that lie in it, by shared
time; its mark is that of the segment that shares most. --list names the
turns behind every error. Exit 1 when a gate of this project's issues is
missed.
"""
import sys

import calls

AUC_GATE, COVER_GATE, FLAT_GATE, FALSE_GATE = .95, .90, .25, .05
FLAT = ("07", "08")


def shared(segment, turn):
    return (min(segment["end_s"], turn["end_s"]) -
            max(segment["start_s"], turn["start_s"]))


def read_turn(segments, turn):
    """(activation or None, tone, confidence) of one turn of the truth."""
    inside = [(shared(s, turn), s) for s in segments]
    inside = [(t, s) for t, s in inside
              if t > 0 and t >= .5 * min(s["end_s"] - s["start_s"],
                                         turn["end_s"] - turn["start_s"])]
    known = [(t, s) for t, s in inside if s["activation"] is not None]
    if not known:
        return None, None, None
    total = sum(t for t, _ in known)
    longest = max(known, key=lambda pair: pair[0])[1]
    return (sum(t * s["activation"] for t, s in known) / total,
            longest["tone"],
            sum(t * s["confidence"] for t, s in known) / total)


def auc(high, low):
    if not high or not low:
        return None
    won = sum((h > l) + .5 * (h == l) for h in high for l in low)
    return won / (len(high) * len(low))


def measure(report, truth, party, listing):
    segments = [s for s in report["segments"]
                if s["party"] == party and s["kind"] == "turn"]
    out = {"hot": [], "level": [], "soft": [], "confidence": [],
           "long": 0, "covered": 0, "raised": 0, "lowered": 0, "found": 0}
    for turn in truth["turns"]:
        if turn["party"] != party:
            continue
        value, tone, confidence = read_turn(segments, turn)
        if turn["end_s"] - turn["start_s"] >= 2:
            out["long"] += 1
            out["covered"] += value is not None
        wrong = value is None
        if value is not None:
            out[turn["mood"]].append(value)
            out["confidence"].append(confidence)
            if turn["mood"] == "level":
                out["raised"] += tone == "raised"
                out["lowered"] += tone == "lowered"
                wrong = tone != "level"
            if turn["mood"] == "hot":
                out["found"] += tone == "raised"
                wrong = tone != "raised"
        if wrong and turn["mood"] != "soft":
            listing.append("  %-6s %7.2f-%7.2f %s %s" % (
                turn["mood"], turn["start_s"], turn["end_s"], tone,
                "-" if value is None else "%+.2f" % value))
    return out


def mean(values):
    return sum(values) / len(values) if values else None


def text(value, form):
    return "-" if value is None else form % value


def row(name, m):
    print("%-18s %6s %5s  %5s %4s  %5s %5s  %2d %2d %3d  %3d %3d  %s" % (
        name, text(auc(m["hot"], m["level"]), "%.3f"),
        text(m["long"] and 100 * m["covered"] / m["long"], "%.0f"),
        text(mean(m["level"]), "%+.2f"),
        text(mean([abs(x) for x in m["level"]]), "%.2f"),
        text(mean(m["hot"]), "%+.2f"), text(mean(m["soft"]), "%+.2f"),
        m["raised"], m["lowered"], len(m["level"]),
        m["found"], len(m["hot"]), text(mean(m["confidence"]), "%.2f")))


def gates(results):
    missed = []
    for name, m in results.items():
        value = auc(m["hot"], m["level"])
        if value is not None and value < AUC_GATE:
            missed.append("%s: AUC %.3f under %.2f" % (name, value, AUC_GATE))
        if m["covered"] < COVER_GATE * m["long"]:
            missed.append("%s: %d of %d turns covered" % (
                name, m["covered"], m["long"]))
        if name[:2] not in FLAT:
            continue
        size = mean([abs(x) for x in m["level"]])
        if size > FLAT_GATE:
            missed.append("%s: mean |activation| %.2f in level turns" % (
                name, size))
        if m["raised"] + m["lowered"] > FALSE_GATE * len(m["level"]):
            missed.append("%s: %d marks in a level call" % (
                name, m["raised"] + m["lowered"]))
    return missed


def main():
    args = calls.arguments(__doc__)
    args.add_argument("--agent", action="store_true")
    args = args.parse_args()
    results = {}
    for name, truth, report in calls.reports(args, "tone"):
        if not results:
            print("%-18s %6s %5s  %11s %11s  %9s  %7s  %s" % (
                "call", "AUC", "cover", "level size", "hot  soft",
                "false of", "found of", "conf"))
        listing = []
        results[name] = measure(report, truth,
                                "agent" if args.agent else "customer",
                                listing)
        row(name, results[name])
        if args.list and listing:
            print("\n".join(listing))
    return calls.say(gates(results))


if __name__ == "__main__":
    sys.exit(main())
