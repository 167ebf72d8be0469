#!/usr/bin/env python3
"""effects - what the customer's voice did, and what the agent did before it.

    effects.py [FOLDER] [--list] [--command PATH] [CALL...]

Runs `callcadence analyze --json` on FOLDER/*.flac (AUDIO/made when none is
given; or those whose names begin with CALL) and holds every exchange against
the truth. An exchange of the truth is the one of the report with which it
shares most, if that is more than half of its time; what is left over in the
report and carries a change or an effect is false.

    change   rose and fell: found right, said of, true; precision, recall
    effect   escalated and calmed: the same
    chance   effects expected by chance, as the report has it
    marks    changes, effects, episodes and changes of level of the customer
             in level calls
    level    changes of level that hold for two turns on both sides: found
             within 2 s, of; those found right, of
    tone     highlights of tone: true effects covered, of; wrong, of

A highlight of a change is right when the truth has that change there, one of
an effect when it has that effect, one of an episode when it shares more than
half of a hot (soft) turn of the customer, or that of it.
--list names what is false or missed. Exit 1 when a gate is missed.
"""
import sys

import calls

CHANGES, EFFECTS = ("rose", "fell"), ("escalated", "calmed")
# kind of highlight -> what the truth must have: (key, value)
TONE = {
    "customer_rose": ("change", "rose"), "customer_fell": ("change", "fell"),
    "rose_after_agent": ("effect", "escalated"),
    "fell_after_agent": ("effect", "calmed"),
    "raised_episode": ("mood", "hot"), "withdrawn_episode": ("mood", "soft"),
}
DIRECTION = {"escalated": ("rose_after_agent", "customer_rose",
                           "raised_episode"),
             "calmed": ("fell_after_agent", "customer_fell")}
CHANGE_GATE, EFFECT_GATE, LINKED_GATE = .85, .75, 2.0
LEVEL_S, LEVEL_GATE = 2.0, .80
CHANCE_GATE, VERDICT_GATE, SHAMS_ENOUGH = 2.0, .05, 20
FLAT_GATE, COVER_GATE, WRONG_GATE = 1.0, .70, 1 / 3
VERDICTS = ("raises", "calms")


def shared_s(a, b):
    return min(a["end_s"], b["end_s"]) - max(a["start_s"], b["start_s"])


def length_s(a):
    return a["end_s"] - a["start_s"]


def match(true, found):
    """index of true -> index of found, most shared first, each once."""
    return calls.best_pairs(
        (shared_s(t, f), i, j) for i, t in enumerate(true)
        for j, f in enumerate(found)
        if shared_s(t, f) > .5 * length_s(t))


class Score:
    def __init__(self, right=0, said=0, true=0):
        self.right, self.said, self.true = right, said, true

    def __add__(self, o):
        return Score(self.right + o.right, self.said + o.said,
                     self.true + o.true)

    def precision(self):
        return self.right / self.said if self.said else None

    def recall(self):
        return self.right / self.true if self.true else None

    def text(self):
        return "%3d %3d %3d %4s %4s" % (self.right, self.said, self.true,
                                        share(self.precision()),
                                        share(self.recall()))


def share(value):
    return "-" if value is None else "%.2f" % value


def change_of(x):
    return x["customer"]["change"]


def effect_of(x):
    return x["effect"]


def score(true, found, pairs, key, said_of, marks, listing):
    s = Score(said=sum(said_of(x) in marks for x in found),
              true=sum(t[key] in marks for t in true))
    for i, t in enumerate(true):
        said = said_of(found[pairs[i]]) if i in pairs else "no exchange"
        s.right += t[key] in marks and said == t[key]
        if said != t[key] and (said in marks or t[key] in marks):
            listing.append("  %s %.1f..%.1f: %s, was %s" % (
                key, t["start_s"], t["end_s"], said, t[key]))
    for j, x in enumerate(found):
        if j not in pairs.values() and said_of(x) in marks:
            listing.append("  %s %.1f..%.1f: %s, no such exchange" % (
                key, x["start_s"], x["end_s"], said_of(x)))
    return s


# ---- highlights ------------------------------------------------------------

def customer_turns(truth):
    return [t for t in truth["turns"] if t["party"] == "customer"]


def with_reply(exchange, turns):
    """The exchange and the customer's turn after it."""
    ends = [t["end_s"] for t in turns if t["end_s"] > exchange["end_s"]]
    return dict(exchange, end_s=min(ends, default=exchange["end_s"]))


