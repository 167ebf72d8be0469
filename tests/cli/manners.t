#!/usr/bin/env python3
"""Help, versions, exit code 2 for what is used wrongly, and stdout that holds
nothing but data."""
import json
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, run, scratch, tap

scratch()
LEVEL = os.path.join(SAMPLES, "level.wav")
VERBS = ("analyze", "frames", "probe", "coach", "compare", "explain",
         "schema")


def wrong(name, *arguments, word="", stdin=b""):
    r = run(*arguments, stdin=stdin)
    lines = r.said().splitlines()
    tap.ok(r.code == 2 and not r.out and len(lines) == 1 and word in lines[0]
           and lines[0].startswith("callcadence: ") and os.listdir(".") == [],
           "%s: %s" % (name, lines[0][13:] if lines else "-"), r.details())


# ---- help -------------------------------------------------------------------

r = run()
tap.ok(r.code == 2 and not r.out and "usage" in r.said(), "no verb: usage",
       r.details())
r = run("--help")
tap.ok(r.code == 0 and all(v in r.text() for v in VERBS) and not r.err,
       "--help names every verb", r.details())
for verb in VERBS:
    r = run(verb, "--help")
    wide = [line for line in r.text().splitlines() if len(line) > 80]
    tap.ok(r.code == 0 and "usage: callcadence " + verb in r.text()
           and not r.err and not wide, verb + " --help fits 80 columns", wide)
for asked in ("help",), ("-h",), ("help", "probe"), ("--help", "probe"):
    r = run(*asked)
    tap.ok(r.code == 0 and "usage: callcadence %s" % (
        "probe" if "probe" in asked else "VERB") in r.text(),
        " ".join(asked), r.details())
# every option that a verb's help names is one that it takes
FITS = {"FILE": "x", "CSV": "x", "DIR": "x", "RE": "x", "N": "1", "K/N": "0/1",
        "LIST": "json,csv", "ENC:RATE:CHANNELS": "ulaw:8000:2", "A:B": "1:2"}
for verb in VERBS:
    rows = re.findall(r"^  (?:-(\w),|   ) --([\w-]+)(?: (\S+))?(?:  |$)",
                      run(verb, "--help").text(), re.M)
    lost = []
    for letter, name, arg in rows:
        values = arg.split("|") if "|" in arg else [FITS[arg]] if arg else [""]
        for value in values:
            for said in ["--" + name] + ["-" + letter] * bool(letter):
                r = run(verb, said, *[value] * bool(arg), "--help")
                if r.code or "usage" not in r.text():
                    lost.append([verb, said, value, r.said()])
    tap.ok(rows and not lost, "%s takes the %d options of its help"
           % (verb, len(rows)), lost)
r = run("--version")
tap.ok(r.code == 0 and all(word in r.text() for word in (
    "callcadence ", "libsndfile-", "libsamplerate-", "fftw-", "jansson-",
    "callcadence/report/1")), "--version: " + r.text().replace("\n", "; "))

# ---- used wrongly -----------------------------------------------------------

wrong("a verb that is none", "grade", LEVEL, word=", ".join(VERBS))
wrong("a file for a verb", LEVEL, word="callcadence analyze")
wrong("no recording", "analyze", word="no recording")
wrong("an option that is none", "analyze", "--frobnicate", LEVEL,
      word="--frobnicate")
for words, says in ((("-dash.wav",), "-d: no such option"),
                    (("--json", "-qz", LEVEL), "-z: no such option"),
                    ((LEVEL, "-qo"), "-o: wants a value"),
                    (("--jobs",), "--jobs: wants a value"),
                    (("--json=3", LEVEL), "--json=3: takes no value")):
    wrong("letters: " + " ".join(words[:2])[-20:], "analyze", *words,
          word="callcadence: " + says)
wrong("another verb's letter", "coach", "-j", LEVEL, word=": -j: no such")
wrong("another verb's option", "frames", "--json", LEVEL, word="--json")
wrong("a value that is missing", "analyze", LEVEL, "--clip", word="--clip")
for value in "x", "9:3", "-1:3", "1:nan", "1", "::", "1:2:3":
    wrong("--clip " + value, "analyze", "--clip", value, LEVEL, word="--clip")
for value in "ulaw", "mp3:8000:1", "ulaw:1:1", "ulaw:8000:0", "ulaw:8000:9", \
        "ulaw:8000:2:1", "ulaw:99999999999:1", "gsm:8000:2":
    wrong("--raw " + value, "analyze", "--raw", value, LEVEL, word="--raw")
for value in "0", "3", "middle", "1x", "":
    wrong("--agent-channel " + value, "analyze", "--agent-channel", value,
          LEVEL, word="--agent-channel")
for value in "0", "-2", "many", "1e3":
    wrong("-j " + value, "analyze", "-j", value, "-o", "out", LEVEL,
          word="--jobs")
for value in "", "jsn", "json,", "json,,csv":
    wrong("--format " + value, "analyze", "--format", value, "-o", "out",
          LEVEL, word="no such format")
