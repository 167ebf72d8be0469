#!/usr/bin/env python3
"""What coach writes is what its two JSON Schemas say, for agents with many
calls, with one, and without an id; and the schemas can tell."""
import copy
import json
import os
import sys

from jsonschema import Draft202012Validator

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import run, scratch, tap

NAMES = ["calmed", "level", "menu", "mono", "pair", "rushed"]


def schema_of(name):
    schema = json.loads(tap.read("models/%s-1.schema.json" % name))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def wrong(validator, document):
    return ["%s: %s" % (e.json_path, e.message[:200])
            for e in validator.iter_errors(document)]


def loaded(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


scratch()
os.makedirs("in")
for day in range(1, 13):
    report = json.loads(tap.read("samples/%s.report.json"
                                 % NAMES[day % len(NAMES)]))
    report["call_id"] = "c%d" % day
    agent = "many" if day < 11 else "one" if day < 12 else None
    report["call"]["agent_id"] = agent
    if day % 4:
        report["call"]["started_at"] = "2026-05-%02dT09:00" % day
    with open("in/c%d.json" % day, "w", encoding="utf-8") as file:
        json.dump(report, file, indent=1)
r = run("coach", "in", "-o", "out")
tap.ok(r.code == 0, "three agents", r.details())
coach = schema_of("coach")
for name in "many", "one", "unknown":
    document = loaded("out/%s.coach.json" % name)
    tap.ok(not wrong(coach, document), "coach of %s" % name,
           wrong(coach, document))
document = loaded("out/many.coach.json")
for key, value in ("calls", -1), ("score", 8.2), ("pacing", {}):
    bad = copy.deepcopy(document)
    bad[key] = value
    tap.ok(wrong(coach, bad), "refused: %s" % key)
profile = schema_of("profile")
for name, ids in ("many", range(1, 11)), ("one", [11]):
    r = run("coach", *["in/c%d.json" % i for i in ids], "--profile-out",
            name + ".json")
    document = loaded(name + ".json") if r.code == 0 else {}
    tap.ok(r.code == 0 and not wrong(profile, document),
           "profile of %s" % name, r.details() + wrong(profile, document))
document["measures"].pop("pause_share", None)
tap.ok(wrong(profile, document), "refused: a profile without a measure")
tap.done()
