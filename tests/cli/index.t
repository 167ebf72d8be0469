#!/usr/bin/env python3
"""index.html: every call and its ranked moments, links where there are pages,
calls that were not read by name; harmless with any name; rebuilt as the CSV
tables are."""
import csv
import html.parser
import json
import os
import re
import shutil
import sys
import urllib.parse

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, run, scratch, tap

scratch()
VOID = {"meta", "br", "img", "link", "input", "hr"}
EVIL = ["<script>alert(1)", "=cmd()|'x'!A1", "\"quo'ted\" &amp;", "two\nlines",
        b"not \xff utf-8".decode("utf-8", "surrogateescape"),
        "right \u202eto left", "index", "coach"]


class Page(html.parser.HTMLParser):
    """The rows of each table as text, the links, what does not nest."""
    def __init__(self, path):
        super().__init__()
        self.open, self.wrong, self.links, self.tags = [], [], [], []
        self.rows, self.table, self.cell = {}, None, None
        with open(path, encoding="utf-8") as file:
            self.text = file.read()
        self.feed(self.text)
        self.close()
        self.wrong += ["never closed: " + t for t in self.open]

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.table = attributes.get("class")
            self.rows.setdefault(self.table, [])
        elif tag == "tr":
            self.rows[self.table].append([])
        elif tag in ("td", "th"):
            self.cell = ""
        elif tag == "a":
            self.links.append(attributes["href"])

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append("</%s> at %s" % (tag, self.getpos()))
        if tag in ("td", "th"):
            self.rows[self.table][-1].append(self.cell)
            self.cell = None

    def ids(self, table, column):
        return [row[column] for row in self.rows[table][1:]]


def away(page):
    """Links to other files, and those of them that lead nowhere."""
    files = [urllib.parse.unquote_to_bytes(link.split("#")[0])
             for link in page.links if not link.startswith("#")]
    return files, [f for f in files
                   if not os.path.exists(os.path.join(b"out", f))]


os.makedirs("in/north/monday")
for name in "rushed.flac", "calmed.flac", "level.wav":
    shutil.copy(os.path.join(SAMPLES, name), "in/north/monday")
for name in EVIL:
    shutil.copy(os.path.join(SAMPLES, "rushed.flac"),
                os.path.join("in", name + ".flac"))
with open("in/no<b>sound.wav", "w") as file:
    file.write("no sound at all")
r = run("analyze", "in", "-o", "out", "--format", "html,csv", "-j", "2")
tap.ok(r.code == 3, "written, but for the one that is no sound", r.details())
page = Page("out/index.html")
tap.ok(not page.wrong, "every tag closes", page.wrong)
wanted = {n.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
          .replace("\n", " ") for n in EVIL} | {
    "north__monday__" + n for n in ("rushed", "calmed", "level")}
tap.ok(set(page.ids("calls-table", 0)) == wanted and
       len(page.ids("calls-table", 0)) == len(wanted),
       "a row a call, whatever its name",
       sorted(set(page.ids("calls-table", 0)) ^ wanted))
files, lost = away(page)
tap.ok(len(files) > 2 * len(wanted) and not lost, "every link leads to a page",
       lost)
tap.ok(b"north__monday__calmed.html" in files and b"index_.html" in files and
       b"index.html" not in files,
       "in folders; and a call named index does not take the page's place")
tap.ok([t for t, _ in page.tags].count("script") == 1 and
       not [t for t, a in page.tags for k in a if k.startswith("on")] and
       "default-src 'none'" in page.text and "no<b>sound" not in page.text,
       "no name is markup, nothing but our script may run")
tap.ok("no&lt;b&gt;sound" in page.text and "1 call was not read" in page.text,
       "the call that was not read is named")
with open("out/moments.csv", newline="", encoding="utf-8") as file:
    moments = list(csv.DictReader(file))
tap.ok([(m["rank"], m["call_id"].lstrip("'"), m["text"]) for m in moments] ==
       [(row[0], row[1], row[4].replace("\N{MINUS SIGN}", "-")
         .replace("\u00a0%", " %"))
        for row in page.rows["moments-table"][1:]],
       "moments as ranked in moments.csv")
heads = page.rows["calls-table"][0]
tap.ok(heads.index("Notes on the recording") == 4,
       "notes stand beside the call, where they are seen", heads)
