#!/usr/bin/env python3
"""The rules hold in a clone and in a tarball in which somebody has worked as
the README says: reports and lists beside the source are nobody's fault."""
import os
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

GIT = ["git", "-c", "user.name=x", "-c", "user.email=x"]
OUTPUTS = ("reports/index.html", "baseline/rushed.json", "now/rushed.json",
           "list.csv", "drift.xml", "kim.json")


def copy(folder):
    for name in tap.tracked():
        to = os.path.join(folder, name)
        os.makedirs(os.path.dirname(to), exist_ok=True)
        shutil.copy(os.path.join(tap.ROOT, name), to)


def write(folder, name):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write("x \n" * 300000)  # over 1 MiB, and trailing blanks


def rules(folder):
    """Git looks no further up than the scratch folder for a repository."""
    env = dict(os.environ, GIT_CEILING_DIRECTORIES=os.path.dirname(folder))
    p = subprocess.run([sys.executable, "tests/lint/tree.t"], cwd=folder,
                       env=env, capture_output=True, text=True)
    return p.returncode, p.stdout + p.stderr


with tempfile.TemporaryDirectory() as scratch:
    scratch = os.path.realpath(scratch)
    folder = os.path.join(scratch, "callcadence")
    copy(folder)
    for name in OUTPUTS:
        write(folder, name)
    code, said = rules(folder)
    tap.ok(code == 0, "a tarball somebody has worked in", [said])
    if shutil.which("git"):
        subprocess.run([*GIT, "init", "-q"], cwd=folder, check=True)
        subprocess.run([*GIT, "add", *tap.FOLDERS, *tap.PAGES], cwd=folder,
                       check=True)
        code, said = rules(folder)
        tap.ok(code == 0, "a clone somebody has worked in", [said])
        subprocess.run([*GIT, "add", "drift.xml"], cwd=folder, check=True)
        code, said = rules(folder)
        tap.ok(code == 1 and "drift.xml" in said,
               "what is added to the project counts", [said])
tap.done()
