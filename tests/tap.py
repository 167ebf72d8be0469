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


FOLDERS = "include", "models", "samples", "src", "tests"
PAGES = ("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile",
         "README.md")


def git_files(*arguments):
    listing = subprocess.run(["git", "ls-files", *arguments], cwd=ROOT,
                             capture_output=True, text=True)
    return listing.stdout.splitlines() if listing.returncode == 0 else []


def below(folder):
    """Every file below it, as a path from the root: git may be missing."""
    return [os.path.relpath(os.path.join(where, name), ROOT)
            for where, folders, found in os.walk(os.path.join(ROOT, folder))
            for name in found if "__pycache__" not in where]


def tracked(*ends):
    """Paths below the root that belong to the project, by their endings: what
    git knows and what is new in our folders. What somebody's own runs wrote
    beside those (the README's do) is not of the project."""
    names = git_files("-c")
    if names:
        names += git_files("-o", "--exclude-standard", "--", *FOLDERS)
    else:  # a tarball
        names = [*PAGES, *(n for f in FOLDERS for n in below(f))]
    return sorted(n for n in set(names) if (not ends or n.endswith(ends))
                  and os.path.exists(os.path.join(ROOT, n)))


def read(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read()
