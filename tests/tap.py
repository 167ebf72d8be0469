"""tap.py - the Test Anything Protocol for Python scripts.

    sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
    import tap
    tap.ok(good, "what holds", ["what does not, line by line"])
    tap.near(got, want, tolerance, "what")
    tap.done()
"""
import os
import subprocess
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
BUILD = os.environ.get("BUILD_DIR", os.path.join(ROOT, "build"))
COMMAND = os.environ.get("CALLCADENCE", os.path.join(BUILD, "callcadence"))

_count = 0
_failed = 0


def ok(good, name, details=()):
    global _count, _failed
    _count += 1
    _failed += not good
    print("%sok %d - %s" % ("" if good else "not ", _count, name))
    for line in () if good else details:
        print("# " + str(line).replace("\n", "\n# "))
    sys.stdout.flush()
    return good


def near(got, want, tolerance, name):
    good = got is not None and abs(got - want) <= tolerance
    return ok(good, "%s: got %s, want %.6g +- %.3g"
              % (name, "null" if got is None else "%.6g" % got,
                 want, tolerance))


def done():
    print("1..%d" % _count)
    sys.exit(_failed != 0)


def tracked(*ends):
    """Paths below the root that belong to the project, by their endings."""
    listing = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"],
                             cwd=ROOT, capture_output=True, text=True)
    names = listing.stdout.splitlines()
    if listing.returncode != 0:  # a tarball: everything but what is built
        names = [os.path.relpath(os.path.join(folder, name), ROOT)
                 for folder, _, found in os.walk(ROOT) for name in found]
        names = [n for n in names if not n.startswith("build" + os.sep)]
    return sorted(n for n in names if (not ends or n.endswith(ends))
                  and os.path.exists(os.path.join(ROOT, n)))


def read(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read()
