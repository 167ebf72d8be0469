#!/usr/bin/env python3
"""Pages: well-formed for a parser, linked to their recordings wherever these
lie, embedded when asked, small, and harmless with any name."""
import base64
import html.parser
import os
import re
import shutil
import sys
import urllib.parse

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, hashed, run, scratch, tap

scratch()
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.open, self.wrong, self.tags, self.times = [], [], [], []
        with open(path, encoding="utf-8") as file:
            self.text = file.read()
        self.feed(self.text)
        self.close()
        self.wrong += ["never closed: " + t for t in self.open]

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.wrong += ["quotes that are no quotes: %s=%s" % (name, value)
                       for name, value in attributes
                       if value and value.startswith('"')]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append("</%s> at %s" % (tag, self.getpos()))

    def all(self, tag):
        return [a for t, a in self.tags if t == tag]


def page_of(name, *arguments):
    r = run("analyze", "-o", "out", "--format", "html", *arguments)
    tap.ok(r.code == 0, "%s: written" % name, r.details())
    page = Page("out/%s.html" % name)
    tap.ok(not page.wrong, "%s: every tag closes" % name, page.wrong)
    return page


os.makedirs("calls/deep down")
for sample in "rushed.flac", "menu.wav", "mono.flac":
    shutil.copy(os.path.join(SAMPLES, sample), "calls/deep down")
RUSHED = "calls/deep down/rushed.flac"

# ---- links ------------------------------------------------------------------

page = page_of("rushed", RUSHED)
audio = page.all("audio")
target = os.path.join("out", urllib.parse.unquote(audio[0]["src"]))
tap.ok(len(audio) == 1 and os.path.samefile(target, RUSHED),
       "the link leads to the recording: " + audio[0]["src"])
targets = {a["id"] for _, a in page.tags if "id" in a}
lost = [a["href"] for a in page.all("a")
        if a["href"].startswith("#") and not a["href"].startswith("#t=")
        and a["href"][1:] not in targets]
tap.ok(not lost, "every link on the page leads somewhere", lost)
times = [float(a["href"][3:]) for a in page.all("a")
         if a["href"].startswith("#t=")]
tap.ok(len(times) > 30 and 0 <= min(times) and max(times) < 72,
       "%d moments to play, all within the call" % len(times))
handlers = [(t, k) for t, a in page.tags for k in a if k.startswith("on")]
tap.ok(not handlers, "no inline handlers", handlers)
outside = [v for _, a in page.tags for k, v in a.items()
           if k in ("src", "href") and re.match(r"\w+:|//", v or "")]
tap.ok(not outside, "nothing from elsewhere", outside)

page = page_of("rushed", RUSHED, "--clip", "10:40")
tap.ok(page.all("audio")[0]["data-offset"] == "10.000",
       "a clip's page starts the recording at the clip")
page = page_of("rushed", RUSHED, "--audio", "none")
tap.ok(not page.all("audio"), "--audio none: no audio")

for how in "link", "none":
    run("analyze", "-o", "again", "--format", "json,html", "--audio", how,
        RUSHED)
tap.ok(not Page("again/rushed.html").all("audio"),
       "another --audio makes the page anew, though the report still holds")

# ---- copies -----------------------------------------------------------------

page = page_of("rushed", RUSHED, "--audio", "embed")
src = page.all("audio")[0]["src"]
with open(RUSHED, "rb") as file:
    original = file.read()
tap.ok(src.startswith("data:audio/flac;base64,")
       and base64.b64decode(src.split(",")[1]) == original,
       "--audio embed: FLAC as it is")
with open("calls/deep down/menu.wav", "rb") as file:
    wav = file.read()
with open("calls/headerless", "wb") as file:
    file.write(bytes(range(256)) * 400)
page = page_of("headerless", "calls/headerless", "--raw", "ulaw:8000:1")
src = page.all("audio")[0]["src"]
tap.ok(src.startswith("data:audio/ogg;base64,")
       and base64.b64decode(src.split(",")[1])[:4] == b"OggS",
       "a headerless recording is embedded as Opus even when linked")
page = page_of("pair_agent", "--agent",
               os.path.join(SAMPLES, "pair_agent.flac"), "--customer",
               os.path.join(SAMPLES, "pair_customer.flac"))
tap.ok([a.get("class") for a in page.all("audio")] == [None, "second"],
       "two files: two players in step, one of them seen")
r = run("analyze", "-o", "out", "--format", "html", "-", stdin=wav)
tap.ok(r.code == 0 and not Page("out/stdin.html").all("audio"),
       "standard input leaves nothing to link to", r.details())
r = run("analyze", "-o", "out", "--format", "html", "--audio", "loud", RUSHED)
tap.ok(r.code == 2 and "--audio" in r.said(), "--audio loud: code 2",
       r.details())

# ---- names ------------------------------------------------------------------

evil = "<script>alert(1)<&\"'.flac"
shutil.copy(RUSHED, evil)
stem = evil[:-len(".flac")]
stem = hashed(re.sub(r"[^A-Za-z0-9._()+,@-]", "_", stem), stem)
page = page_of(stem, evil)
tap.ok(len(page.all("script")) == 1 and "<script>alert" not in page.text
       and "&lt;script&gt;alert(1)&lt;&amp;" in page.text,
       "a call named <script> is a name")
target = os.path.join("out", urllib.parse.unquote(page.all("audio")[0]["src"]))
tap.ok(os.path.samefile(target, evil), "and its recording is found")
page = page_of("mono", "calls/deep down/mono.flac")
tap.ok("Both voices" in page.text, "a mono call has one lane")
sizes = os.path.getsize("out/mono.html")
tap.ok(sizes < 200000, "a page of %d bytes" % sizes)
tap.done()
