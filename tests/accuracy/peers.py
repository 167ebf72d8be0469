"""Targets, and the figures of other tools: constants, each with its source.

A table holds figures by tool and condition. `figures` names them, with the
sense in which a target is read: most, least, or near (a bias, by its size).
What is measured here comes from the programs (run.py); nothing here does.
"""

STOCK = "measured by us on files of the same kind, stock settings"
PAPER = "as published"

CONDITIONS = {
    "recorded": "as recorded",
    "telephone": "telephone",
    "gain": "tel, gain +-10 dB",
    "20dB": "tel + 20 dB",
    "15dB": "tel + 15 dB",
    "10dB": "tel + 10 dB",
}

DECIMALS = {"r": 2, "r4": 2, "r4_drawn": 2, "articulation_r": 2,
            "articulation_r4": 2, "fine": 0, "mean": 3, "worst": 3,
            "agitated": 3, "angry": 3}

PITCH_FIGURES = [("gross", "gross %", "most"), ("fine", "fine cents", None),
                 ("miss", "missed %", None), ("alarm", "false %", None),
                 ("FFE", "FFE %", "most")]


def pitch(text):
    """'gross/fine/miss/false/FFE' of one tool in one condition."""
    return dict(zip([f[0] for f in PITCH_FIGURES], map(float,
                                                       text.split("/"))))


def ffe(recorded, telephone, db20, db10, gross=()):
    """F0 frame errors by condition, and gross errors where known."""
    values = dict(recorded=recorded, telephone=telephone)
    values.update({"20dB": db20, "10dB": db10})
    out = {c: {"FFE": v} for c, v in values.items()}
    for row, value in zip(out.values(), gross):
        row["gross"] = value
    return out


def pitches(*texts):
    return dict(zip(["recorded", "telephone", "20dB", "10dB"],
                    map(pitch, texts)))


def rate(r, bias, error, r4):
    return {"r": r, "bias": bias, "error": error, "r4": r4}


def activity(miss, alarm, total):
    return {"miss": miss, "alarm": alarm, "total": total}


SYLLABLE_FIGURES = [("r", "r", "least"), ("r4", "r of 4", "least"),
                    ("r4_drawn", "drawn", None),
                    ("bias", "bias %", "near"),
                    ("error", "error %", None),
                    ("articulation_r", "articulation r", None),
                    ("articulation_r4", "of 4", None),
                    ("articulation_bias", "bias %", None)]
SYLLABLE_TARGETS = {
    "telephone": {"r": .75, "r4": .85, "bias": 3},
    "20dB": {"r": .75, "r4": .85, "bias": 3},
    "10dB": {"r": .70, "r4": .80, "bias": 5},
}
SYLLABLE_SETS = [
    ("emodb_report", "Syllable rate of a report, a recording a speaker"),
    ("emodb", "Syllables counted over the marks, a recording a speaker"),
    ("alone_report", "Syllable rate of a report, each sentence a recording"),
    ("alone", "Syllables counted over the marks, each sentence a recording"),
]
SYLLABLE_PEERS = [
    ("de Jong & Wempe v3 (Praat)", STOCK, {
        "recorded": rate(.67, -17, 12.2, .71),
        "telephone": rate(.61, -19, 13.9, .64),
        "15dB": rate(.64, -18, 12.6, .66)}),
    ("eGeMAPS loudness peaks", STOCK, {
        "recorded": rate(.62, -9, 13.3, .66),
        "telephone": rate(.61, -10, 13.0, .64),
        "15dB": rate(.61, -13, 13.4, .64)}),
    ("theta oscillator", STOCK, {
        "recorded": rate(.39, 2, 15.8, .40),
        "telephone": rate(.40, 2, 15.8, .49),
        "15dB": rate(.31, 16, 16.6, .31)}),
    ("a constant guess", STOCK, {"telephone": {"error": 17.5}}),
]
TONE_PEERS = [
    ("rule-based arousal (Bone et al.)", .980, .961),
    ("eGeMAPS loudness", .981, .925), ("F0 median", .913, .910),
    ("alpha ratio", .885, .841), ("OpenVokaturi", .84, .81)]
