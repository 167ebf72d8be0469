#!/usr/bin/env python3
"""Coach pages: a page an agent and a list of all by name; links to the calls
that have pages, from wherever the coach's folder is; harmless with any name;
the page of all calls leads to them."""
import html.parser
import json
import os
import re
import shutil
import sys
import urllib.parse

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, hashed, run, scratch, tap

scratch()
A_7 = hashed("a_7", "a/7")
VOID = {"meta", "br", "img", "link", "input", "hr"}
EVIL = "<script>alert(1)</script> \"'&\u202e"


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.folder = os.path.dirname(path)
        self.open, self.wrong, self.links, self.tags = [], [], [], []
        with open(path, encoding="utf-8") as file:
            self.text = file.read()
        self.feed(self.text)
        self.close()
        self.wrong += ["never closed: " + t for t in self.open]

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "a":
            self.links.append(dict(attributes)["href"])

    def handle_startendtag(self, tag, attributes):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append("</%s> at %s" % (tag, self.getpos()))

    def to(self, name):
        return [x for x in self.links
                if urllib.parse.unquote(x.split("#")[0]).endswith(name)]

    def lost(self):
        return [x for x in self.links if not x.startswith("#") and
                not os.path.exists(os.path.join(
                    self.folder, urllib.parse.unquote(x.split("#")[0])))]


os.makedirs("calls/north")
with open("manifest.csv", "w", encoding="utf-8") as file:
    file.write("file,agent_id,started_at\n")
    for day in range(1, 8):
        name = "calls/north/%d.flac" % day
        shutil.copy(os.path.join(SAMPLES, "rushed.flac" if day % 2 else
                                 "calmed.flac"), name)
        file.write("%s,a/7,2026-05-%02dT09:00\n" %
                   (name, day + 10 * (day == 7)))
    shutil.copy(os.path.join(SAMPLES, "level.wav"), "calls/level.wav")
    file.write('calls/level.wav,"%s",2026-05-09\n' % EVIL.replace('"', '""'))
r = run("analyze", "--manifest", "manifest.csv", "-o", "out", "--format",
        "html")
tap.ok(r.code == 0, "eight calls of two agents", r.details())
r = run("coach", "out", "-o", "out")
tap.ok(r.code == 0 and
       r.said() == "callcadence: 8 calls of 2 agents: pages in out\n",
       "coach says what it has made", r.details())
r = run("coach", "out", "-o", "out", "-q")
tap.ok(r.code == 0 and not r.err, "and nothing with -q", r.details())
page = Page("out/" + A_7 + ".coach.html")
tap.ok(not page.wrong and not page.lost(),
       "every tag closes, every link leads somewhere",
       page.wrong + page.lost())
tap.ok(page.to("coach.html") and page.to("index.html"),
       "to all agents and all calls")
moments = [x for x in page.links if "#t=" in x]
with open("out/" + A_7 + ".coach.json", encoding="utf-8") as file:
    coach = json.load(file)
tap.ok(len(moments) >= 3 and all(
    "%.2f" % e["start_s"] in " ".join(moments) for e in coach["examples"]
    if e["kind"] in [p["kind"] for p in coach["focus"]["strengths"]]),
    "examples lead to their places", moments)
tap.ok(1 <= len(coach["focus"]["strengths"]) <= 3 and
       coach["focus"]["practice"]["kind"] and
       all(p["text"].replace("'", "&#39;") in page.text
           for p in coach["focus"]["strengths"]),
       "the JSON has the same strengths, and one thing to practise",
       [coach["focus"]])
tap.ok(page.text.index("Own course") < page.text.index("Strengths")
       < page.text.index("One thing to practise"),
       "own trend first, and strengths before what to practise")
tap.ok(len(re.findall("<circle", page.text)) >= 4 * 7, "a dot a call")
titles = re.findall(r'<th scope="col"[^>]*>([^<]*)', page.text)
paces = [t.strip() for t in titles if t.startswith("Pace,")]
tap.ok(len(paces) == 2 and len(set(paces)) == 2,
       "two paces have two names", titles)
tap.ok(re.search(r"With the \d+ trends looked at here, chance alone gives "
                 r"about \d+\.\d with p below 0\.05; <b>clear</b>", page.text)
       and re.search(r"allowed\s+for \(Benjamini and Hochberg\): "
                     r"(none|\d+)\.", page.text),
       "says how many trends were looked at, and how many hold for all that")
tap.ok(sum(t.strip() == "Median wait" for t in titles) == 1
       and page.text.count("<b>Median wait</b>") == 1
       and 'scope="row">Median wait <a' not in page.text
       and ", reference <span" in page.text,
       "one figure, one name, one place: the median wait", titles)
empty = re.search(r"Raised without coming back.*?<small>(.*?)</small>.*?"
                  r"<td class=\"n\">(\d+)</td>", page.text, re.S)
tap.ok(empty and (empty[2] != "0" or "none found" in empty[1]),
       "a row of dashes says why", empty and empty.groups())
