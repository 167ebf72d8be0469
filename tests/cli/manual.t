#!/usr/bin/env python3
"""The manual pages and the completion know every verb, option, value, measure
and figure that the command knows; the pages are sound roff."""
import json
import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import run, scratch, tap

MAN = os.path.join(tap.BUILD, "man")
PAGES = {name: open(os.path.join(MAN, name), encoding="utf-8").read()
         for name in ("callcadence.1", "callcadence-measures.7")}
BASH = os.path.join(MAN, "callcadence.bash")
scratch()


def plain(roff):
    """Text as a reader sees it, near enough."""
    roff = re.sub(r'^\.\\".*\n', "", roff, flags=re.M)
    for escape, shown in (r"\-", "-"), (r"\(aq", "'"), (r"\(dq", '"'), \
            (r"\(ti", "~"), (r"\(ha", "^"), (r"\&", ""), (r"\e", "\\"):
        roff = roff.replace(escape, shown)
    return " ".join(re.sub(r"\\f[BIR]", "", roff).split())


# ---- callcadence(1) ---------------------------------------------------------

page = plain(PAGES["callcadence.1"])
VERBS = [v for v in re.findall(r"^  ([a-z]+) ", run("--help").text(), re.M)
         if v != "callcadence"]
version = run("--version").text().split()[1]
tap.ok("callcadence " + version in page, "the page has the version",
       [page[:90]])
options, values = {}, {}
for verb in VERBS:
    told = run(verb, "--help").text()
    rows = re.findall(r"^  (?:-(\w),|   ) --([\w-]+)(?: (\S+))?(?:  |$)",
                      told, re.M)
    options[verb] = ["--" + name for _, name, _ in rows]
    values.update({name: arg for _, name, arg in rows})
    lost = [n for _, n, a in rows
            if "--" + n + (" " + a if a else "") not in page]
    summary = told.splitlines()[1]
    tap.ok(verb + " [options]" in page and summary in page and not lost,
           "%s and its %d options are in callcadence(1)" % (verb, len(rows)),
           lost or [summary])
tap.ok(len(VERBS) >= 7 and VERBS[0] == "analyze", "verbs: " + " ".join(VERBS))
for code in "0", "1", "2", "3", "4", "70", "128+N":
    tap.ok(re.search(r"\.B %s\n" % re.escape(code),
                     PAGES["callcadence.1"].replace(r"\fIN\fR", "N")),
           "exit status " + code)

# ---- callcadence-measures(7) ------------------------------------------------

page = plain(PAGES["callcadence-measures.7"])
measures = json.loads(tap.read("models/measures.json"))
lost = [m["id"] for m in measures
        if ".SS %s " % m["id"] not in page or m["title"] not in page
        or m["definition"] not in page or m["limits"] not in page]
tap.ok(len(measures) > 30 and not lost, "%d measures are in the page with "
       "definition and limits" % len(measures), lost)
lost = [s for m in measures for s in m["settings"] if s + " = " not in page]
tap.ok(not lost, "their settings too", lost)


def keys_of(node, path=""):
    """Paths of a report's values; lists are passed through."""
    if isinstance(node, dict):
        return {p for k, v in node.items() if k not in ("why", "changed")
                for p in keys_of(v, "%s.%s" % (path, k) if path else k)}
    if isinstance(node, list) and node and isinstance(node[0], dict):
        return {p for child in node for p in keys_of(child, path)}
    return {re.sub(r"\.(agent|customer|mixed)(?=\.|$)", ".PARTY", path)}


report = json.loads(run("analyze", "--json", os.path.join(
    tap.ROOT, "samples", "rushed.flac")).text())
lost = [k for k in keys_of(report)
        if not any(re.search(r" %s[ .]" % k.replace(".PARTY", "." + party),
                             page) for party in ("PARTY", "agent", "customer"))]
tap.ok(len(keys_of(report)) > 100 and not lost, "%d kinds of values of a "
       "report have their line" % len(keys_of(report)), sorted(lost))

# ---- sound roff -------------------------------------------------------------

for name in PAGES:
    path = os.path.join(MAN, name)
    for tool, command in (
            ("man", ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z",
                     path]),
            ("mandoc", ["mandoc", "-Tlint", "-W", "warning", path])):
        # a container's man may be a stub, without man-db behind it
        if not shutil.which("mandb" if tool == "man" else tool):
            tap.ok(True, "%s for %s # SKIP not installed" % (tool, name))
            continue
        r = subprocess.run(command, stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                           text=True)
        said = r.stderr + (r.stdout if tool == "mandoc" else "")
        tap.ok(r.returncode == 0 and not said, "%s has nothing to say of %s"
               % (tool, name), [said])

# ---- completion -------------------------------------------------------------

DRIVE = """. "$0"; COMP_CWORD=$1; shift; COMP_WORDS=("$@")
_callcadence callcadence "${COMP_WORDS[COMP_CWORD]}" \
    "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\\n' "${COMPREPLY[@]}" """


def complete(*said):
    """What bash would offer for the last word of a line."""
    words = ["callcadence"] + list(said)
    r = subprocess.run(["bash", "--norc", "-uc", DRIVE, BASH,
                        str(len(words) - 1)] + words,
                       capture_output=True, text=True)
    return r.stdout.split() if not r.stderr else [r.stderr]


def offers(want, *said):
    got = complete(*said)
    tap.ok(got == want, "after '%s' come %s" % (
        " ".join(said), " ".join(want) if len(want) < 9 else
        "%d words" % len(want)), [got])


os.makedirs("folder/inner")
for name in "call.wav", "call.flac", "list.csv":
    open(name, "w").close()
offers(VERBS + ["help", "--help", "--version"], "")
offers(["compare"], "com")
offers(["probe"], "help", "p")
for verb in VERBS:
    got = complete(verb, "--")
    tap.ok(sorted(got) == sorted(options[verb]),
           "%s --: its %d options" % (verb, len(got)), [got, options[verb]])
offers(["-o"], "analyze", "-o")
offers(["--format", "--force"], "analyze", "call.wav", "--fo")
choices = {n: a.split("|") for n, a in values.items() if "|" in a}
for name, words in sorted(choices.items()):
    offers(words, "analyze", "--" + name, "")
tap.ok(len(choices) >= 4, "%d options with closed values" % len(choices))
offers(["embed"], "analyze", "--audio", "=", "e")
offers(["link", "embed", "none"], "analyze", "--audio", "=")
FORMATS = re.search(r"any of\s+([\w,]+):", run("analyze", "--help").text())[1]
got = complete("analyze", "--format", "")
tap.ok(sorted(got) == sorted(FORMATS.split(",")), "--format: all formats", got)
offers(["json,html"], "analyze", "--format", "json,h")
offers(["folder"], "analyze", "-o", "")
offers(["list.csv"], "analyze", "--manifest", "l")
tap.ok(sorted(complete("analyze", "c")) == ["call.flac", "call.wav"],
       "recordings for analyze")
offers([], "analyze", "--clip", "")
offers([], "schema", "")
got = complete("explain", "")
lost = [m["id"] for m in measures if m["id"] not in got]
tap.ok(not lost and "talk.turn_gap_s" in got
       and "parties.PARTY.talk_s" in got,
       "explain: measures, figures, settings", lost)
offers(["activation"], "explain", "activa")
bad = [m for m in got[::7] if run("explain", m).code]
tap.ok(not bad, "explain takes them: every seventh of %d" % len(got), bad)
r = subprocess.run(["bash", "-n", BASH], capture_output=True, text=True)
tap.ok(r.returncode == 0 and not r.stderr, "bash can read it", [r.stderr])
tap.done()