shutil.copy(os.path.join(SAMPLES, "rushed.flac"), "half.flac")
with open("half.flac", "r+b") as file:
    file.truncate(os.path.getsize("half.flac") // 2)
times = [link for link in page.links if "#t=" in link]
tap.ok(len(times) == len(moments) and
       float(times[0].split("#t=")[1]) == float(moments[0]["start_s"]),
       "each leads to its place in the call")
with open("out/calls.csv", newline="", encoding="utf-8") as file:
    calls = list(csv.DictReader(file))
tap.ok(not [c for c in calls if c["call_id"][0] in "=+-@"],
       "no cell of calls.csv is a formula")
with open("out/calls.csv", "rb") as file:
    tap.ok(len(file.read().splitlines()) == 1 + len(wanted),
           "nor is any name two lines")
back = Page("out/north__monday__calmed.html")
tap.ok("index.html" in back.links, "a call's page leads back")

# ---- again -----------------------------------------------------------------

with open("out/index.html", "rb") as file:
    first = file.read()
r = run("analyze", "in", "-o", "out", "--format", "html,csv", "-j", "1")
with open("out/index.html", "rb") as file:
    tap.ok(file.read() == first, "the same bytes again")
shutil.copy(os.path.join(SAMPLES, "level.wav"), "in/no<b>sound.wav")
os.remove("out/north__monday__level.html")
r = run("analyze", "-q", "in/no<b>sound.wav", "-o", "out")
page = Page("out/index.html")
tap.ok(r.code == 0 and "not read</h2>" not in page.text and
       "no<b>sound" in page.ids("calls-table", 0),
       "mended, it is a call; the page is kept up though not asked for",
       r.details())
tap.ok(b"north__monday__level.html" not in away(page)[0] and
       "north__monday__level" in page.ids("calls-table", 0),
       "no link to a page that is not there")
with open("out/torn.json", "w") as file:
    file.write("{")
with open("out/journal.ndjson", "a") as file:
    file.write('{"call_id": "lost", "status": "fai\n[1]\n')
r = run("analyze", "-q", os.path.join(SAMPLES, "level.wav"), "-o", "out")
page = Page("out/index.html")
tap.ok(r.code == 3 and "torn.json" in page.text and not page.wrong,
       "a broken report is named there; a torn journal line is passed over",
       r.details())
r = run("analyze", "-q", "half.flac", os.path.join(SAMPLES, "level.wav"), "-o",
        "half", "--format", "html", "--agent-channel", "1")
half = Page("half/index.html")
tap.ok([row[4] for row in half.rows["calls-table"][1:] if "half" in row[0]] ==
       ["truncated, gain unstable (agent)"],
       "a recording that is cut off says so there",
       half.rows["calls-table"])
boxed = [re.search(r'class="[^"]*\bnotes\b',
                   open("half/%s.html" % name, encoding="utf-8").read())
         for name in ("level", "half")]
tap.ok(not boxed[0] and boxed[1],
       "only what is noted stands in a warning box")
run("analyze", "-q", os.path.join(SAMPLES, "mono.flac"), "-o", "none",
    "--format", "html")
empty = Page("none/index.html")
tap.ok("No moment stands out in these calls" in empty.text
       and "No moment stands out" not in page.text,
       "without a moment it says so, and shows no empty table")
r = run("analyze", "-q", os.path.join(SAMPLES, "level.wav"), "-o", "plain")
tap.ok("index.html" not in os.listdir("plain"), "no page unless asked for")
report = json.loads(tap.read("samples/level.report.json"))
tap.ok(report["call_id"] == "level", "samples are as this test has them")
# ---- what activations are measured on --------------------------------------


def scales():
    """On the call's page, the page of all calls and the agent's page."""
    run("coach", "two", "-o", "two")
    text = ""
    for name in sorted(os.listdir("two")):
        if name.endswith(".html"):
            with open(os.path.join("two", name), encoding="utf-8") as file:
                text += name + file.read()
    return re.findall(r"raised from (\S+) on, 1 the end of the scale", text)


with open("strict.json", "w") as file:
    file.write('{"tone": {"raised_z": 2}}')
rushed, calmed = (os.path.join(SAMPLES, n + ".flac")
                  for n in ("rushed", "calmed"))
strict = ("analyze", "-o", "two", "--format", "html,json", "--model",
          "strict.json")
run(*strict, rushed)
said = scales()
tap.ok(len(said) == 5 and set(said) == {"0.76"},
       "the threshold that the reports were made with", said)
run("analyze", "-o", "two", "--format", "html,json", calmed)
said = scales()
tap.ok(sorted(said) == ["0.46", "0.46", "0.76", "0.76"],
       "where they differ, pages of several calls name none", said)
tap.done()
