"""calls.py - the scripts of the sample calls; make_samples.py speaks them."""
from collections import namedtuple

# name: eSpeak NG voice and variant; pitch: its -p; gain_db: re the usual level
Voice = namedtuple("Voice", "name pitch words_per_min gain_db")

# kind: turn | cut_in | talk_over | backchannel. gap_s counts from the end of
# the turn that holds the floor, into_s from its start; yields_s: how long the
# one who is cut into goes on.
Line = namedtuple("Line", "party kind manner text gap_s into_s yields_s")


def agent(text, manner="level", gap_s=0.4):
    return Line("agent", "turn", manner, text, gap_s, None, None)


def customer(text, manner="level", gap_s=0.4):
    return Line("customer", "turn", manner, text, gap_s, None, None)


def cut_in(party, text, into_s, manner="level", yields_s=0.7):
    return Line(party, "cut_in", manner, text, None, into_s, yields_s)


def talk_over(party, text, into_s, manner="level"):
    return Line(party, "talk_over", manner, text, None, into_s, None)


def backchannel(party, text, into_s):
    return Line(party, "backchannel", "level", text, None, into_s, None)


RUSHED = {
    "name": "rushed",
    "about": "The customer's voice goes up after the agent cuts in, faster "
             "and louder than before; six level turns come first.",
    "rate": 8000, "layout": "two_channel", "subtype": "PCM_16",
    "agent": Voice("en-us+f3", 40, 160, 0.0),
    "customer": Voice("en-us+m3", 45, 150, -1.0),
    "lines": [
        agent("Good morning, repair desk, how can I help you?", gap_s=0.6),
        customer("Good morning, I am calling about my washing machine.",
                 gap_s=0.5),
        agent("All right, what is the matter with it?", gap_s=0.35),
        customer("It stops in the middle of the program, every time.",
                 gap_s=0.6),
        agent("And when did you buy the machine from us?", gap_s=0.3),
        customer("I think it was in the spring, around the end of March.",
                 gap_s=0.45),
        agent("Is there any number on the display when it stops?",
              gap_s=0.5),
        customer("Yes, there is a number, it says nineteen most of the time.",
                 gap_s=0.55),
        agent("Thank you. And does water stay inside the drum?",
              gap_s=0.35),
        customer("A little water stays, and then I have to drain it by hand.",
                 gap_s=0.4),
        agent("Have you cleaned the filter at the bottom?", gap_s=0.3),
        customer("I have cleaned the filter twice this week, and last week "
                 "the man who came to look at it told me to", gap_s=0.5),
        cut_in("agent", "Yes yes, just give me the order number, we do not "
               "have all day.", 2.6, "rushed"),
        customer("I was telling you what the man said, let me finish "
                 "my sentence!", "hot", gap_s=0.25),
        agent("The order number first, please, then we can go on.",
              "rushed", gap_s=0.1),
        customer("I do not have it here, I told you that before, it is at "
                 "home in the kitchen and I can not just go and", "hot",
                 gap_s=0.3),
        cut_in("agent", "Without the number I can not do anything at all.",
               2.9, "rushed"),
        customer("Then find it by my name, it can not be that difficult!",
                 "hot", gap_s=0.2),
        agent("I will have a look, what is the name?", gap_s=0.4),
        customer("Miller, from Mill Road, number twenty seven!", "hot",
                 gap_s=0.3),
        agent("I have found it, a technician will come on Thursday.",
              gap_s=0.7),
        customer("Thursday, and this time he had better bring the part!",
                 "hot", gap_s=0.35),
    ],
}

