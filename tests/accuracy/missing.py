"""What a measurement lacks: said in one form, so that it can be counted."""


def skipped(name, what):
    print("skipped: %s: %s" % (name, what))
    return 0
