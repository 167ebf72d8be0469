"""wording.py - what the program never says: the name of an emotion, a cause, a
grade of a person."""
import re

EMOTION = re.compile(
    r"\b(ang(er|ry|rily)|furious|fury|mad|rage|happ(y|ily|iness)|joy\w*|"
    r"sad(ly|ness)?|frustrat\w+|upset|annoy\w+|irritat\w+|anxi\w+|afraid|"
    r"fear\w*|worr(y|ied)|disgust\w*|bored(om)?|hostil\w+|aggress\w+|rude\w*|"
    r"stress(ed|ful)?|nervous\w*|impatien\w+|contempt\w*|empath\w+)\b", re.I)
CAUSE = re.compile(
    r"\bbecause (of )?(the |an? |their |his |her )?(agent|customer|voice|tone)|"
    r"\bcaus(e|ed|es|ing)\b|"
    r"\bma(de|kes) the (agent|customer)|\bdue to the (agent|customer)|"
    r"\b(fault|blame|provok|trigger|upsett?)\w*\b", re.I)
GRADE = re.compile(
    r"\b(good|bad|poor|best|worst|excellent|incompetent|weak|failing) "
    r"(agent|customer|performance)", re.I)

KINDS = (("emotion", EMOTION), ("cause", CAUSE), ("grade", GRADE))


def found(pattern, text):
    """The hits, each with the words about it."""
    flat = re.sub(r"\s+", " ", text)
    return [flat[max(0, m.start() - 40):m.end() + 40]
            for m in pattern.finditer(flat)]
