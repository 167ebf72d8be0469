#!/usr/bin/env python3
"""What comes out: reports, pages, tables, captions, the terminal, explain,
help, the manual and the coach's files name no emotion, no cause and grade
nobody; pages say in words what the report has codes for."""
import glob
import html
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, run, scratch, tap
import wording

scratch()
said = {}
samples = sorted(glob.glob(os.path.join(SAMPLES, "*.flac")))
with open("night.csv", "w") as file:
    file.write("call_id,file,agent_id,started_at\n")
    for i, path in enumerate(samples):
        file.write("c%d,%s,kim,2026-01-%02dT10:00:00Z\n" % (i, path, i + 1))
batch = run("analyze", "--manifest", "night.csv", "-o", "out", "--format",
            "json,csv,html,rttm,textgrid,labels,vtt")
coach = run("coach", "out", "-o", "out", "--profile-out", "kim.profile.json")
tap.ok(batch.code == 0 and coach.code == 0, "a batch and its coach",
       batch.details() + coach.details())
for path in glob.glob("out/*") + ["kim.profile.json"]:
    with open(path, encoding="utf-8", newline="") as file:
        said[path] = file.read()
for path in samples:
    name = os.path.basename(path)
    said["terminal " + name] = run("analyze", path).text()
    said["probe " + name] = run("probe", path).text()
for verb in "analyze", "frames", "probe", "coach", "compare", "explain", \
        "schema":
    said["help " + verb] = run(verb, "--help").text()
said["help"] = run("--help").text()
names = set(re.findall(r"^([a-z_.]+)  ", run("explain").text(), re.M))
for name in sorted(names):
    said["explain " + name] = run("explain", name).text()
said["schema"] = run("schema").text()
with open(os.path.join(SAMPLES, "calmed.report.json")) as file:
    drifted = file.read().replace('"raised"', '"level"')
with open("calmed.report.json", "w") as file:
    file.write(drifted)
said["compare"] = run("compare", os.path.join(SAMPLES, "calmed.report.json"),
                      "calmed.report.json").text()
for path in glob.glob(os.path.join(os.path.dirname(tap.COMMAND), "man", "*")):
    with open(path, encoding="utf-8") as file:
        said[path] = file.read()


def plain(name, text):
    """Pages without their tags; roff without its escapes."""
    if name.endswith(".html"):
        text = re.sub(r"<[^>]*>", " ", text)
        return html.unescape(text)
    return re.sub(r"\\f[BIRP]|\\", "", text)


# codes that the pages have titles for
CODES = re.compile(r"\b(cut in heat|venting room|mutual raise|pace mismatch|"
                   r"latency heat|interruptions (heat|calm)|floor wait|"
                   r"(rose|fell) after agent|let finish|silence share)\b")
hits = ["%s: %s" % (name, hit) for name, text in said.items()
        if name.endswith(".html")
        for hit in wording.found(CODES, plain(name, text))]
tap.ok(not hits, "pages have words for people, not the report's codes", hits)
titles = ["Cut in on a raised voice", "Both voices raised in turn",
          "Room to speak, customer raised", "Answers lower, softer or slower"]
lost = [t for t in titles if not
        any(t in plain(name, text) for name, text in said.items()
            if name.endswith(".html") and ".coach." not in name)
        or run("explain", t).code]
tap.ok(not lost, "which explain knows", lost)

empty = [name for name, text in said.items() if len(text) < 20]
tap.ok(len(said) > 60 and not empty, "%d texts" % len(said), empty)
for what, pattern in wording.KINDS:
    hits = ["%s: %s" % (name, hit) for name, text in said.items()
            for hit in wording.found(pattern, plain(name, text))]
    tap.ok(not hits, "none has the name of: " + what, hits[:20])
tap.done()