tap.ok(" 1 times" not in page.text, "once is once")
xs = [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', page.text)[:7]]
tap.ok(len(xs) == 7 and abs(2 * xs[-2] - xs[-3] - xs[-1]) > 5,
       "a dot lies at its date, not at its place in the order", xs)
tap.ok(re.search(r"Places to listen, not a finding: it rests on [3-7] calls",
                 page.text) and "in too few calls to say more" not in page.text,
       "a card says what it is and what it rests on")
tap.ok("break" not in page.text.split("<main>")[1].split("Definitions")[0],
       "no advice on the agent's state")
tap.ok(not re.search(r"share</small>", page.text) and
       re.search(r"Share of pauses.*? median \d+\u00a0%", page.text, re.S),
       "a share is a percentage")
tap.ok("an order in time, not a reason" in page.text and
       re.search(r"By chance alone, from the same exchanges shifted, it would "
                 r"be \d+\.\d and \d+\.\d", page.text),
       "what chance alone rests on is said beside it")
tap.ok("default-src 'none'" in page.text and page.tags.count("script") == 1,
       "nothing but our script may run")
evil = [n for n in os.listdir("out") if n.startswith("_script")]
page = Page("out/" + [n for n in evil if n.endswith(".html")][0])
tap.ok(len(evil) == 2 and not page.wrong and page.tags.count("script") == 1 and
       "&lt;script&gt;alert(1)" in page.text, "a hostile agent is text", evil)
page = Page("out/coach.html")
tap.ok(not page.wrong and not page.lost() and
       page.text.index("&lt;script") < page.text.index("a/7"),
       "agents by name", page.wrong + page.lost())
page = Page("out/index.html")
tap.ok(len(page.to(A_7 + ".coach.html")) == 7 and not page.lost(),
       "the page of all calls now leads to each agent")
r = run("analyze", "-q", "--manifest", "manifest.csv", "-o", "out", "--format",
        "html", "--force")
page = Page("out/level.html" if os.path.exists("out/level.html")
            else "out/calls__level.html")
tap.ok(len(page.to(".coach.html")) == 1 and not page.lost(),
       "so does a call's page, made anew", page.links[:4])
tap.ok([x for x in page.to("index.html") if "#agent=" in x],
       "and made before, it leads to its agent's calls, from where there is "
       "a way", page.links[:4])

# ---- two calls, no dates; and calls of nobody -------------------------------

run("analyze", "-q", os.path.join(SAMPLES, "rushed.flac"),
    os.path.join(SAMPLES, "calmed.flac"), "-o", "few", "--format", "html")
run("coach", "few", "-o", "few")
few = Page([os.path.join("few", n) for n in os.listdir("few")
            if n.endswith(".coach.html")][0]).text
tap.ok("may be of several people" in few and "An agent over time" not in few and
       "One thing to practise" not in few and "Strengths" not in few and
       "Own course" not in few and "no one else's" not in few,
       "calls of nobody are not taken for one person's")
tap.ok("Places to listen" in few and "#t=" in few and
       "To practise:" not in few, "a list of places to listen stays")
with open("undated.csv", "w", encoding="utf-8") as file:
    file.write("file,agent_id\n")
    for name in "rushed.flac", "calmed.flac":
        file.write("%s,kim\n" % os.path.join(SAMPLES, name))
run("analyze", "-q", "--manifest", "undated.csv", "-o", "undated", "--format",
    "html")
run("coach", "undated", "-o", "undated")
page = Page("undated/kim.coach.html")
tap.ok("Too few calls to say" in page.text and "To practise:" not in page.text
       and "in too few calls to say more" in page.text,
       "two calls: too few for a strength or a thing to practise")
tap.ok("no order in time and no trend" in " ".join(page.text.split()) and
       'class="course"' not in page.text, "no dates, no course")
row = re.search(r"Longest silence.*?</tr>", page.text, re.S)
tap.ok(row and row[0].count('title="not given"') == 1,
       "nor a latest call", row and [row[0][:400]])

# ---- elsewhere --------------------------------------------------------------

os.remove("out/1.html" if os.path.exists("out/1.html")
          else "out/calls__north__1.html")
r = run("coach", "out", "-o", "far/away from here")
page = Page("far/away from here/" + A_7 + ".coach.html")
tap.ok(r.code == 0 and not page.lost() and page.to("out/index.html"),
       "links lead out of another folder", page.lost())
named = {os.path.basename(x.split("#")[0]) for x in page.links}
tap.ok(not [x for x in named if re.match(r"(.*__)?1\.html$", x)],
       "a call without a page has no link")
tap.ok(not os.path.exists("far/away from here/calls.csv"),
       "no tables where there are no calls")
os.makedirs("bare")
shutil.copy(os.path.join(tap.ROOT, "samples/level.report.json"), "bare")
r = run("coach", "bare", "-o", "bare")
page = Page("bare/unknown.coach.html")
tap.ok(r.code == 0 and not page.lost() and not page.wrong and
       page.to("coach.html") == ["coach.html"], "one call, no agent, no pages",
       page.lost())
tap.done()
