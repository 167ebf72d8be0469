#!/usr/bin/env python3
"""The tree holds what the layout says: few names at the top, no big file, no
text file that is not UTF-8, no trailing blanks in code."""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

TOP = {*tap.FOLDERS, *tap.PAGES}

names = tap.tracked()
stray = sorted({n.split("/")[0] for n in names if n[0] != "."
                and n.split("/")[0] not in TOP})
tap.ok(not stray, "nothing else at the top", stray)
missing = sorted(t for t in TOP
                 if not os.path.exists(os.path.join(tap.ROOT, t)))
tap.ok(not missing, "everything named is there", missing)
big = [n for n in names
       if os.path.getsize(os.path.join(tap.ROOT, n)) > 1 << 20]
tap.ok(not big, "no file over 1 MiB", big)

code = [n for n in names if n.endswith((".c", ".h", ".sh", ".py", ".t"))]
blanks = [n for n in code if re.search(r"[ \t]+$", tap.read(n), re.M)]
tap.ok(not blanks, "no trailing blanks", blanks)
ends = [n for n in code if not tap.read(n).endswith("\n")]
tap.ok(not ends, "every file ends with a newline", ends)
types = ["%s: %s" % (n, m) for n in code if n.endswith((".c", ".h"))
         and n.startswith(("src/", "include/"))
         for m in re.findall(r"\}\s*(\w+_t);", tap.read(n))]
tap.ok(not types, "no type of ours ends in _t", types)
readme = os.path.join(tap.ROOT, "README.md")
lines = tap.read("README.md").count("\n") if os.path.exists(readme) else 0
tap.ok(0 < lines <= 250, "README of %d lines, at most 250" % lines)
tests = [n for n in names if re.match(r"tests/.*\.t$", n)
         and not os.access(os.path.join(tap.ROOT, n), os.X_OK)]
tap.ok(not tests, "test scripts are executable", tests)
tap.done()
