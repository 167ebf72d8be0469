#!/usr/bin/env python3
"""Bad input gets one line that names the file and the way out, exit code 3,
nothing on stdout, and never a hang or a crash."""
import os
import struct
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import level_call, run, scratch, tap, wav

scratch()
SOUND = b"\0\1" * 8000


def bytes_file(path, data):
    with open(path, "wb") as file:
        file.write(data)
    return path


def refused(path, *words, code=3, options=(), verb="analyze"):
    r = run(verb, *options, path)
    lines = r.said().splitlines()
    good = (r.code == code and not r.out and len(lines) == 1
            and lines[0].startswith("callcadence: " + path)
            and all(word in lines[0] for word in words))
    tap.ok(good, "%s %s: %s" % (verb, path, lines[0][13:] if lines else "-"),
           r.details())
    return r.said()


refused("none.wav", "no such file")
refused("no/such/folder.wav", "no such file")
refused(bytes_file("empty.wav", b""), "empty file")
refused(bytes_file("text.wav", b"Dear customer,\n" * 40), "is text")
for start, kind in (("<!DOCTYPE html>\n<p>", "(a web page)"),
                    ("\ufeff\r\n<html>", "(a web page)"),
                    ("<?xml ?><Error>", "(XML)"), (' {"m": "', "(JSON)"),
                    ("version https://git-lfs.github.com/spec/v1\noid ",
                     "(a Git LFS pointer)"), ("Dear ", "is text, not audio")):
    said = refused(bytes_file("page.mp3", (start + "Ann Lee").encode()),
                   "is text", kind)
    tap.ok("Ann" not in said and "Dear" not in said,
           "its words are not told on", [said])
refused(bytes_file("noise.wav", bytes(range(128, 256)) * 9), "--raw")
refused(bytes_file("head.wav", b"RIFF\x24\0\0\0WAVE"), "header")
refused(wav("nothing.wav", b""), "no samples")
refused(wav("zero_channels.wav", SOUND, channels=0), "0 channels")
refused(wav("nine.wav", SOUND[:1800], channels=9), "9 channels")
refused(wav("rate0.wav", SOUND, rate=0), "rate 0 Hz")
refused(wav("rate1.wav", SOUND, rate=1), "rate 1 Hz")
refused(wav("rate4g.wav", SOUND, rate=4 * 10**9), "4000000000 Hz")
refused(wav("7.wav", SOUND, tag=0x83, bits=8), "codec G.729 is not readable",
        "ffmpeg -i 7.wav -ar 8000 7.flac")
refused(wav("a b.wav", SOUND, tag=0x22, bits=8), "TrueSpeech",
        "ffmpeg -i 'a b.wav' -ar 8000 'a b.flac'")
refused(wav("odd.wav", SOUND, tag=0x4321, bits=8), "0x4321", "ffmpeg")
refused(wav("ext.wav", SOUND, tag=0xfffe, bits=8, fmt_extra=b"\x16\0\0\0"
            b"\0\0\0\0" + struct.pack("<H", 0x42) + bytes(14)), "G.723.1")
refused(bytes_file("a.amr", b"#!AMR\n" + bytes(90)), "AMR-NB", "ffmpeg")
refused(bytes_file("a.m4a", b"\0\0\0\x20ftypM4A " + bytes(90)), "M4A")
refused(bytes_file("a.webm", b"\x1a\x45\xdf\xa3" + bytes(90)), "WebM")
refused(bytes_file("a.wma", b"\x30\x26\xb2\x75" + bytes(90)), "WMA")
refused(bytes_file("a.wav.gz", b"\x1f\x8b" + bytes(90)), "unpack")
# headerless mu-law, even where it starts like an MPEG frame
refused(bytes_file("a.ulaw", level_call()[2][:90000]), "--raw ulaw:8000:1")
refused(bytes_file("b.ulaw", b"\xff\xfb\x90" + level_call()[2][:90000]),
        "--raw ulaw:8000:1")
refused(bytes_file("fake.flac", b"fLaC" + bytes(90)), "damaged")
refused(bytes_file("fake.ogg", b"OggS" + bytes(90)), "damaged")
refused("/dev/null", "device")
os.mkfifo("pipe.wav")
refused("pipe.wav", "pipe", "analyze -")
refused("pipe.wav", "pipe", verb="frames")
refused("pipe.wav", "pipe", verb="probe")
os.mkdir("folder")
refused("folder", "folder", verb="probe")
refused("folder", "no recordings")
refused("new\nline.wav".replace("\n", "?"), "no such file")
r = run("analyze", "two\nlines.wav")
tap.ok(r.code == 3 and r.said().count("\n") == 1,
       "a line feed in a name breaks no message", r.details())
r = run("analyze", "x/" * 1000 + "a.wav")
tap.ok(r.code == 3 and "no such file" in r.said(),
       "a very long path keeps the end of its message", r.details())

wav("locked.wav", SOUND)
os.chmod("locked.wav", 0)
if os.access("locked.wav", os.R_OK):
    print("# this user may read everything: dropping to nobody instead")
    os.chmod(".", 0o755)
    before = lambda: (os.setgroups([]), os.setgid(65534), os.setuid(65534))
    r = run("analyze", "locked.wav", before=before)
else:
    r = run("analyze", "locked.wav")
tap.ok(r.code == 3 and "no permission" in r.said(), "no permission: "
       + r.said().strip(), r.details())

# one sample and silence are recordings; a call without speech is a result
wav("one.wav", b"\1\0")
wav("quiet.wav", bytes(32000), channels=2)
for name in "one.wav", "quiet.wav":
    r = run("analyze", "--json", name)
    tap.ok(r.code == 0 and r.out.startswith(b"{") and not r.err,
           "%s is read" % name, r.details())

# clips
refused("quiet.wav", "clip from 9 s", code=2, options=("--clip", "9:12"))

# two files
r = run("analyze", "--agent", "quiet.wav", "--customer", "gone.wav")
tap.ok(r.code == 3 and "gone.wav: no such file" in r.said() and not r.out,
       "the customer's file is missing", r.details())
r = run("analyze", "--agent", "gone.wav", "--customer", "quiet.wav")
tap.ok(r.code == 3 and "gone.wav: no such file" in r.said() and not r.out,
       "the agent's file is missing", r.details())
r = run("analyze", "--agent", "quiet.wav")
tap.ok(r.code == 2 and "--customer" in r.said() and not r.out,
       "no customer's file at all", r.details())
tap.done()
