#!/usr/bin/python3
"""validate.py [--partial] REPORT... - are these sound reports?

Checks each file (NDJSON: each line; -: stdin) against the schema, and what a
schema cannot say: ids in order, references that point to something, spans that
do not run backwards, every pacing id there (--partial: some may be missing).
Prints TAP; exits 1 if anything is not ok.
"""
import json
import math
import os
import sys

from jsonschema import Draft202012Validator

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMA = os.path.join(HERE, "..", "models", "report-1.schema.json")
LISTS = {"segments": "s", "events": "e", "exchanges": "x",
         "episodes": "p", "highlights": "h"}
REFERENCES = {"interrupted_by", "exchange", "segment", "customer_before",
              "customer_after", "ref"}
# null there says "nobody" or "nothing", not "unknown"
NULL_WITHOUT_WHY = REFERENCES | {"effect", "party"}


def walk(value, path=""):
    yield path, value
    items = value.items() if isinstance(value, dict) else \
        enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from walk(inner, f"{path}/{key}")


def beyond_schema(report, partial):
    ids = set()
    for name, letter in LISTS.items():
        for i, item in enumerate(report[name]):
            ids.add(item["id"])
            if item["id"] != f"{letter}{i}":
                yield f"/{name}/{i}: id {item['id']} is not {letter}{i}"
    for path, value in walk(report):
        if isinstance(value, float) and not math.isfinite(value):
            yield f"{path}: not finite"
        if not isinstance(value, dict) or path.endswith("/why"):
            continue
        for key, inner in value.items():
            if key in REFERENCES and inner is not None and inner not in ids:
                yield f"{path}/{key}: {inner} is nowhere"
            if inner is None and key not in NULL_WITHOUT_WHY and \
                    key not in value.get("why", {}):
                yield f"{path}/{key}: null without why"
        if "start_s" in value and value["end_s"] < value["start_s"]:
            yield f"{path}: ends before it starts"
    for i, exchange in enumerate(report["exchanges"]):
        for inner in exchange["agent_segments"]:
            if inner not in ids:
                yield f"/exchanges/{i}: {inner} is nowhere"
    for i, segment in enumerate(report["segments"]):
        last = segment["start_s"]
        for start, end in segment["ipus"]:
            if not last <= start <= end <= segment["end_s"]:
                yield f"/segments/{i}: ipu {start}..{end} out of place"
            last = end
    yield from order(report, partial)


def order(report, partial):
    for name in ("segments", "events", "exchanges"):
        starts = [item["start_s"] for item in report[name]]
        if starts != sorted(starts):
            yield f"/{name}: not in order of start"
    for i, highlight in enumerate(report["highlights"]):
        if highlight["rank"] != i + 1:
            yield f"/highlights/{i}: rank {highlight['rank']}"
        if highlight["end_s"] - highlight["start_s"] > 60.0005:
            yield f"/highlights/{i}: longer than 60 s"
    mixed = "mixed" in report["parties"]
    if mixed != ("mixed" in report["quality"]["parties"]):
        yield "mixed in one of parties and quality.parties only"
    with open(SCHEMA, encoding="utf-8") as f:
        want = json.load(f)["$defs"]["pacing_note"]["properties"]["id"]["enum"]
    got = [note["id"] for note in report["pacing"]]
    if not partial and got != want:
        yield f"/pacing: {got}"


def no_constant(text):
    raise ValueError(f"{text} is not JSON")


def documents(path):
    with (sys.stdin if path == "-" else open(path, encoding="utf-8")) as f:
        text = f.read()
    try:
        return [json.loads(text, parse_constant=no_constant)]
    except ValueError:
        return [json.loads(line, parse_constant=no_constant)
                for line in text.splitlines()]


def load():
    """A validator for the schema, once that is found to be one."""
    with open(SCHEMA, encoding="utf-8") as f:
        schema = json.load(f)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def problems_of(validator, report, partial=False):
    found = [f"{error.json_path}: {error.message[:300]}"
             for error in validator.iter_errors(report)]
    return found or list(beyond_schema(report, partial))


def problems(validator, path, partial):
    try:
        return [line for report in documents(path)
                for line in problems_of(validator, report, partial)]
    except (OSError, ValueError) as error:
        return [str(error)]


def main():
    paths = [a for a in sys.argv[1:] if a != "--partial"]
    if not paths:
        sys.exit(__doc__)
    validator = load()
    failed = 0
    for i, path in enumerate(paths):
        found = problems(validator, path, "--partial" in sys.argv)
        failed += bool(found)
        print(f"{'not ' if found else ''}ok {i + 1} - {path}")
        for line in found[:20]:
            print(f"#   {line}")
    print(f"1..{len(paths)}")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
