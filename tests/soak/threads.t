#!/usr/bin/env python3
"""A small batch with many workers under the thread sanitizer (make tsan):
reports, lines, pages with sound, a run that is told to stop, one that goes
on."""
import glob
import os
import shutil
import signal
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from nightly import BAD, ORDER, disturb, json_count, make_night
from calls import SAMPLES, run, scratch, tap

here = scratch()
symbols = subprocess.run(["nm", "-D", tap.COMMAND], capture_output=True).stdout
tap.ok(b"__tsan_init" in symbols, "the command is built with the sanitizer")
# libsndfile keeps the log of the last file that it could not open in a buffer
# that all threads write; we never read it
with open("suppressions", "w") as file:
    file.write("called_from_lib:libsndfile.so\n")
os.environ["TSAN_OPTIONS"] = "log_path=%s/race suppressions=%s/suppressions" \
    % (here, here)
make_night(16, len(BAD))
for name in "rushed.flac", "level.wav":
    shutil.copy(os.path.join(SAMPLES, name), "calls")


def clean(name, r, code):
    said = ""
    for path in glob.glob(here + "/race*"):
        with open(path) as file:
            said += file.read()
        os.remove(path)
    tap.ok(r.code == code and not said, name, r.details() + [said[:4000]])


clean("reports, tables and pages", run(
    *ORDER, "-o", "out", "-j", 8, "--format", "json,csv,html", "--audio",
    "embed", limit_s=600), 3)
clean("again, all there", run(*ORDER, "-o", "out", "-j", 8), 3)
clean("lines", run("analyze", "--manifest", "calls/night.csv", "--ndjson",
                   "--on-error", "record", "-j", 8, limit_s=600), 0)
clean("stop at the first failure", run(
    *ORDER, "-o", "stop", "-j", 8, "--on-error", "stop", "--progress",
    "always", limit_s=600), 3)
tap.ok(disturb("wild", signal.SIGTERM, 1, 8), "told to stop")
clean("and goes on", run(*ORDER, "-o", "wild", "-j", 8, limit_s=600), 3)
tap.ok(json_count("wild") == json_count("out"), "to the same end")
tap.done()
