#!/usr/bin/env python3
"""Every setting has a number, every number a name, a unit, limits around it
and a source; and none of them is idle."""
import json
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

KEYS = {"value", "unit", "min", "max", "source"}


def names_by_section():
    text = tap.read("src/model/settings.h")
    lists = {name: re.findall(r"\bS\((\w+)\)", body) for name, body in
             re.findall(r"#define (CAD_\w+_SETTINGS)\(S\)((?:.*\\\n)*.*)",
                        text)}
    return {section: lists[macro] for section, macro in
            re.findall(r"X\((\w+), (CAD_\w+_SETTINGS)\)", text)}


def problems(entry):
    if not isinstance(entry, dict) or set(entry) != KEYS:
        return "keys are not " + " ".join(sorted(KEYS))
    if not entry["min"] <= entry["value"] <= entry["max"]:
        return "not min <= value <= max"
    if not str(entry["source"]).strip():
        return "no source"
    if not isinstance(entry["unit"], str):
        return "no unit"
    return None


model = json.loads(tap.read("models/default.json"))
named = names_by_section()
code = "\n".join(tap.read(f) for f in tap.tracked(".c")
                 if f.startswith("src/"))
tap.ok(sorted(model) == sorted(named), "sections agree",
       [sorted(model), sorted(named)])
for section, names in named.items():
    given = model.get(section, {})
    wrong = ["%s.%s: %s" % (section, key, problems(value))
             for key, value in given.items() if problems(value)]
    wrong += ["%s: %s in one of settings.h and default.json only"
              % (section, key) for key in set(names) ^ set(given)]
    wrong += ["%s.%s: no code reads it" % (section, key) for key in names
              if not re.search(r"(->|\.)%s\b" % key, code)]
    tap.ok(not wrong, "%s: %d settings" % (section, len(names)), wrong)
tap.done()
