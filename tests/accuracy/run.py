#!/usr/bin/env python3
"""run - every measurement named, one table after the other.

    run.py PROGRAM...

Prints what each prints, then how many misses and skips there were: a
measurement whose audio or tool is absent says `skipped`. Exit 1 when one
misses a gate.
"""
import os
import subprocess
import sys


def run(program):
    """(exit code, lines that say skipped); prints as it goes."""
    line = [sys.executable, program] if program.endswith(".py") else [program]
    skips = []
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as child:
        for text in child.stdout:
            print(text, end="", flush=True)
            if "skipped" in text:
                skips.append(text.strip())
    return child.returncode, skips


def main():
    failed, skips = [], []
    for program in sys.argv[1:]:
        name = os.path.basename(program)
        print("== %s" % name, flush=True)
        code, said = run(program)
        skips += said
        if code:
            failed.append("%s (exit %d)" % (name, code))
        print(flush=True)
    print("%d measurements, %d with a gate missed, %d skips" % (
        len(sys.argv) - 1, len(failed), len(skips)))
    for name in failed:
        print("missed: " + name)
    for text in skips:
        print(text)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