CALMED = {
    "name": "calmed",
    "about": "The customer's voice goes up and comes down again after an "
             "agent who speaks slower and softer and lets the customer "
             "finish.",
    "rate": 8000, "layout": "two_channel", "subtype": "PCM_16",
    "noise_dbfs": -64.0,
    "agent": Voice("en-gb-x-rp+m1", 50, 160, 0.0),
    "customer": Voice("en-us+f4", 42, 155, 0.0),
    "lines": [
        agent("Parcel service, good afternoon, what can I do for you?",
              gap_s=0.5),
        customer("Hello, I am waiting for a parcel from last week.",
                 gap_s=0.5),
        agent("Do you have the number of the parcel?", gap_s=0.4),
        customer("Yes, it is four four seven one, nine two eight.",
                 gap_s=0.6),
        agent("One moment, I am looking at the list.", gap_s=0.35),
        customer("Take your time, I have the papers here with me.",
                 gap_s=0.45),
        agent("It was to come on Monday, is that what you know too?",
              gap_s=0.6),
        customer("On Monday, yes, I stayed at home for the whole day.",
                 gap_s=0.4),
        agent("The list says that nobody was at home.", gap_s=0.5),
        customer("That is not true, I was here from seven in the morning, "
                 "and nobody rang the bell!", "hot", gap_s=0.3),
        agent("It does say so in the list.", gap_s=0.35),
        customer("Then the list is wrong, and I have lost a day of work, "
                 "and it is the second time this month!", "hot", gap_s=0.3),
        backchannel("agent", "mm hm", 2.6),
        agent("I can only see what is in here.", gap_s=0.4),
        customer("Then somebody wrote it down who was never here!", "hot",
                 gap_s=0.3),
        agent("I see. You waited the whole day, and nobody came. "
              "I am sorry about that.", "soft", gap_s=0.8),
        customer("Yes, it was a day of my holiday that I took for this.",
                 gap_s=0.7),
        agent("I understand. Let us find out together where it is.",
              "soft", gap_s=0.9),
        customer("All right, that would be a help, thank you.", gap_s=0.6),
        agent("It is at the depot. I can send it tomorrow, before ten.",
              "soft", gap_s=0.8),
        customer("Tomorrow before ten is fine, I will be at home.",
                 gap_s=0.5),
    ],
}

LEVEL = {
    "name": "level",
    "about": "Two level voices from the first word to the last: nothing to "
             "find, in G.711 as it comes from the line.",
    "rate": 8000, "layout": "two_channel", "subtype": "ULAW",
    "agent": Voice("en-gb-x-rp+f2", 45, 160, 0.0),
    "customer": Voice("en-us+m7", 38, 150, -2.0),
    "lines": [
        agent("City library, good morning.", gap_s=0.5),
        customer("Good morning, I would like to keep a book for longer.",
                 gap_s=0.45),
        agent("Gladly, do you have your card at hand?", gap_s=0.35),
        customer("Yes, the number is eight one six, double zero three.",
                 gap_s=0.5),
        agent("Thank you, I can see two books, which one is it?",
              gap_s=0.6),
        customer("It is the one about bridges, the large one.", gap_s=0.4),
        agent("That one is free for another three weeks.", gap_s=0.45),
        customer("Three weeks is enough, I have read about half of it.",
                 gap_s=0.35),
        backchannel("agent", "mm hm", 1.5),
        agent("Then I set it to the end of the month.", gap_s=0.5),
        customer("Very good. When are you open on Saturday?", gap_s=0.55),
        agent("From nine in the morning until two.", gap_s=0.4),
        customer("Until two, I see, then I will come before noon.",
                 gap_s=0.5),
        agent("That is a quiet time. Is there anything else?", gap_s=0.4),
        customer("No, that was all, thank you for your help.", gap_s=0.45),
        agent("You are welcome, goodbye.", gap_s=0.3),
        customer("Goodbye.", gap_s=0.4),
    ],
}


def ringback(start_s):
    return {"kind": "ringback", "start_s": start_s, "end_s": start_s + 1.0,
            "hz": [425.0], "dbfs": -20.0}


