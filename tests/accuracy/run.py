#!/usr/bin/env python3
"""run - every measurement named, then all of it beside peers and targets.

    run.py PROGRAM...

Prints what each prints, but for lines like

    = syllables emodb telephone ours r=0.831 bias=-2.00

(measure, set, condition, tool, figures), of which the tables at the end are
made, with the constants of peers.py. A figure beyond its target bears a `!`.
A measurement whose audio or tool is absent says `skipped`; skips are counted.
Exit 1 when a program misses a gate of its own.
"""
import os
import re
import subprocess
import sys

import peers

PITCH_SET = re.compile(r"^(\w+), (.*)$")
PITCH_ROW = re.compile(r"^  (.{13}) +" + " +".join([r"(-|[-+0-9.]+)"] * 9)
                       + "$")
PITCH_TOOLS = {"every frame": "ours", "as in a call": "ours, as in a call"}
PITCH_COLUMNS = ["gross", "octave", "fine", "bias", "common", "common_bias",
                 "miss", "alarm", "FFE"]
PITCH_CONDITION = {"as recorded": "recorded", "telephone": "telephone",
                   "telephone + 20 dB": "20dB", "telephone + 10 dB": "10dB"}


class Figures(dict):
    """(measure, set, condition, tool) -> {figure: value}."""

    def __init__(self):
        super().__init__()
        self.pitch = None

    def take(self, text):
        """True: the line was for the tables only."""
        if text.startswith("= "):
            words = text[2:].split()
            self[tuple(words[:4])] = {k: float(v) for k, v in (
                w.split("=") for w in words[4:])}
            return True
        head, row = PITCH_SET.match(text), PITCH_ROW.match(text)
        if head:
            self.pitch = head.group(1), PITCH_CONDITION.get(head.group(2))
        if row and self.pitch and self.pitch[1]:
            tool = row.group(1).strip()
            self[("pitch",) + self.pitch + (PITCH_TOOLS.get(tool, tool),)] = {
                column: float(value) for column, value in zip(
                    PITCH_COLUMNS, row.groups()[1:]) if value != "-"}
        return False


def run(program, figures):
    """(exit code, lines that say skipped); prints as it goes."""
    line = [sys.executable, program] if program.endswith(".py") else [program]
    skips = []
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as child:
        for text in child.stdout:
            if not figures.take(text.rstrip("\n")):
                print(text, end="", flush=True)
            if "skipped" in text:
                skips.append(text.strip())
    return child.returncode, skips


# ---- tables ----------------------------------------------------------------

def misses(value, target, sense):
    if value is None or target is None or sense is None:
        return False
    return {"most": value > target, "least": value < target,
            "near": abs(value) > target}[sense]


def cell(values, table, condition):
    """The figures of one tool in one condition, each five wide and a mark."""
    text = ""
    for key, _, sense in table["figures"]:
        value = values.get(key)
        target = table["targets"].get(condition, {}).get(key)
        text += "%5s" % ("-" if value is None else
                         "%.*f" % (peers.DECIMALS.get(key, 1), value))
        text += "!" if misses(value, target, sense) else " "
    return text


def target_cell(table, condition):
    signs = {"most": "<=", "least": ">=", "near": "+-"}
    targets = table["targets"].get(condition, {})
    return "".join("%6s" % (signs[sense] + "%g " % targets[key]
                            if key in targets else "")
                   for key, _, sense in table["figures"])


def print_row(name, cells):
    print("  %-30s" % name + " ".join(cells).rstrip())


def print_table(table, figures):
    """How many figures of ours there are, and how many miss a target."""
    conditions = table["conditions"]
    width = 6 * len(table["figures"])
    print("%s: %s" % (table["title"],
                      ", ".join(name for _, name, _ in table["figures"])))
    print_row("", ["%-*s" % (width, " " + peers.CONDITIONS[c])
                   for c in conditions])
    here = {key[2:]: values for key, values in figures.items()
            if key[:2] == table["key"]}
    tools = sorted({tool for _, tool in here},
                   key=lambda t: (not t.startswith("ours"), t))
    for tool in tools:
        print_row(tool + ("" if "ours" in tool else " (run here)"),
                  [cell(here.get((c, tool), {}), table, c)
                   for c in conditions])
    for name, source, rows in table["peers"]:
        print_row("%s [%d]" % (name, peers.sources(table).index(source) + 1),
                  [cell(rows.get(c, {}), table, c) for c in conditions])
    print_row("target", [target_cell(table, c) for c in conditions])
    for number, source in enumerate(peers.sources(table), 1):
        print("  [%d] %s" % (number, source))
    print()
    marks = "".join(cell(here.get((c, "ours"), {}), table, c)
                    for c in conditions)
    wanted = sum(len(t) for t in table["targets"].values()) if here else 0
    return wanted, marks.count("!")


def main():
    failed, skips, figures = [], [], Figures()
    for program in sys.argv[1:]:
        name = os.path.basename(program)
        print("== %s" % name, flush=True)
        code, said = run(program, figures)
        skips += said
        if code:
            failed.append("%s (exit %d)" % (name, code))
        print(flush=True)
    print("== beside others, and the targets")
    counts = [print_table(table, figures) for table in peers.TABLES
              if any(key[:2] == table["key"] for key in figures)]
    print("%d targets, %d missed" % tuple(map(sum, zip((0, 0), *counts))))
    print("%d measurements, %d with a gate missed, %d skips" % (
        len(sys.argv) - 1, len(failed), len(skips)))
    for name in failed:
        print("missed: " + name)
    for text in skips:
        print(text)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
