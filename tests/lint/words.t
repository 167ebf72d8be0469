#!/usr/bin/env python3
"""What the program can say: no name of an emotion, no cause, no grade of a
person. Looks at strings in the code, at models/, at the pinned reports, and at
pages and manuals as they are before they are filled. What comes out is looked
at by tests/cli/words.t."""
import json
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap
import wording

COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.S)


def strings_of_c(text):
    """String literals, those side by side joined as the compiler does;
    comments are skipped, includes are harmless."""
    bare = COMMENT.sub(lambda m: m[0] if m[0].startswith('"') else " ", text)
    return re.findall(r'"(?:\\.|[^"\\\n])*"',
                      re.sub(r'(?<!\\)"\s+"', "", bare))


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
for name in tap.tracked(".js", ".css", ".in", ".md", "control"):
    if name.startswith("src/"):
        said[name] = [tap.read(name)]

tap.ok(sum(map(len, said.values())) > 100,
       "%d strings read" % sum(map(len, said.values())))
for what, pattern in wording.KINDS:
    hits = ["%s: %s" % (name, hit) for name, strings in said.items()
            for text in strings for hit in wording.found(pattern, text)]
    tap.ok(not hits, "no string has the name of: " + what, hits)
tap.ok(wording.EMOTION.search("An Angry customer")
       and wording.CAUSE.search("it caused")
       and wording.CAUSE.search(strings_of_c('"because "\n "of the agent"')[0])
       and wording.GRADE.search("a poor agent")
       and not wording.EMOTION.search("raised, made, sadc"),
       "the lists can tell")
tap.done()