def keys(digits, start_s):
    """DTMF: 0.12 s each with 0.10 s between."""
    rows, columns = (697.0, 770.0, 852.0, 941.0), (1209.0, 1336.0, 1477.0)
    at = {d: (rows[i // 3], columns[i % 3])
          for i, d in enumerate("123456789*0#")}
    return [{"kind": "dtmf", "digit": d,
             "start_s": round(start_s + 0.22 * i, 2),
             "end_s": round(start_s + 0.22 * i + 0.12, 2),
             "hz": list(at[d]), "dbfs": -18.0}
            for i, d in enumerate(digits)]


MENU = {
    "name": "menu",
    "about": "It rings twice, the customer keys four digits, then the two "
             "talk. The agent is on the right channel.",
    "rate": 8000, "layout": "two_channel", "subtype": "ALAW",
    "agent_channel": 2,
    "agent": Voice("en-us+m2", 45, 165, 0.0),
    "customer": Voice("en-gb-scotland+f5", 40, 150, -3.0),
    "tones": [ringback(0.5), ringback(5.5)] + keys("4071", 13.3),
    "lines": [
        agent("Hello, this is the bank. Please key in the last four digits "
              "of your card.", gap_s=7.6),
        agent("Thank you. How can I help you today?", gap_s=2.8),
        customer("Hello. I would like to know when my new card will come.",
                 gap_s=0.5),
        agent("It was sent on Tuesday, so it should be there by Friday.",
              gap_s=0.6),
        customer("By Friday, good. And the number on it stays the same?",
                 gap_s=0.4),
        agent("The number stays, and the date on the front is new.",
              gap_s=0.5),
        customer("So the shops that have my number need not be told",
                 gap_s=0.45),
        cut_in("agent",
               "They do need the new date, though, all of them.", 2.0),
        customer("Oh, the date, of course. I will see to that.", gap_s=0.5),
        agent("Is there anything else that I can do for you?", gap_s=0.4),
        customer("No, thank you, goodbye.", gap_s=0.4),
    ],
}

PAIR = {
    "name": "pair",
    "about": "A file for each side, wide band; the customer's ends 2.4 s "
             "early. The agent talks over the customer once and the customer "
             "keeps the floor.",
    "rate": 16000, "layout": "two_files",
    "shorter_s": {"agent": 0.0, "customer": 2.4},
    "agent": Voice("en-us+f1", 45, 165, 0.0),
    "customer": Voice("en-us+m5", 45, 155, 0.0),
    "lines": [
        agent("Garden centre, you are speaking to the tree department.",
              gap_s=0.4),
        customer("Hello, I bought an apple tree from you in the autumn.",
                 gap_s=0.5),
        agent("An apple tree, yes, how is it doing?", gap_s=0.3),
        customer("It has leaves, but the leaves have small brown spots on "
                 "the edges, and some of them fall off.", gap_s=0.4),
        talk_over("agent", "since when do you see the spots?", 2.2),
        agent("How often do you water it?", gap_s=0.5),
        customer("Every second day, a whole can, in the evening.",
                 gap_s=0.45),
        backchannel("agent", "okay", 1.4),
        agent("That is a little too much. Once a week is enough.",
              gap_s=0.4),
        customer("Once a week, and that is all that it needs?", gap_s=0.5),
        agent("That is all, and in a month the new leaves will be green. "
              "Call us if they are not.", gap_s=0.4),
        customer("I will do that, thank you.", gap_s=0.35),
        agent("Goodbye, and say hello to the tree.", gap_s=0.5),
    ],
}

MONO = {
    "name": "mono",
    "about": "Both voices on one channel, with an RTTM file that says who "
             "speaks when.",
    "rate": 16000, "layout": "mono", "subtype": "PCM_16",
    "agent": Voice("en-us+f5", 40, 160, 0.0),
    "customer": Voice("en-gb-x-rp+m1", 45, 150, 0.0),
    "lines": [
        agent("Bicycle shop, hello.", gap_s=0.6),
        customer("Hello, I brought you my bicycle on Monday, a red one.",
                 gap_s=0.5),
        agent("The red one with the basket?", gap_s=0.3),
        customer("That is the one. Is it ready yet?", gap_s=0.4),
        agent("Almost. The brakes are done, the chain comes tomorrow.",
              gap_s=0.5),
        customer("Tomorrow in the morning or later in the day?", gap_s=0.4),
        agent("In the morning, so you can have it by noon.", gap_s=0.45),
        customer("By noon is good. How much will it be?", gap_s=0.5),
        agent("Forty five for the work, and twenty for the chain.",
              gap_s=0.6),
        customer("That is less than I thought. I will come at one.",
                 gap_s=0.4),
        agent("One o'clock is fine, see you then.", gap_s=0.35),
        customer("See you tomorrow.", gap_s=0.4),
    ],
}

CALLS = [RUSHED, CALMED, LEVEL, MENU, PAIR, MONO]
