#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Precision and recall of copy/... and integrity/... findings against the
labels of charts: chart.json in each, caseload.json beside them.

usage: charts.py CHARTS NOTES.ndjson

Exit status: 0 when both are at least LEAST, 1 when not.
"""
import glob
import json
import os
import sys

LEAST = 0.97
JUDGED = ("copy/", "integrity/")


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def judged(rules):
    return {r for r in rules if r.startswith(JUDGED)}


def wanted(root):
    out = {}
    for path in sorted(glob.glob(os.path.join(root, "*", "chart.json"))):
        for visit in load(path)["visits"]:
            name = os.path.join(os.path.dirname(path), visit["file"])
            out[name] = judged(visit["findings"])
    caseload = os.path.join(root, "caseload.json")
    for label in load(caseload) if os.path.exists(caseload) else []:
        out.setdefault(label["author"], set()).add(label["rule"])
    return out


def found(path):
    out = {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            part = json.loads(line)
            name = part["file" if part["kind"] == "note" else
                        "author" if part["kind"] == "caseload" else
                        "patient"]
            out[name] = judged(x["rule"] for x in part["findings"])
    return out


def main(root, path):
    want, got = wanted(root), found(path)
    right = wrong = missed = 0
    for name in sorted(set(want) | set(got)):
        expected, rules = want.get(name, set()), got.get(name, set())
        right += len(expected & rules)
        wrong += len(rules - expected)
        missed += len(expected - rules)
        if expected != rules:
            print(f"{name}: {sorted(rules)}, expected {sorted(expected)}")
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    print(f"{root}: {len(want)} labels, {right} right, {wrong} wrong, "
          f"{missed} missed; precision {precision:.3f}, recall {recall:.3f}")
    return not want or precision < LEAST or recall < LEAST


sys.exit(main(*sys.argv[1:]))
