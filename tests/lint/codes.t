#!/usr/bin/env python3
"""Every code that the report may hold is made by something, or the schema says
that its name is kept for later."""
import json
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

header = tap.read("include/callcadence/report.h")
status = tap.read("include/callcadence/status.h")
code = "\n".join(tap.read(f) for f in tap.tracked(".c")
                 if f.startswith("src/") and not f.startswith("src/emit/"))
kept = re.findall(r"the (\w+) (\w+) is kept for later",
                  tap.read("models/report-1.schema.json"))

for kind in "WHY", "NOTE", "EVENT", "CUE", "HIGHLIGHT", "PACING":
    maps = re.search(r"#define CAD_%s_MAP\(X\)((?:.*\\\n)*.*)" % kind,
                     header + status)
    names = re.findall(r"X\((\w+),\s+\"(\w+)\"", maps[1]) if maps else []
    later = [word for of, word in kept if of == kind.lower()]
    idle = [word for name, word in names
            if not re.search(r"\bCAD_%s_%s\b" % (kind, name), code)]
    tap.ok(len(names) > 5 and idle == later,
           "%s: %d codes, each made by something or kept for later"
           % (kind, len(names)), [idle, later])
tap.done()
