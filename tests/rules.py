#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What every rule finds in its examples and in a clean note.

usage: rules.py PROGRAM GOLDEN SCRATCH

Prints a table for tests/rules.sh.  Exit status 1 when a rule does not find
its bad example, finds one of the others, or stands in no golden case.
"""
import json
import os
import subprocess
import sys

CLEAN = "notes/good.txt"


def run(program, *args):
    done = subprocess.run([program, *args], capture_output=True, text=True,
                          check=False)
    if done.returncode > 1:
        sys.exit(f"rules.py: {args}: {done.stderr}")
    return done.stdout


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def findings(program, path):
    """The findings of the notes in a file, by rule."""
    out = {}
    for line in run(program, "check", "-q", "--scope", "note", "--format",
                    "ndjson", path).splitlines():
        note = json.loads(line)
        if note["kind"] == "note":
            for found in note["findings"]:
                out.setdefault(found["rule"], []).append(found)
    return out


def told(found):
    places = [f"{e['line']}:{e['column']} \"{e['text']}\""
              for e in found["evidence"]]
    return "; ".join([found["message"], *places])


def golden_rules(folder):
    """All that is found in the stored output of any case of check."""
    said = ""
    for case in sorted(os.listdir(folder)):
        path = os.path.join(folder, case, "stdout")
        if case.startswith(("check-", "input-")) and os.path.exists(path):
            with open(path, encoding="utf-8") as f:
                said += f.read()
    return said


def main(program, golden, scratch):
    good = True
    clean = findings(program, os.path.join(golden, CLEAN))
    said = golden_rules(golden)
    for rule in json.loads(run(program, "rules", "--format", "json")):
        name = rule["rule"]
        page = json.loads(run(program, "explain", name, "--format", "json"))
        print(name)
        if not page.get("bad"):
            good &= name in said
            print("\tcase\t" + ("found" if name in said else "IN NO CASE"))
            continue
        stem = name.replace("/", "-")
        bad = findings(program, write(scratch, stem + "-bad.txt", page["bad"]))
        mended = findings(
            program, write(scratch, stem + "-good.txt", page["good"]))
        for found in bad.get(name, []):
            print("\tbad\t" + told(found))
        print("\tmended\t" + ("FIRES" if name in mended else "silent"))
        print("\tclean\t" + ("FIRES" if name in clean else "silent"))
        good &= name in bad and name not in mended and name not in clean
    return not good


sys.exit(main(*sys.argv[1:]))
