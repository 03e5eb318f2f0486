#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Precision and recall of copy/... findings against chart.json files.

usage: charts.py CHARTS NOTES.ndjson

Exit status: 0 when both are at least LEAST, 1 when not.
"""
import glob
import json
import os
import sys

LEAST = 0.97


def wanted(root):
    out = {}
    for path in sorted(glob.glob(os.path.join(root, "*", "chart.json"))):
        with open(path, encoding="utf-8") as f:
            chart = json.load(f)
        for visit in chart["visits"]:
            out[os.path.join(os.path.dirname(path), visit["file"])] = {
                r for r in visit["findings"] if r.startswith("copy/")}
    return out


def found(path):
    out = {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            note = json.loads(line)
            if note["kind"] == "note":
                out[note["file"]] = {
                    x["rule"] for x in note["findings"]
                    if x["rule"].startswith("copy/")}
    return out


def main(root, path):
    want, got = wanted(root), found(path)
    right = wrong = missed = 0
    for name in sorted(want):
        rules = got.get(name, set())
        right += len(want[name] & rules)
        wrong += len(rules - want[name])
        missed += len(want[name] - rules)
        if want[name] != rules:
            print(f"{name}: {sorted(rules)}, expected {sorted(want[name])}")
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    print(f"{root}: {len(want)} notes, {right} right, {wrong} wrong, "
          f"{missed} missed; precision {precision:.3f}, recall {recall:.3f}")
    return not want or precision < LEAST or recall < LEAST


sys.exit(main(*sys.argv[1:]))
