#!/usr/bin/env python3
"""A manifest says who is who, and is checked line by line before any work;
names tell what --name-pattern finds in them."""
import json
import os
import shutil
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import SAMPLES, hashed, level_call, reports, run, scratch, tap, \
    wav

scratch()
mulaw = level_call()[2]
os.makedirs("calls/deep")
for name in "a", "b", "deep/c, \"d\"":
    wav("calls/%s.wav" % name, mulaw[:160000], tag=7, channels=2, bits=8)
for name in "pair_agent.flac", "pair_customer.flac":
    shutil.copy(os.path.join(SAMPLES, name), "calls")


def manifest(text, path="calls/m.csv"):
    with open(path, "wb") as file:
        file.write(text.encode() if isinstance(text, str) else text)


def report(path):
    with open(path) as file:
        return json.load(file)


# ---- what it says -----------------------------------------------------------

manifest("\ufeffcall_id,file,agent_file,customer_file,agent_channel,agent_id,"
         "queue,direction,started_at,from_s,to_s,notes\r\n"
         "one,a.wav,,,right,7,sales,inbound,2026-03-02T09:14:00Z,,5.5,x\r\n"
         "\r\n"
         ",b.wav,,,,,,,,,,\r\n"
         "\"t\"\"w,o\",\"deep/c, \"\"d\"\".wav\",,,1,\"a\nb\",,,"
         "20260302 0914+0130,1,4,\r\n"
         "two,,pair_agent.flac,pair_customer.flac,,8,,,,,,\r\n")
r = run("analyze", "--manifest", "calls/m.csv", "-o", "out",
        "--agent-channel", "1", "--clip", "0:8")
QUOTED = hashed("t_w,o", 't"w,o')
tap.ok(r.code == 0 and reports("out") == ["b.json", "one.json",
                                          QUOTED + ".json", "two.json"],
       "BOM, CRLF, quotes, an empty line; paths below its folder",
       r.details())
tap.ok(r.said().count("calls/m.csv: columns that are not read: notes\n") == 1,
       "a column of somebody else's is said, once", r.details())
one, b, quoted, two = (report("out/%s.json" % n)
                       for n in ("one", "b", QUOTED, "two"))
tap.ok(one["call"] == {"agent_id": "7", "queue": "sales",
                       "direction": "inbound",
                       "started_at": "2026-03-02T09:14:00Z"},
       "the call's fields", [one["call"]])
tap.ok(one["input"]["roles"]["agent"]["channel"] == 2
       and one["input"]["roles"]["source"] == "manifest"
       and one["input"]["duration_s"] == 5.5, "a row beats options",
       [one["input"]])
tap.ok(b["call_id"] == "b" and b["input"]["roles"]["source"] == "option"
       and b["input"]["duration_s"] == 8, "options where the row is silent",
       [b["input"]])
tap.ok(quoted["call_id"] == 't"w,o' and quoted["call"]["agent_id"] == "a\nb"
       and quoted["call"]["started_at"] == "2026-03-02T09:14:00+01:30"
       and quoted["input"]["duration_s"] == 3, "quoted fields",
       [quoted["call"]])
tap.ok(two["input"]["layout"] == "two_files"
       and two["input"]["roles"]["source"] == "manifest", "a file a party")

# a corrected row is redone, and no other
with open("calls/m.csv", newline="") as file:
    text = file.read()
manifest(text.replace("one,a.wav,,,right", "one,a.wav,,,left"))
r = run("analyze", "--manifest", "calls/m.csv", "-o", "out",
        "--agent-channel", "1", "--clip", "0:8")
tap.ok("1 report in out, 3 already there" in r.said() and
       report("out/one.json")["input"]["roles"]["agent"]["channel"] == 1,
       "a corrected row is analyzed again", r.details())

# a call that is no longer in it stays, and is said
with open("out/a7.coach.json", "w") as file:
    file.write('{"schema": "callcadence/coach/1"}\n')
manifest("\n".join(text.replace("\r", "").split("\n")[:1]
                   + ["one,a.wav,,,left,7,sales,inbound,,,5.5,x", ""]))
