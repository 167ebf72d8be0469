#!/usr/bin/env python3
"""schema: prints the schema that was built in, word for word, and it knows
every code that the library can write."""
import json
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import run, scratch, tap

scratch()
r = run("schema")
tap.ok(r.code == 0 and r.text() == tap.read("models/report-1.schema.json"),
       "the schema, word for word", r.details())
schema = json.loads(r.text())
tap.ok(schema.get("$schema", "").endswith("2020-12/schema"), "2020-12")

words = set()


def collect(node):
    """Every string of an enum or const, wherever it stands."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "enum":
                words.update(map(str, value))
            elif key == "const":
                words.add(str(value))
            collect(value)
    elif isinstance(node, list):
        for value in node:
            collect(value)


collect(schema)
text = tap.read("include/callcadence/report.h")
for name in "WHY", "NOTE", "EVENT", "CUE", "HIGHLIGHT":
    body = re.search(r"#define CAD_%s_MAP\(X\)((?:.*\\\n)*.*)" % name, text)
    codes = re.findall(r'X\(\w+,\s*"(\w+)"', body[1])
    unknown = [c for c in codes if c not in words]
    tap.ok(len(codes) > 3 and not unknown,
           "%d codes of %s" % (len(codes), name), unknown)
tap.done()
