#!/usr/bin/env python3
"""TextGrids open in Praat, run headless: tiers tile the call, and hold what
the report holds. Without Praat (apt-get install praat) it is skipped."""
import glob
import json
import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, environment, run, scratch, tap

PRAAT = os.environ.get("PRAAT") or shutil.which("praat")
if not PRAAT:
    print("1..0 # SKIP no praat (apt-get install praat)")
    sys.exit(0)

# A line a tier: name, start, end, intervals or points, those with text, and
# whether each interval begins where the last one ends.
SCRIPT = """form Read
  sentence File x
endform
Read from file: file$
grid = selected("TextGrid")
tiers = Get number of tiers
writeInfo: ""
for tier to tiers
  selectObject: grid
  name$ = Get tier name: tier
  intervals = Is interval tier: tier
  tiles = 1
  filled = 0
  count = 0
  if intervals
    count = Get number of intervals: tier
    last = Get start time
    for i to count
      start = Get start time of interval: tier, i
      text$ = Get label of interval: tier, i
      if abs(start - last) > 1e-9
        tiles = 0
      endif
      last = Get end time of interval: tier, i
      filled = filled + (text$ <> "")
    endfor
    end = Get end time
    if abs(end - last) > 1e-9
      tiles = 0
    endif
  else
    count = Get number of points: tier
  endif
  end = Get end time
  appendInfoLine: name$, tab$, intervals, tab$, end, tab$, count, tab$,
  ... filled, tab$, tiles
endfor
"""

scratch()
with open("read.praat", "w", encoding="utf-8") as file:
    file.write(SCRIPT)


def tiers_of(path):
    p = subprocess.run([PRAAT, "--run", "read.praat", os.path.abspath(path)],
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                       timeout=60, env=environment())
    rows = [line.split("\t") for line in p.stdout.decode().splitlines()]
    tap.ok(p.returncode == 0 and rows, "%s: opens in Praat" % path,
           [p.stderr.decode("utf-8", "replace")[:400]])
    return {r[0]: [float(n) for n in r[1:]] for r in rows}


def check(name, stem, *arguments):
    r = run("analyze", "-q", "-o", "out", "--format", "json,textgrid",
            *arguments)
    tap.ok(r.code == 0, "%s: written" % name, r.details())
    stem = glob.glob("out/%s.json" % stem)[0][len("out/"):-len(".json")]
    with open("out/%s.json" % stem, encoding="utf-8") as file:
        report = json.load(file)
    tiers = tiers_of("out/%s.TextGrid" % stem)
    length = report["input"]["duration_s"]
    tap.ok(all(abs(t[1] - length) < 5e-4 for t in tiers.values()),
           "%s: every tier is as long as the call" % name, [tiers, length])
    tap.ok(all(t[4] == 1 for t in tiers.values()),
           "%s: intervals tile the call" % name, [tiers])
    parties = sorted({s["party"] for s in report["segments"]})
    tap.ok(parties and all(
        tiers[p][3] == sum(s["party"] == p for s in report["segments"])
        and tiers[p + " speech"][3] == sum(
            len(s["ipus"]) for s in report["segments"] if s["party"] == p)
        for p in parties), "%s: Praat finds each segment and stretch of speech"
        % name, [tiers])


hostile = "\"a\" <script> \u00e9\n2.flac"
shutil.copy(os.path.join(SAMPLES, "calmed.flac"), hostile)
check("two channels", "rushed", os.path.join(SAMPLES, "rushed.flac"))
check("tones and a hold", "menu", os.path.join(SAMPLES, "menu.wav"))
check("mono", "mono", os.path.join(SAMPLES, "mono.flac"))
check("two files", "pair_agent", "--agent",
      os.path.join(SAMPLES, "pair_agent.flac"), "--customer",
      os.path.join(SAMPLES, "pair_customer.flac"))
check("a hostile name", "_a_ _script_ *_2-*", hostile)
tap.done()