r = run("analyze", "--manifest", "calls/m.csv", "-o", "out")
tap.ok(r.code == 0 and "3 reports in out are of no call of this run (kept)"
       in r.said() and len(reports("out")) == 5, "calls of before are said",
       r.details())

# ---- what is wrong with it --------------------------------------------------

manifest("call_id,file,agent_file,customer_file,agent_channel,started_at,"
         "from_s,to_s\n"
         "ok,a.wav,,,1,,,\n"
         "x1,a.wav,,,3,,,\n"
         "x2,,,,,,,\n"
         "x3,,a.wav,,,,,\n"
         "x4,a.wav,b.wav,b.wav,,,,\n"
         "x5,a.wav,,,,yesterday,,\n"
         "x6,a.wav,,,,2026-02-30,,\n"
         "x7,a.wav,,,,,5,2\n"
         "x8,a.wav,,,,,-1,nan\n"
         "x9,a.wav\n"
         "\"multi\nline\",a.wav,,,9,,,\n"
         "x10,a\"b.wav,,,,,,\n"
         "ok,b.wav,,,,,,\n"
         "x11,\"a.wav,,,,,,\n")
r = run("analyze", "--manifest", "calls/m.csv", "-o", "wrong")
said = r.said().splitlines()
tap.ok(r.code == 2 and not os.path.exists("wrong")
       and all(s.startswith("callcadence: calls/m.csv:") for s in said),
       "bad lines: code 2, nothing written", r.details())
want = [3, 4, 5, 6, 7, 8, 9, 10, 10, 11, 12, 14, 15, 16]
tap.ok(sorted(int(s.split(":")[2]) for s in said) == want,
       "every one is named, none twice", said)
for s in said[:6]:
    print("# " + s)
for name, text, word in (
        ("no file column", "call_id,queue\na,b\n", "needs a column file"),
        ("semicolons", "file;agent_channel\na.wav;1\n", "by commas"),
        ("tabs", "file\tagent_channel\na.wav\t1\n", "by commas"),
        ("a slip in a column", "file,agent_chanel\na.wav,1\n",
         "agent_channel?"),
        ("letters the other way round", "file,agnet_channel\na.wav,1\n",
         "agent_channel?"),
        ("a column twice", "file,file\na.wav,b.wav\n", "twice"),
        ("nothing at all", "", "empty"),
        ("a byte of zero", b"file\na\0.wav\n", "not a text file")):
    manifest(text)
    r = run("analyze", "--manifest", "calls/m.csv", "-o", "wrong")
    tap.ok(r.code == 2 and word in r.said() and not os.path.exists("wrong"),
           "%s: %s" % (name, r.said().strip()), r.details())
r = run("analyze", "--manifest", "gone.csv", "-o", "wrong")
tap.ok(r.code == 2 and "gone.csv" in r.said(), "no such manifest", r.details())
manifest("file\ngone.wav\na.wav\n")
r = run("analyze", "--manifest", "calls/m.csv", "-o", "partly")
tap.ok(r.code == 3 and "calls/m.csv:2: calls/gone.wav: no such file" in r.said()
       and reports("partly") == ["a.json"], "a recording that is missing is "
       "the call's failure: code 3", r.details())
manifest("file\n")
for arguments in (("--manifest", "calls/m.csv"), ("--files-from", "/dev/null")):
    r = run("analyze", *arguments, "-o", "nothing")
    tap.ok(r.code == 0 and r.said() == "callcadence: 0 calls: %s names none\n"
           % arguments[1] and not os.path.exists("nothing"),
           "a list that names no call is said to", r.details())
    r = run("analyze", *arguments, "-o", "nothing", "-q")
    tap.ok(r.code == 0 and not r.err, "but not with -q", r.details())
manifest("file , agent_id,agent_channel,call_id\t\na.wav,kim  ,Left,x \n"
         "b.wav, kim,RIGHT, y\n")
r = run("analyze", "--manifest", "calls/m.csv", "-o", "blanks")
found = [report("blanks/%s.json" % n) for n in "xy"]
tap.ok(r.code == 0 and [x["call"]["agent_id"] for x in found] == ["kim"] * 2
       and [x["input"]["roles"]["agent"]["channel"] for x in found] == [1, 2],
       "blanks around ids and names of columns are nobody's, nor is case",
       r.details())
