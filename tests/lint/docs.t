#!/usr/bin/env python3
"""Every public prototype says what comes out, what can fail, where the method
is from and which test holds it; and that test exists."""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

PROTOTYPE = re.compile(
    r"(/\*(?:(?!\*/).)*\*/)?\s*\n(CAD_API[^;{]*?\b(cad_\w+)\s*\([^;]*\);)",
    re.S)

headers = [h for h in tap.tracked(".h") if h.startswith("include/")]
count = 0
for header in headers:
    for doc, prototype, name in PROTOTYPE.findall(tap.read(header)):
        count += 1
        lacks = []
        if not re.search(r"^/?[ *]*%s - " % name, doc, re.M):
            lacks.append("'%s - what it does'" % name)
        labels = ["errors", "source", "test"]
        if not re.search(r"\bvoid\s+%s\b" % name, prototype):
            labels.append("out")
        lacks += [label for label in labels
                  if not re.search(r"^ \*   %s\b" % label, doc, re.M)]
        tests = re.findall(r"\btests/[\w./-]*\w", doc)
        lacks += ["no such file: " + test for test in tests
                  if not os.path.exists(os.path.join(tap.ROOT, test))]
        tap.ok(not lacks, "%s: %s" % (os.path.basename(header), name), lacks)
tap.ok(count >= 15, "%d public prototypes" % count)
undeclared = [h for h in headers
              if tap.read(h).count("CAD_API") - (h.endswith("status.h"))
              != len(PROTOTYPE.findall(tap.read(h)))]
tap.ok(not undeclared, "every CAD_API was read", undeclared)
tap.done()
