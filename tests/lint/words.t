#!/usr/bin/env python3
"""What the program can say: no name of an emotion, no cause, no grade of a
person. Looks at strings in the code, at models/ and at the pinned reports."""
import json
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

EMOTION = re.compile(
    r"\b(ang(er|ry|rily)|furious|fury|mad|rage|happ(y|ily|iness)|joy\w*|"
    r"sad(ly|ness)?|frustrat\w+|upset|annoy\w+|irritat\w+|anxi\w+|afraid|"
    r"fear\w*|worr(y|ied)|disgust\w*|bored(om)?|hostil\w+|aggress\w+|rude\w*|"
    r"stress(ed|ful)?|nervous\w*|impatien\w+|contempt\w*|empath\w+)\b", re.I)
CAUSE = re.compile(
    r"\bbecause of (the |an? )?(agent|customer)|\bcaus(e|ed|es|ing)\b|"
    r"\bma(de|kes) the (agent|customer)|\bdue to the (agent|customer)|"
    r"\b(fault|blame|provok|trigger|upsett?)\w*\b", re.I)
GRADE = re.compile(
    r"\b(good|bad|poor|best|worst|excellent|incompetent|weak|failing) "
    r"(agent|customer|performance)", re.I)
COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.S)


def strings_of_c(text):
    """String literals; comments are skipped, includes are harmless."""
    return [m for m in COMMENT.findall(text) if m.startswith('"')]


def strings_of_json(node):
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        node = list(node.values()) + list(node)
    return [s for child in node for s in strings_of_json(child)] \
        if isinstance(node, list) else []


said = {name: strings_of_c(tap.read(name)) for name in tap.tracked(".c", ".h")
        if name.startswith(("src/", "include/"))}
for name in tap.tracked(".json"):
    if name.startswith("models/") or name.endswith(".report.json"):
        said[name] = strings_of_json(json.loads(tap.read(name)))

tap.ok(sum(map(len, said.values())) > 100,
       "%d strings read" % sum(map(len, said.values())))
for what, pattern in ("emotion", EMOTION), ("cause", CAUSE), ("grade", GRADE):
    found = ["%s: %s" % (name, s[:80]) for name, strings in said.items()
             for s in strings if pattern.search(s)]
    tap.ok(not found, "no string has the name of: " + what, found)
tap.ok(EMOTION.search("An Angry customer") and CAUSE.search("it caused")
       and not EMOTION.search("raised, made, sadc"), "the lists can tell")
tap.done()
