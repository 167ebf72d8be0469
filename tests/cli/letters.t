#!/usr/bin/env python3
"""Names in any script: files of their own, the same in every run, and links
that lead to them."""
import json
import os
import re
import shutil
import sys
import urllib.parse

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, hashed, reports, run, scratch, tap

scratch()
LEVEL = os.path.join(SAMPLES, "level.wav")
NAMES = ["M\u00fcller", "M\u00f6ller", "\u65e5\u672c", "\u4e2d\u56fd",
         "\u0418\u0432\u0430\u043d", "Mu\u0308ller", "kim"]
LATIN = [b"M\xfcller", b"M\xf6ller"]
os.makedirs("de")
for name in NAMES:
    shutil.copy(LEVEL, "de/%s.wav" % name)
for name in LATIN:
    shutil.copy(LEVEL, b"de/" + name + b".wav")
latin = [hashed("M_ller", os.fsdecode(name)) for name in LATIN]
want = sorted(n + e for n in NAMES + latin for e in (".html", ".json"))


def links(path):
    """Of a page: what they lead to, by name."""
    with open(path, encoding="utf-8") as file:
        page = re.sub(r"(?s)<script.*?</script>", "", file.read())
    found = re.findall(r'href="([^"#]+)', page)
    odd = [x for x in found if not re.fullmatch(r"[A-Za-z0-9._~/%-]+", x)]
    tap.ok(not odd, path + ": links are escaped", odd)
    return {urllib.parse.unquote(x) for x in found}


r = run("analyze", "de", "-o", "out", "--format", "html")
tap.ok(r.code == 0 and reports("out") == want,
       "letters stay, bytes of no known script become _ and a hash",
       r.details() + reports("out"))
tap.ok({n for n in want if n.endswith(".html")} <= links("out/index.html"),
       "the page of all calls leads to each")
again = run("analyze", "de", "-o", "out", "--format", "html", "-v")
tap.ok(again.code == 0 and again.said().count("already there") == len(want) / 2
       + 1, "found again by the next run", again.details())

# ---- two runs into one folder -----------------------------------------------

for name in NAMES[:2]:
    r = run("analyze", "de/%s.wav" % name, "-o", "two")
tap.ok(r.code == 0 and reports("two") == sorted(n + ".json"
                                                for n in NAMES[:2]),
       "neither run replaces the other's report", reports("two"))

# ---- ids that differ in what cannot be in a name ----------------------------

with open("m.csv", "w", encoding="utf-8") as file:
    file.write("file,call_id,agent_id\n" + "".join(
        "de/kim.wav,%s,%s\n" % row for row in (
            ("x/y", "M\u00fcller"), ("x_y", "M\u00f6ller"), ("x y", "a/7"),
            ("index", "a_7"), ("index_", "unknown"), ("a.coach", ""))))
r = run("analyze", "--manifest", "m.csv", "-o", "ids", "--format", "html")
ids = [hashed("x_y", "x/y"), "x_y", "x y", "index_", "index__",
       "a.coach_"]
tap.ok(r.code == 0 and reports("ids") == sorted(
    n + e for n in ids for e in (".html", ".json")),
    "six ids, six reports", r.details() + reports("ids"))

# ---- agents -----------------------------------------------------------------

r = run("coach", "ids", "-o", "ids")
agents = ["M\u00fcller", "M\u00f6ller", hashed("a_7", "a/7"), "a_7",
          "unknown_", "unknown"]
pages = {n + ".coach.html" for n in agents}
there = {n for n in os.listdir("ids") if n.endswith(".coach.html")}
tap.ok(r.code == 0 and there == pages, "six agents, six pages",
       r.details() + sorted(there))
tap.ok(pages <= links("ids/coach.html"), "the list leads to each")
tap.ok(pages - {"unknown.coach.html"} <= links("ids/index.html"),
       "and so does the page of all calls")
with open("ids/M\u00fcller.coach.json", encoding="utf-8") as file:
    tap.ok(json.load(file)["agent_id"] == "M\u00fcller", "with that agent's")
r = run("analyze", "--manifest", "m.csv", "-o", "ids", "--format", "html",
        "--force")
tap.ok(r.code == 0 and "M\u00fcller.coach.html" in links(
    "ids/%s.html" % ids[0]), "a call's page leads to its agent's", r.details())
tap.done()
