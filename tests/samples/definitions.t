#!/usr/bin/env python3
"""Interruptions and backchannels of the samples' pinned reports against their
definitions, read anew from the reports' own inter-pausal units: what is told
satisfies its definition, and where one cuts in, that is told."""
import glob
import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

OTHER = {"agent": "customer", "customer": "agent"}
FRAME = 0.0101  # s: times are rounded to frames of 10 ms
HESITATION = 0.35  # s: talk.hesitation_s, within it a holder has not stopped
LEAD, OVERLAP, YIELD_WITHIN, GOES_ON = 0.2, 0.35, 2.0, 1.0
LONGEST, BEFORE, AFTER = 1.0, 1.0, 0.7
FAR = 1e9


def units_of(report):
    return {p: sorted(u for s in report["segments"] if s["party"] == p
                      for u in s["ipus"]) for p in OTHER}


def holder_at(units, start_s):
    return max((u for u in units if u[0] <= start_s), default=None)


def yields(e, own, holder):
    """The holder stops in time, and the other goes on alone."""
    for _, stop in holder:
        if not e["start_s"] < stop <= e["start_s"] + YIELD_WITHIN + FRAME:
            continue
        back = min((u[0] for u in holder if u[0] >= stop), default=FAR)
        alone = max((min(u[1], back) for u in own
                     if u[0] < back and u[1] > stop), default=stop)
        if alone - stop >= GOES_ON - FRAME:
            return True
    return False


def is_interruption(e, own, holder):
    spoken = holder_at(holder, e["start_s"])
    return (any(abs(u[0] - e["start_s"]) < FRAME for u in own) and
            spoken is not None and
            e["start_s"] - spoken[0] >= LEAD - FRAME and
            spoken[1] > e["start_s"] - HESITATION and
            e["overlap_s"] >= OVERLAP - FRAME and
            (e["outcome"] == "held" or yields(e, own, holder)))


def is_backchannel(e, own, holder):
    before = max((u[1] for u in own if u[1] <= e["start_s"]), default=-FAR)
    after = min((u[0] for u in own if u[0] >= e["end_s"]), default=FAR)
    return (e["end_s"] - e["start_s"] <= LONGEST + FRAME and
            e["start_s"] - before >= BEFORE - FRAME and
            after - e["end_s"] >= AFTER - FRAME and
            any(u[1] > e["end_s"] for u in holder))


def untold(report, units, party):
    """Onsets in the other's speech, heard with it long enough, of which
    nothing is said: no event of the party, and it does not go on with a turn
    that the other cut into."""
    events = [e for e in report["events"]
              if e["kind"] in ("interruption", "overlap", "backchannel")]
    for start, end in units[party]:
        held = holder_at(units[OTHER[party]], start)
        if held is None or start - held[0] < LEAD or \
                min(end, held[1]) - start < OVERLAP:
            continue
        told = any(e["party"] == party and
                   e["start_s"] - 0.5 <= start <= e["end_s"] + FRAME
                   for e in events)
        answered = any(e["party"] != party and
                       held[0] - 0.3 <= e["start_s"] <= start
                       for e in events)
        if not told and not answered:
            yield start


told = 0
for path in sorted(glob.glob(os.path.join(tap.ROOT, "samples",
                                          "*.report.json"))):
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    if report["parties"]["agent"]["talk_s"] is None:
        continue
    name, units = report["call_id"], units_of(report)
    for e in report["events"]:
        holds = {"interruption": is_interruption,
                 "backchannel": is_backchannel}.get(e["kind"])
        if holds:
            told += 1
            tap.ok(holds(e, units[e["party"]], units[OTHER[e["party"]]]),
                   "%s: %s at %.2f s is one" % (name, e["kind"],
                                                e["start_s"]), [e])
    for party in OTHER:
        left = list(untold(report, units, party))
        tap.ok(not left, "%s: nothing the %s cuts in with is left untold"
               % (name, party), left)
tap.ok(told >= 5, "%d interruptions and backchannels" % told)
tap.done()