manifest("file,from_s\na.wav,\nb.wav,5000\n")
r = run("analyze", "--manifest", "calls/m.csv", "-o", "late")
tap.ok(r.code == 3 and "calls/b.wav: clip from 5000 s" in r.said()
       and reports("late") == ["a.json"], "so is one that begins after its end",
       r.details())
manifest("file,from_s\nb.wav,5000\n")
r = run("analyze", "--manifest", "calls/m.csv", "-o", "later")
tap.ok(r.code == 2 and not reports("later"),
       "2 where no call has a report", r.details())
manifest("call_id,file\n../../x,a.wav\n..,b.wav\n/etc/y,a.wav\n.hid,b.wav\n")
r = run("analyze", "--manifest", "calls/m.csv", "-o", "fenced/out")
tap.ok(r.code == 0 and os.listdir("fenced") == ["out"]
       and reports("fenced/out") == sorted([
           hashed(name, x) + ".json" for name, x in (
               ("_._.._x", "../../x"), ("_.", ".."), ("_etc_y", "/etc/y"),
               ("_hid", ".hid"))]),
       "ids that climb or hide stay in the folder", reports("fenced/out"))

# ---- a long one -------------------------------------------------------------

manifest("call_id,file,agent_channel,agent_id\n" + "".join(
    "c%06d,a.wav,%d,%d\n" % (i, 1 + i % 2, i % 50) for i in range(100000))
    + "last,a.wav,5,1\n")
r = run("analyze", "--manifest", "calls/m.csv", "-o", "wrong")
tap.ok(r.code == 2 and "m.csv:100002: agent_channel" in r.said()
       and r.elapsed < 5, "100,000 lines are checked in %.2f s" % r.elapsed,
       r.details())

# ---- names ------------------------------------------------------------------

os.makedirs("names/42")
for name in "20260302T091400Z_agent7_R_id99", "20260303T0800_agent8_L_id100":
    shutil.copy("calls/a.wav", "names/42/%s.wav" % name)
PATTERN = (r"^(?<started_at>[0-9TZ]+)_agent(?P<agent_id>[[:digit:]]+)_"
           r"((L)|R)_id(?<call_id>[^].]+)")
r = run("analyze", "names", "-o", "named", "--name-pattern", PATTERN)
tap.ok(r.code == 0 and reports("named") == ["100.json", "99.json"],
       "ids from names", r.details())
tap.ok(report("named/99.json")["call"]["agent_id"] == "7"
       and report("named/99.json")["call"]["started_at"]
       == "2026-03-02T09:14:00Z", "and agents, and times",
       [report("named/99.json")["call"]])
r = run("analyze", "names", "-o", "named", "--name-pattern",
        r"names/(?<agent_id>[0-9]+)/.*agent(?<agent_channel>[78])")
tap.ok(r.code == 2 and "agent_channel 8" in r.said()
       and "100.json" in reports("named"), "what cannot be a channel: code 2",
       r.details())
shutil.copy("calls/a.wav", "names/2_x.wav")
r = run("analyze", "names", "-o", "channels", "--name-pattern",
        r"^(?<agent_channel>[12])_")
tap.ok(r.code == 0 and r.said().count("does not fit") == 2
       and report("channels/2_x.json")["input"]["roles"]["source"] == "name"
       and report("channels/2_x.json")["input"]["roles"]["agent"]["channel"]
       == 2, "a channel from a name; other names are told", r.details())
for text, word in (("(?<agent_id>[0-9]+", "Unmatched"), ("[0-9]+", "no named"),
                   ("(?<queue>x)", "wants a group"), ("(?<agent_id", "wants"),
                   ("(?<agent_id>a)(?<agent_id>b)", "each once"),
                   ("(x)" * 40 + "(?<agent_id>a)", "more than"),
                   ("(?<agent_id>[[:x:]])", "--name-pattern"),
                   ("(?<agent_id>[", "--name-pattern"),
                   ("(?<agent_id>\\", "--name-pattern")):
    r = run("analyze", "names", "-o", "wrong", "--name-pattern", text)
    tap.ok(r.code == 2 and word in r.said() and not os.path.exists("wrong"),
           r.said().strip()[13:100], r.details())
tap.done()