wrong("--format without -o", "analyze", "--format", "csv", LEVEL, word="-o")
wrong("--json and -o", "analyze", "--json", "-o", "out", LEVEL, word="-o")
wrong("--json and --ndjson", "analyze", "--json", "--ndjson", LEVEL,
      word="choose one")
wrong("--on-error", "analyze", "--on-error", "panic", LEVEL, word="skip or")
wrong("--color", "analyze", "--color", "mauve", LEVEL, word="auto or")
wrong("two calls, no -o", "analyze", LEVEL,
      os.path.join(SAMPLES, "menu.wav"), word="-o DIR")
wrong("two calls with one id", "analyze", "-o", "out", LEVEL, LEVEL,
      word="is named twice")
wrong("one party's file", "analyze", "--agent", LEVEL, word="--customer")
wrong("two files and a third", "analyze", "--agent", LEVEL, "--customer",
      LEVEL, LEVEL, word="no other")
wrong("two calls to probe", "probe", LEVEL, LEVEL, word="one call")
wrong("a recording for schema", "schema", LEVEL, word="no recording")
wrong("an unknown metric", "explain", "activatoin", word="perhaps activation?")
wrong("a metric that is no word", "explain", "zzz", word="explain alone")
wrong("two metrics", "explain", "talk_s", "turns", word="one metric")
wrong("- twice", "analyze", "-o", "out", "-", "-", word="only once",
      stdin=open(LEVEL, "rb").read())
wrong("a list that is not there", "analyze", "--files-from", "gone.txt",
      "-o", "out", word="gone.txt")
wrong("a model that is not there", "analyze", "--model", "gone.json", LEVEL,
      word="gone.json")
wrong("segments that are not there", "analyze", "--segments", "gone.rttm",
      LEVEL, word="gone.rttm")

# ---- stdout is data ---------------------------------------------------------

r = run("analyze", "--json", LEVEL)
tap.ok(r.code == 0 and json.loads(r.out)["call_id"] == "level" and not r.err,
       "analyze --json", r.details())
r = run("analyze", "--ndjson", LEVEL, os.path.join(SAMPLES, "menu.wav"))
lines = r.text().splitlines()
tap.ok(r.code == 0 and [json.loads(x)["call_id"] for x in lines]
       == ["level", "menu"] and not r.err, "analyze --ndjson: a line a call",
       r.details())
r = run("schema")
tap.ok(r.code == 0 and json.loads(r.out) and not r.err, "schema")
r = run("explain")
tap.ok(r.code == 0 and "\nactivation " in r.text() and not r.err,
       "explain lists the measures", r.details())
r = run("explain", "parties.agent.talk_s")
tap.ok(r.code == 0 and "PARTY.talk_s" in r.text() and not r.err,
       "explain a key of the report", r.details())
r = run("probe", "--json", LEVEL)
tap.ok(r.code == 0 and json.loads(r.out)["layout"] == "two_channel"
       and not r.err, "probe --json", r.details())
r = run("frames", LEVEL)
rows = r.text().splitlines()
tap.ok(r.code == 0 and rows[0] == "time_s,party,speech,f0_hz,voicing,"
       "level_dbfs,tilt_db,syllable" and not r.err, "frames: its header")
tap.ok(all(re.fullmatch(r"\d+\.\d{3},(agent|customer),[01](,-?\d+\.\d+){5}",
                        row) for row in rows[1:]), "frames: its rows")
tap.near(len(rows) - 1, 2 * 4873, 2, "a row per 10 ms and party")

# ---- the summary ------------------------------------------------------------

r = run("analyze", LEVEL)
wide = [line for line in r.text().splitlines() if len(line) > 80]
tap.ok(r.code == 0 and not r.err and not wide, "80 columns hold the summary",
       wide)
tap.ok("\033" not in r.text(), "no colour into a pipe")
tap.ok(not [x for x in r.text().splitlines() if x != x.rstrip()],
       "no blanks at the ends of lines")
r = run("analyze", "--color", "always", LEVEL, NO_COLOR="1")
tap.ok("\033[" in r.text(), "--color always beats NO_COLOR")
r = run("analyze", LEVEL, LC_ALL="C")
tap.ok(r.out.isascii(), "plain characters where the locale has no others")
r = run("probe", LEVEL)
tap.ok(r.code == 0 and "WAV/ULAW, 8000 Hz" in r.text(), "probe for a person")

MONO = os.path.join(SAMPLES, "mono.flac")
for words in (), ("--json",):
    r = run("analyze", "--agent-channel", "Right", MONO, *words)
    tap.ok(r.code == 0 and r.said().count("\n") == 1
           and "mono.flac: has one channel" in r.said(),
           "no second channel for the agent: said " + " ".join(words),
           r.details())
r = run("analyze", "--agent-channel", "2", "-q", MONO)
tap.ok(r.code == 0 and not r.err, "but not with -q", r.details())
# ---- names that would drive a terminal ---------------------------------------

evil = "esc\033[31m\nx.wav"
os.symlink(LEVEL, evil)
r = run("analyze", evil)
tap.ok(r.code == 0 and b"\033" not in r.out and b"esc?[31m?x" in r.out,
       "control characters of a name do not reach the terminal", r.details())
os.remove(evil)

tap.done()