def is_right(h, truth):
    key, value = TONE[h["kind"]]
    if key == "mood":
        return any(t["mood"] == value and
                   shared_s(h, t) > .5 * min(length_s(h), length_s(t))
                   for t in customer_turns(truth))
    return any(x[key] == value and
               shared_s(h, x) > .5 * length_s(x)
               for x in truth["exchanges"])


def highlights(report, truth, listing):
    """Effects covered (right of true), and highlights of tone wrong of all."""
    turns = customer_turns(truth)
    of_tone = [h for h in report["highlights"] if h["kind"] in TONE]
    true = [with_reply(x, turns) for x in truth["exchanges"]
            if x["effect"] in EFFECTS]
    covered = sum(any(h["kind"] in DIRECTION[x["effect"]] and
                      shared_s(h, x) > 0 for h in of_tone) for x in true)
    wrong = [h for h in of_tone if not is_right(h, truth)]
    listing += ["  highlight %.1f..%.1f: %s is wrong" % (
        h["start_s"], h["end_s"], h["kind"]) for h in wrong]
    return {"covered": covered, "effects": len(true), "wrong": len(wrong),
            "tone": len(of_tone)}


# ---- a call ----------------------------------------------------------------

def is_level(truth):
    return all(t["mood"] == "level" for t in customer_turns(truth))


def expected(report):
    """Effects by chance, or None where the report has no figure."""
    chance = report["attribution"]["expected_by_chance"]
    values = [chance[k] for k in EFFECTS]
    return None if None in values else sum(values)


def marks_of(report):
    marked = [x for x in report["exchanges"]
              if change_of(x) in CHANGES or effect_of(x) in EFFECTS]
    episodes = [p for p in report["episodes"] if p["party"] == "customer"]
    return len(marked) + len(episodes) + len(levels_of(report))


# ---- changes of level ------------------------------------------------------

def levels_of(report):
    return report["parties"]["customer"]["activation"]["changes"]


def true_levels(truth):
    """(those that hold for two turns on both sides, all) as (time, change)."""
    turns = customer_turns(truth)
    hot = [t["mood"] == "hot" for t in turns]
    clear, every = [], []
    for i in range(1, len(turns)):
        if hot[i] == hot[i - 1]:
            continue
        one = (turns[i]["start_s"], "rose" if hot[i] else "fell")
        every.append(one)
        if (1 < i < len(turns) - 1 and hot[i - 2] == hot[i - 1] and
                hot[i + 1] == hot[i]):
            clear.append(one)
    return clear, every


def levels(report, truth, listing):
    clear, every = true_levels(truth)
    said = [(c["start_s"], c["change"]) for c in levels_of(report)]

    def near(a, others):
        return any(abs(a[0] - b[0]) <= LEVEL_S and a[1] == b[1]
                   for b in others)

    listing += ["  level %.1f: %s is missed" % c for c in clear
                if not near(c, said)]
    listing += ["  level %.1f: %s is wrong" % c for c in said
                if not near(c, every)]
    return {"levels_found": sum(near(c, said) for c in clear),
            "levels_true": len(clear),
            "levels_right": sum(near(c, every) for c in said),
            "levels_said": len(said)}


def measure(report, truth, listing):
    true, found = truth["exchanges"], report["exchanges"]
    pairs = match(true, found)
    return {
        "change": score(true, found, pairs, "change", change_of, CHANGES,
                        listing),
        "effect": score(true, found, pairs, "effect", effect_of, EFFECTS,
                        listing),
        "chance": expected(report), "exchanges": len(found),
        "level": is_level(truth), "marks": marks_of(report),
        "hours": truth["duration_s"] / 3600,
        "kind": truth.get("made", {}).get("kind"),
        "verdict": report["attribution"]["verdict"],
        **levels(report, truth, listing),
        **highlights(report, truth, listing)}


def row(name, m):
    print("%-20s %s  %s  %6s  %5s  %2d of %2d  %2d of %2d  %s" % (
        name, m["change"].text(), m["effect"].text(), share(m["chance"]),
        m["marks"] if m["level"] else "", m["covered"], m["effects"],
        m["wrong"], m["tone"], m["verdict"]))


def total_of(measures):
    """Sums; chance over the calls that have a figure."""
    out = {key: sum(m[key] for m in measures) for key in (
        "covered", "effects", "wrong", "tone", "levels_found", "levels_true",
        "levels_right", "levels_said")}
    for key in ("change", "effect"):
        out[key] = sum((m[key] for m in measures), Score())
    known = [m["chance"] for m in measures if m["chance"] is not None]
    out.update(chance=sum(known) if known else None, verdict="",
               level=True, marks=sum(m["marks"] for m in measures
                                     if m["level"]))
    return out