FOUR = ["recorded", "telephone", "20dB", "10dB"]
FIVE = ["recorded", "telephone", "20dB", "15dB", "10dB"]

TABLES = [
    {
        "key": ("pitch", "laryngograph"),
        "title": "Pitch, sentences with a laryngograph",
        "figures": PITCH_FIGURES, "conditions": FOUR,
        "targets": {"telephone": {"gross": .6, "FFE": 4.5},
                    "20dB": {"gross": 1.0, "FFE": 5.0},
                    "10dB": {"gross": 1.5, "FFE": 7.0}},
        "peers": [
            ("Praat ac (75-500 Hz)", STOCK, pitches(
                "0.8/46/5.0/3.3/4.2", "1.6/42/12.8/2.0/6.6",
                "1.8/42/12.9/1.6/6.5", "2.3/38/25/0.9/10.6")),
            ("RAPT (SPTK 4.4)", STOCK, pitches(
                "2.0/48/3.6/3.8/4.5", "2.6/52/8.1/2.5/5.5",
                "2.6/50/12.0/1.5/6.4", "1.8/48/29/0.7/11.9")),
            ("YAAPT", STOCK, pitches(
                "1.6/63/1.7/7.2/5.8", "2.8/63/4.2/5.5/6.0",
                "2.6/65/5.2/4.6/5.7", "3.7/62/11.6/3.3/7.7")),
            ("REAPER at 32 kHz", STOCK, pitches(
                "1.1/45/2.7/5.7/5.0", "2.7/50/5.1/6.0/6.6",
                "3.1/48/15.5/1.5/7.7", "14.7/48/35/0.7/17.3")),
            ("Praat 6.4 filtered ac", STOCK, pitches(
                "0.6/40/7.0/2.9/4.6", "3.8/46/17/1.8/8.7",
                "4.2/39/19/1.4/9.3", "8.5/37/46/0.5/19.5")),
            ("Harvest (SPTK)", STOCK, pitches(
                "0.4/37/9.8/3.3/5.8", "0.4/35/21/1.6/9.2",
                "2.8/34/44/0.9/17.7", "2.4/39/64/0.4/24.8")),
            ("Kaldi", STOCK, pitches(
                "0.3/40/16/2.7/7.8", "0.6/42/24/1.7/10.4",
                "1.2/40/30/0.6/12.0", "1.4/31/51/0.3/19.6")),
            ("eGeMAPS (openSMILE 3.0.2)", STOCK, pitches(
                "0.5/42/18/1.9/8.1", "3.0/46/21/2.5/10.4",
                "1.8/41/34/0.8/13.6", "1.1/34/57/0.1/21.6")),
            ("SWIPE' (SPTK)", STOCK, pitches(
                "0.4/43/12.5/2.9/6.6", "4.4/41/33/3.5/15.9",
                "2.8/33/53/0.2/20.6", "1.0/27/81/0.0/30.7")),
            ("pYIN", STOCK, pitches(
                "0.8/39/23/1.5/9.9", "2.2/39/43/0.4/17.1",
                "2.4/37/49/0.3/19.0", "7.6/33/76/0.4/29.5")),
        ],
    },
    {
        "key": ("pitch", "prescribed"),
        "title": "Pitch, expressive sentences re-synthesised",
        "figures": PITCH_FIGURES, "conditions": FOUR,
        "targets": {"telephone": {"gross": 1.5, "FFE": 7},
                    "20dB": {"gross": 2.5, "FFE": 12},
                    "10dB": {"gross": 4, "FFE": 18}},
        "peers": [
            ("Harvest (SPTK)", STOCK,
             ffe(4.4, 7.3, 27.6, 43, (.2, .7, 2.8, 5.4))),
            ("RAPT (SPTK 4.4)", STOCK, ffe(6.2, 11.4, 15.2, 23.9)),
            ("Praat ac (75-500 Hz)", STOCK,
             ffe(9.4, 15.2, 14.9, 21.5, (.6, 4.8, 4.9, 7.2))),
            ("YAAPT", STOCK, ffe(14.6, 18.1, 18.6, 23.9)),
            ("pYIN", STOCK, ffe(11.7, 18.8, 28, 42)),
            ("eGeMAPS (openSMILE 3.0.2)", STOCK, ffe(12.8, 17.2, 24.7, 37)),
        ],
    },
    {
        "key": ("activity", "rooms"),
        "title": "Speech activity, rooms labelled by hand (of all frames)",
        "figures": [("miss", "missed %", None), ("alarm", "false %", None),
                    ("total", "total %", "most")],
        "conditions": FOUR,
        "targets": {"telephone": {"total": 5}, "20dB": {"total": 6},
                    "10dB": {"total": 9}},
        "peers": [
            ("energy detector", STOCK + " (call-ai-metrics 0.1.0)", {
                "recorded": activity(4.8, 9.3, 6.6),
                "telephone": activity(5.4, 8.2, 6.5)}),
            ("Silero", STOCK, {"recorded": activity(1.6, 20.6, 9.1),
                               "telephone": activity(1.8, 19.8, 8.9)}),
            ("rVAD-fast", STOCK, {"recorded": activity(7.3, 14.8, 10.3),
                                  "telephone": activity(7.9, 13.7, 10.2)}),
            ("WebRTC, mode 3", STOCK, {"recorded": {"total": 12.5},
                                       "telephone": {"total": 12.8}}),
            ("WebRTC, mode 2", STOCK, {"recorded": {"total": 14.4},
                                       "telephone": {"total": 13.2}}),
            ("RNNoise, gaps bridged", STOCK, {"recorded": {"total": 7.7},
                                              "telephone": {"total": 9.1}}),
        ],
    },
    *({"key": ("syllables", key), "title": title,
       "figures": SYLLABLE_FIGURES, "conditions": FIVE,
       "targets": SYLLABLE_TARGETS, "peers": SYLLABLE_PEERS}
      for key, title in SYLLABLE_SETS),
    {
        "key": ("loudness", "files"),
        "title": "Integrated loudness, against libebur128 (LU)",
        "figures": [("mean", "mean difference", None),
                    ("worst", "largest", "most")],
        "conditions": FOUR,
        "targets": {c: {"worst": .1} for c in FOUR},
        "peers": [],
    },
    {
        "key": ("activity", "sounds"),
        "title": "Tones, music, animals, machines: mean of the files",
        "figures": [("speech", "called speech %", None),
                    ("pitch", "shown a pitch %", None)],
        "conditions": FOUR, "targets": {}, "peers": [],
    },
    {
        "key": ("line", "sounds"),
        "title": "Sounds of the line, and talk-off",
        "figures": [("right", "files right %", None),
                    ("false", "false events an hour of speech", None)],
        "conditions": FOUR, "targets": {}, "peers": [],
    },
    {
        "key": ("tone", "emodb"),
        "title": "Tone, within-speaker AUC of acted sentences",
        "figures": [("agitated", "angry+happy : neutral+sad", None),
                    ("angry", "angry : neutral", None),
                    ("covered", "with a figure %", None),
                    ("level_marks", "neutral marked %", None)],
        "conditions": ["recorded", "telephone", "gain", "20dB", "10dB"],
        "targets": {},
        "peers": [(name, STOCK + ": angry : neutral+calm, 24 other actors",
                   {"telephone": {"angry": kept}, "gain": {"angry": random}})
                  for name, kept, random in TONE_PEERS],
    },
    {
        "key": ("rates", "emodb"),
        "title": "Articulation rate in a report, voices not tuned on",
        "figures": [("rms", "error %", None), ("stated", "stated %", None),
                    ("within", "% within it", None),
                    ("rms8", "of 8", None), ("stated8", "of 8", None),
                    ("within8", "of 8", None)],
        "conditions": FOUR, "targets": {}, "peers": [],
    },
]


def sources(table):
    """In the order of their first use."""
    return list(dict.fromkeys(source for _, source, _ in table["peers"]))
