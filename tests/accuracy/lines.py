#!/usr/bin/env python3
"""lines - the same conversations over every kind of line.

    lines.py [AUDIO] [--condition NAME...] [--calls N] [--seed N] [--list]
             [--keep DIR] [--jobs N] [--command PATH]

Makes calls (make_calls.py) and has `callcadence analyze --json` say who speaks
when and who cuts in, a row for each condition:

    frames   frames said wrong, per cent, and what is asked; as conversation.py
             has it, and so cuts, outcome and back
    silence  mutual silences of 3 s and more: F1
    line     music, ringback and digits found of those there (right kind and
             party, half of the time, all the digits), and false ones
    polite   interruptions found in calls in which nobody cuts in
    leak     largest error of leakage, dB and ms
    peer     frame error and F1 that call-ai-metrics 0.1.0 was measured to have
             in this condition, on other calls of the same kind

Then how often events of each confidence are right, over all conditions.
--list names what is false or missed; --keep leaves the calls in DIR. Exit 1
when a gate is missed.

Needs Debian's python3-numpy and python3-soundfile.
"""
import argparse
import collections
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor

import calls
from conversation import Tally, events, measure, pair_up, total_of
from missing import skipped

try:
    import make_calls
except (ImportError, SystemExit):
    make_calls = None

Aim = collections.namedtuple("Aim", "frames f1 peer_frames peer_f1",
                             defaults=(None, None))
AIMS = {
    "clean": Aim(1.2, .95),
    "mulaw": Aim(1.2, .95, 1.1, .55),
    "alaw": Aim(1.2, .95),
    "leak30": Aim(1.2, .93, 1.1, .42),
    "leak20": Aim(1.7, .90, 1.6, .34),
    "leakmu": Aim(1.7, .90),
    "leakgsm": Aim(1.7, .90),
    "noise22": Aim(2.4, .88, 2.3, .49),
    "noise16": Aim(2.4, .88),
    "agc": Aim(8.0, .85, 25.8, .03),
    "levels": Aim(1.2, .93, 1.1, .49),
    "levels12": Aim(1.2, .93),
    "inserts": Aim(1.7, .90),
    "insertsleak": Aim(1.7, .90),
}
OUTCOME_GATE, BACK_GATE = .90, .85
LEVEL_GATE_DB, DELAY_GATE_MS = 1.5, 15.0
SURE, SURE_GATE = .8, .8
# what of the report stands for an insert of the truth
SOUNDS = {"hold": "music", "ringback": "ringback", "dtmf": "dtmf"}


def shared_s(a, b):
    return min(a["end_s"], b["end_s"]) - max(a["start_s"], b["start_s"])


def is_it(said, true):
    return (said["kind"] == SOUNDS[true["kind"]] and
            said["party"] == true["party"] and
            shared_s(said, true) > .5 * (true["end_s"] - true["start_s"]) and
            said.get("digits") == true.get("digits"))


def sounds(report, truth, listing):
    """(found, of, false) of what the line adds."""
    said = [e for e in report["events"] if e["kind"] in (
        *SOUNDS.values(), "busy", "dial", "sit", "beep")]
    found = [any(is_it(e, true) for e in said) for true in truth["inserts"]]
    false = [e for e in said if not any(
        e["kind"] == SOUNDS[true["kind"]] and shared_s(e, true) > 0
        for true in truth["inserts"])]
    for true, there in zip(truth["inserts"], found):
        if not there:
            listing.append("  missed: %s" % true)
    for e in false:
        listing.append("  false %s: %s %.2f..%.2f" % (
            e["kind"], e["party"], e["start_s"], e["end_s"]))
    return sum(found), len(found), len(false)


def silences(report, truth, listing):
    """The truth's own silences, and those that its speech leaves."""
    times = sorted([*(s for p in calls.PARTIES for s in truth["speech"][p]),
                    *([i["start_s"], i["end_s"]] for i in truth["inserts"])])
    true, end = [], times[0][0]
    for start, stop in times:
        if start - end >= 3:
            true.append({"party": None, "start_s": end, "end_s": start})
        end = max(end, stop)
    said = [dict(e, party=None) for e in events(report, "silence")]
    t = Tally()
    t.of, t.hit = len(true), len(pair_up(said, true))
    t.false = len(said) - t.hit
    if t.false or t.hit < t.of:
        listing.append("  silences: %d of %d, %d false" % (t.hit, t.of,
                                                           t.false))
    return t


def leak_errors(report, made):
    """(dB, ms) a leaking channel; None where presence is said wrong."""
    out = []
    for party in calls.PARTIES:
        leak = report["quality"]["parties"][party]["leakage"]
        if "leak_db" not in made:
            out += [] if leak["level_db"] is None else [None]
        elif leak["level_db"] is None:
            out.append(None)
        else:
            out.append((abs(leak["level_db"] - made["leak_db"]),
                        abs(leak["delay_ms"] - made["leak_ms"])))
    return out


def sureness(report, truth):
    """[(kind, confidence, right)] of interruptions and backchannels."""
    out = []
    for kind, wanted in (("interruption", truth["interruptions"] +
                          truth["talkovers"]),
                         ("backchannel", truth["backchannels"])):
        said = events(report, kind)
        right = pair_up(said, wanted).values()
        out += [(kind, e["confidence"], j in right)
                for j, e in enumerate(said)]
    return out