# ---- what is asked of all of them ------------------------------------------

def under(value, gate):
    return value is not None and value < gate


def rate(m):
    return m["effect"].said / m["exchanges"] if m["exchanges"] else 0.0


def linked_and_sham(results):
    """The pair of long calls that differ in nothing else, or None."""
    pair = [m for start in ("15_long_linked", "16_long_sham")
            for name, m in results.items() if name.startswith(start)]
    return pair if len(pair) == 2 else None


def print_linked(results, missed):
    pair = linked_and_sham(results)
    if pair is None:
        return
    linked, sham = map(rate, pair)
    print("effects an exchange: linked %.3f, sham %.3f" % (linked, sham))
    if linked < LINKED_GATE * sham or linked == 0:
        missed.append("linked finds less than %g times what sham does"
                      % LINKED_GATE)


def print_sham(results, missed):
    """In number: what is found where nothing is linked. A few calls of a few
    effects are asked for nothing: their count is chance's own."""
    shams = [m for m in results.values() if m["kind"] == "sham"]
    if not shams:
        return
    known = [m for m in shams if m["chance"] is not None]
    found = sum(m["effect"].said for m in known) / max(len(known), 1)
    chance = sum(m["chance"] for m in known) / max(len(known), 1)
    said = sum(m["verdict"] in VERDICTS for m in shams)
    print("%d sham calls: effects found %.2f a call, by chance %.2f; "
          "with a verdict %d" % (len(shams), found, chance, said))
    if len(shams) < SHAMS_ENOUGH:
        return
    if not chance / CHANCE_GATE <= found <= chance * CHANCE_GATE:
        missed.append("sham calls: %.2f effects, by chance %.2f" % (found,
                                                                    chance))
    if said > VERDICT_GATE * len(shams):
        missed.append("%d of %d sham calls with a verdict" % (said,
                                                              len(shams)))


def print_level(results, missed):
    level = [m for m in results.values() if m["level"]]
    hours = sum(m["hours"] for m in level)
    if not level:
        return
    marks = sum(m["marks"] for m in level)
    tone = sum(m["tone"] for m in level)
    print("level calls: %d marks in %.2f h, %.1f an hour; highlights of "
          "tone: %d" % (marks, hours, marks / hours, tone))
    if marks > FLAT_GATE * hours:
        missed.append("over %g marks an hour in level calls" % FLAT_GATE)
    if tone:
        missed.append("highlights of tone in a level call")


def gates(total, missed):
    for key, gate in (("change", CHANGE_GATE), ("effect", EFFECT_GATE)):
        for name in ("precision", "recall"):
            value = getattr(total[key], name)()
            if under(value, gate):
                missed.append("%s of %ss %.2f under %.2f" % (name, key, value,
                                                             gate))
    print("changes of level: %d of %d found; %d of %d right" % (
        total["levels_found"], total["levels_true"], total["levels_right"],
        total["levels_said"]))
    if (total["levels_found"] < LEVEL_GATE * total["levels_true"] or
            total["levels_right"] < LEVEL_GATE * total["levels_said"]):
        missed.append("changes of level")
    if total["covered"] < COVER_GATE * total["effects"]:
        missed.append("highlights cover %d of %d effects" % (
            total["covered"], total["effects"]))
    if total["wrong"] > WRONG_GATE * total["tone"]:
        missed.append("%d of %d highlights of tone wrong" % (
            total["wrong"], total["tone"]))


def main():
    args = calls.arguments(__doc__).parse_args()
    results = {}
    for name, truth, report in calls.reports(args, "effects"):
        if not results:
            print("%-20s %-21s  %-21s  %6s  %5s  %8s  %8s  %s" % (
                "call", "chg said true   P    R", "eff said true   P    R",
                "chance", "marks", "covered", "wrong", "verdict"))
        listing = []
        results[name] = measure(report, truth, listing)
        row(name, results[name])
        if args.list and listing:
            print("\n".join(listing))
    if not results:
        return 0
    total = total_of(results.values())
    row("all", total)
    missed = []
    print_level(results, missed)
    print_linked(results, missed)
    print_sham(results, missed)
    gates(total, missed)
    return calls.say(missed)


if __name__ == "__main__":
    sys.exit(main())
