#!/usr/bin/env python3
"""What must hold of any call: a gain moves the levels and nothing else,
swapped channels swap the parties, a delay delays, and the way the samples are
packed changes nothing."""
import json
import os
import re
import struct
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from calls import floats, level_call, run, scratch, tap, wav

scratch()
agent, customer, mulaw = level_call()
GAIN_DB = 6.0206
PARTIES = {"agent": "customer", "customer": "agent"}


def analyze(*arguments):
    r = run("analyze", "--json", *arguments)
    if not tap.ok(r.code == 0, "analyze " + " ".join(arguments), r.details()):
        tap.done()
    return json.loads(r.out)


def leaves(value, path=""):
    """Every number, string and null with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, path + "." + key)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from leaves(inner, "%s[%d]" % (path, i))
    else:
        yield path, value


def without(report, *paths):
    return {p: v for p, v in leaves(report)
            if not any(p.startswith(x) for x in paths)}


NAMES = ".call_id", ".input.files", ".settings.key"


def exact(path):
    return 0.0


def rounding(path):
    """Bands are kept in half decibels, of which 6.02 dB is no multiple: a
    frame at an edge may fall on its other side, and figures that are shown
    with one or two decimals may round the other way. So may a frame at the
    edge of voicing, and with it the median of a short turn."""
    key = path.rsplit(".", 1)[-1]
    if key.endswith(("_dbfs", "_lufs", "lufs", "_db")):
        return 0.05
    if ".pitch." in path or ".contrast.pitch_st" in path:
        return 0.5 if key.endswith("_hz") else 0.12
    if key in ("beta", "surprise"):  # of all the turns' figures
        return 0.05
    return 0.11 if key.endswith("_pct") else 0.011


FIGURE = re.compile(r"\d+\.\d+")


def says_same(x, y, limit):
    """The same words, and figures in them that round alike."""
    if FIGURE.sub("#", x) != FIGURE.sub("#", y):
        return False
    pairs = zip(FIGURE.findall(x), FIGURE.findall(y))
    return all(abs(float(v) - float(w)) <= limit + 1e-9 for v, w in pairs)


def same(a, b, name, moved=exact, tolerance=exact):
    """Equal but for what `moved` says, within the tolerance of each path."""
    wrong = []
    if a.keys() != b.keys():
        wrong.append("keys: %s" % sorted(set(a) ^ set(b))[:6])
    for path in a.keys() & b.keys():
        x, y = a[path], b[path]
        number = isinstance(x, (int, float)) and not isinstance(x, bool) \
            and isinstance(y, (int, float))
        if isinstance(x, str) and isinstance(y, str) and \
                says_same(x, y, tolerance(path)):
            continue
        if not number and x != y:
            wrong.append("%s: %s, then %s" % (path, x, y))
        elif number and abs(y - x - moved(path)) > tolerance(path) + 1e-9:
            wrong.append("%s: %s, then %s" % (path, x, y))
    tap.ok(not wrong, name, sorted(wrong)[:12])


def levels(path):
    """What a gain of 6 dB moves, by the unit in the name."""
    key = path.rsplit(".", 1)[-1]
    if key.endswith(("_dbfs", "_lufs", "lufs")):
        return GAIN_DB
    if ".baseline.level_db.value" in path:
        return GAIN_DB
    return 0.0


base = analyze(floats("base.wav", agent, customer))
tap.ok(len(base["segments"]) > 5, "%d segments" % len(base["segments"]))

# ---- gain -------------------------------------------------------------------

loud = analyze(floats("loud.wav", [2 * x for x in agent],
                      [2 * x for x in customer]))
same(without(base, *NAMES), without(loud, *NAMES),
     "+6 dB: levels move by 6.02 dB, nothing else", levels, rounding)
soft = analyze(floats("soft.wav", [x / 2 for x in agent],
                      [x / 2 for x in customer]))
same(without(base, *NAMES), without(soft, *NAMES),
     "-6 dB: levels move by -6.02 dB, nothing else", lambda p: -levels(p),
     rounding)

# ---- swapped channels -------------------------------------------------------

floats("swapped.wav", customer, agent)
back = analyze("--agent-channel", "2", "swapped.wav")
told = analyze("--agent-channel", "1", "base.wav")
CHANNELS = NAMES + (".input.roles", )
same(without(told, *CHANNELS), without(back, *CHANNELS),
     "swapped channels, swapped back by --agent-channel 2: the same report")
right = analyze("--agent-channel", "right", "swapped.wav")
same(without(back, ".zz"), without(right, ".zz"), "right is 2")
crossed = analyze("--agent-channel", "1", "swapped.wav")
for one, other in PARTIES.items():
    for key in ("talk_s", "turns", "speech_level_lufs", "pitch",
                "articulation_syl_s"):
        tap.ok(told["parties"][one][key] == crossed["parties"][other][key],
               "swapped channels: the %s's %s becomes the %s's"
               % (one, key, other),
               [told["parties"][one][key], crossed["parties"][other][key]])
tap.ok([(s["party"], s["start_s"], s["end_s"]) for s in told["segments"]]
       == [(PARTIES[s["party"]], s["start_s"], s["end_s"])
           for s in crossed["segments"]], "and so do the segments")



def crossed_over(value):
    """A report's part with the parties' names exchanged."""
    if isinstance(value, dict):
        return {PARTIES.get(k, k): crossed_over(v) for k, v in value.items()}
    if isinstance(value, list):
        return [crossed_over(v) for v in value]
    return PARTIES.get(value, value) if isinstance(value, str) else value


rushed = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..",
                      "samples", "rushed.flac")
left = analyze("--agent-channel", "1", rushed)
right = analyze("--agent-channel", "2", rushed)
for key in ("parties", "conversation", "quality", "events"):
    same(without(left[key], ".zz"), without(crossed_over(right[key]), ".zz"),
         "a call with interruptions, roles exchanged: so is all of " + key)
EXCHANGES = ("exchange", "effect")  # the agent's, whoever that is
same(without([{k: v for k, v in s.items() if k not in EXCHANGES}
              for s in left["segments"]], ".zz"),
     without([{k: v for k, v in s.items() if k not in EXCHANGES}
              for s in crossed_over(right["segments"])], ".zz"),
     "and of the segments")
tap.ok(any(e["kind"] == "interruption" for e in left["events"]),
       "there are interruptions in it")

# ---- a delay ----------------------------------------------------------------

DELAY_S = 2.0
quiet = [agent[i % 400] for i in range(int(8000 * DELAY_S))]
early = analyze(floats("early.wav", quiet + agent, quiet + customer))
late = analyze(floats("late.wav", quiet * 2 + agent, quiet * 2 + customer))
tap.ok(len(early["segments"]) == len(late["segments"]), "a delay: as many "
       "segments")
for a, b in zip(early["segments"], late["segments"]):
    tap.ok(abs(b["start_s"] - a["start_s"] - DELAY_S) < 0.0101
           and abs(b["end_s"] - a["end_s"] - DELAY_S) < 0.0101
           and a["party"] == b["party"] and a["kind"] == b["kind"],
           "%s %s at %.2f s is %.0f s later"
           % (a["id"], a["party"], a["start_s"], DELAY_S), [a, b])

# ---- packing ----------------------------------------------------------------

wav("ulaw.wav", mulaw, tag=7, channels=2, bits=8)
with open("call.raw", "wb") as file:
    file.write(mulaw)
ulaw = analyze("ulaw.wav")
same(without(ulaw, *NAMES), without(base, *NAMES),
     "mu-law and float: the same report")
raw = analyze("--raw", "ulaw:8000:2", "call.raw")
same(without(ulaw, *NAMES), without(raw, *NAMES),
     "headerless mu-law: the same report")
pcm = struct.pack("<%dh" % (2 * len(agent)), *(
    round(x * 32768) for pair in zip(agent, customer) for x in pair))
with open("s16le.raw", "wb") as file:
    file.write(pcm)
with open("s16be.raw", "wb") as file:
    file.write(b"".join(pcm[i + 1:i + 2] + pcm[i:i + 1]
                        for i in range(0, len(pcm), 2)))
for kind in "s16le", "s16be":
    r = analyze("--raw", kind + ":8000:2", kind + ".raw")
    same(without(ulaw, *NAMES), without(r, *NAMES),
         "headerless %s: the same report" % kind)
floats("agent.wav", agent)
floats("customer.wav", customer)
two = analyze("--agent", "agent.wav", "--customer", "customer.wav")
LAYOUT = NAMES + (".input", ".quality.notes")
same(without(base, *LAYOUT), without(two, *LAYOUT),
     "a file for each party: the same report")

# ---- eight bits -------------------------------------------------------------

# -34 LUFS at 8 bits: half of a step is -48 dBFS, and soft speech is gone into
# silence; without a floor under it 8 to 12 % of the talk went along
quiet = [round(128 * 10 ** (-9 / 20) * x) + 128
         for pair in zip(agent, customer) for x in pair]
few = analyze(wav("u8.wav", bytes(quiet), channels=2, bits=8))
with open("u8.raw", "wb") as file:
    file.write(bytes(quiet))
for party in PARTIES:
    tap.near(few["parties"][party]["talk_s"] / base["parties"][party]["talk_s"],
             1.0, 0.06, "%s: share of the talk that soft 8 bits keep" % party)
    tap.near(few["parties"][party]["pitch"]["median_hz"],
             base["parties"][party]["pitch"]["median_hz"], 2.0,
             "%s: pitch" % party)
tap.ok("dropout" not in [n["code"] for n in few["quality"]["notes"]],
       "no step is taken for a lost packet")
same(without(few, *NAMES),
     without(analyze("--raw", "u8:8000:2", "u8.raw"), *NAMES),
     "headerless u8: the same report")
alone = analyze(wav("u8-one.wav", bytes(
    x for pair in zip(quiet[::2], [127] * len(agent)) for x in pair),
    channels=2, bits=8))
tap.ok(alone["input"]["layout"] == "one_sided", "a side that never moves is "
       "none", [alone["input"]["layout"]])

# ---- a clip -----------------------------------------------------------------

clip = analyze("--clip", "10:30", "ulaw.wav")
cut = analyze(wav("cut.wav", mulaw[160000:480000], tag=7, channels=2, bits=8))
same(without(cut, *NAMES), without(clip, *NAMES),
     "--clip 10:30 is the call cut by hand")
tap.near(clip["input"]["duration_s"], 20, 0.001, "and lasts 20 s")
tap.ok(clip["settings"]["key"] != ulaw["settings"]["key"],
       "its key is another one")
tap.done()