def work(task):
    """A call made, analysed and measured: (condition, measures, listing)."""
    args, voices, k, name, folder = task
    truth, y = make_calls.make(args, voices, k, name)
    make_calls.write(folder, truth, y)
    path = os.path.join(folder, truth["call"] + ".flac")
    report = calls.analyze(args.command, path)
    if not args.keep:
        os.remove(path)
    listing = []
    m = measure(report, truth, listing)
    m["sounds"] = sounds(report, truth, listing)
    m["silences"] = silences(report, truth, listing)
    m["leaks"] = leak_errors(report, truth["made"])
    m["sure"] = sureness(report, truth)
    m["polite"] = (m["cuts"].false if truth["made"]["kind"] == "polite"
                   else None)
    if listing:
        listing.insert(0, truth["call"])
    return name, m, listing


def sum_up(measures):
    out = total_of(measures)
    out["sounds"] = tuple(map(sum, zip(*(m["sounds"] for m in measures))))
    out["silences"] = Tally()
    for m in measures:
        out["silences"].add(m["silences"])
    out["leaks"] = [e for m in measures for e in m["leaks"]]
    polite = [m["polite"] for m in measures if m["polite"] is not None]
    out["polite"] = sum(polite), len(polite)
    return out


def leak_text(errors):
    if not errors:
        return ""
    if None in errors:
        return "%d wrong" % errors.count(None)
    return "%.1f %.0f" % tuple(map(max, zip(*errors)))


def peer_text(aim, frames, f1):
    if aim.peer_f1 is None:
        return ""
    ahead = frames < aim.peer_frames and f1 > aim.peer_f1
    return "%4.1f %.2f %s" % (aim.peer_frames, aim.peer_f1,
                              "ahead" if ahead else "BEHIND")


def row(name, t):
    aim = AIMS[name]
    frames = 100.0 * t["frames"][0] / t["frames"][1]
    print("%-11s %5.2f %3.1f  %s %.2f  %3d/%-3d %s  %4.2f  %3d/%-3d %2d  "
          "%d in %-2d  %-7s  %s" % (
              name, frames, aim.frames, t["cuts"].text(), aim.f1,
              t["cuts"].right, t["cuts"].hit, t["back"].text(),
              t["silences"].f1(), *t["sounds"][:2], t["sounds"][2],
              *t["polite"], leak_text(t["leaks"]),
              peer_text(aim, frames, t["cuts"].f1())), flush=True)


def gates(name, t, missed):
    aim = AIMS[name]
    frames = 100.0 * t["frames"][0] / t["frames"][1]
    cuts = t["cuts"]
    if frames > aim.frames:
        missed.append("%s: frame error %.2f %%" % (name, frames))
    if cuts.f1() < aim.f1:
        missed.append("%s: F1 of interruptions %.2f" % (name, cuts.f1()))
    if cuts.right < OUTCOME_GATE * cuts.hit:
        missed.append("%s: outcome right in %d of %d" % (name, cuts.right,
                                                         cuts.hit))
    if t["back"].f1() < BACK_GATE:
        missed.append("%s: F1 of backchannels %.2f" % (name, t["back"].f1()))
    if t["polite"][0]:
        missed.append("%s: interruptions in polite calls" % name)
    if any(e is None or e[0] > LEVEL_GATE_DB or e[1] > DELAY_GATE_MS
           for e in t["leaks"]):
        missed.append("%s: leakage missed, false or off" % name)


def bins(sure, missed):
    """How often events of each confidence are right."""
    print("\n%-13s %s" % ("confidence", "  ".join(
        "%5.1f-%.1f" % (b / 10, b / 10 + .1) for b in range(10))))
    for kind in ("interruption", "backchannel"):
        cells = []
        for b in range(10):
            right = [r for k, c, r in sure
                     if k == kind and min(int(c * 10), 9) == b]
            cells.append("%4d %3.0f%%" % (
                len(right), 100 * sum(right) / len(right))
                if right else "        -")
        print("%-13s %s" % (kind, "  ".join(cells)))
        right = [r for k, c, r in sure if k == kind and c >= SURE]
        if right and sum(right) < SURE_GATE * len(right):
            missed.append("%ss of confidence .8: %d of %d right" % (
                kind, sum(right), len(right)))


def parse():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("audio", nargs="?", default=calls.AUDIO)
    args.add_argument("--condition", nargs="*", default=list(AIMS),
                      choices=list(AIMS))
    args.add_argument("--calls", type=int, default=8)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--cuts", nargs=2, type=float, default=(.3, .25))
    args.add_argument("--list", action="store_true")
    args.add_argument("--keep", metavar="DIR")
    args.add_argument("--jobs", type=int, default=2)
    args.add_argument("--command", default=calls.COMMAND)
    return args.parse_args()


def main():
    args = parse()
    if make_calls is None:
        return skipped("lines", "no numpy or soundfile")
    voices = make_calls.sentences(args.audio)
    if len(voices) < 2:
        return skipped("lines", "no sentences in %s/emodb" % args.audio)
    if args.keep:
        os.makedirs(args.keep, exist_ok=True)
    print("%-11s %9s  %-21s  %7s %-15s  %4s  %7s %2s  %-7s  %-7s  %s" % (
        "condition", "frames %", "cuts F1 f,m,of", "outcome", "back F1 f,m,of",
        "sil.", "line", "f", "polite", "leak", "peer"))
    missed, sure = [], []
    with tempfile.TemporaryDirectory() as scratch, \
            ProcessPoolExecutor(args.jobs) as pool:
        tasks = [(args, voices, k, name, args.keep or scratch)
                 for name in args.condition for k in range(args.calls)]
        results = pool.map(work, tasks)
        for name in args.condition:
            done = [next(results) for _ in range(args.calls)]
            total = sum_up([m for _, m, _ in done])
            row(name, total)
            gates(name, total, missed)
            sure += [s for _, m, _ in done for s in m["sure"]]
            for _, _, listing in done:
                if args.list and listing:
                    print("\n".join(listing))
    bins(sure, missed)
    return calls.say(missed)


if __name__ == "__main__":
    sys.exit(main())
