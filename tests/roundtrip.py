#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compare what is said of notes in other forms with what is said of their text.

usage: roundtrip.py TEXT.ndjson FORMS.ndjson SOURCE FORMS COUNTS.json

TEXT.ndjson is about the folder SOURCE, FORMS.ndjson about the folder FORMS,
which corpus/export.py made of it, and said in COUNTS how many each has.
Facts, risk and findings have to be equal; places are not compared.  Prints
each difference, and how many notes of each form were compared.
Exit status: 0 equal, 1 not.
"""
import json
import os
import sys


def stem(path):
    for ending in (".gz", ".txt", ".html", ".rtf", ".xml", ".zip", ".json"):
        if path.endswith(ending):
            path = path[:-len(ending)]
    return path


def key(note, folder):
    """The path of the note, wherever the form keeps it."""
    if note.get("note"):
        return note["note"]
    if note.get("member"):
        return "/".join(stem(p) for p in note["member"].split("/"))
    return stem(os.path.relpath(note["file"], folder))


def forms(path, folder):
    """What was said of each form, by its name."""
    found = {name: {} for name in sorted(os.listdir(folder))}
    with open(path, encoding="utf-8") as f:
        for line in f:
            note = json.loads(line)
            form = os.path.relpath(note["file"], folder).split(os.sep)[0]
            at = key(note, os.path.join(folder, form))
            found[form][at] = said(note)
    return found


def said(note):
    findings = sorted((f["rule"], f["level"], f["message"])
                      for f in note["findings"])
    return {"facts": note["facts"], "risk": note["risk"],
            "findings": findings}


def load(path, folder):
    with open(path, encoding="utf-8") as f:
        notes = [json.loads(line) for line in f]
    return {key(n, folder): said(n) for n in notes}


def differences(wanted, found, at):
    if isinstance(wanted, dict) and isinstance(found, dict):
        for k in wanted.keys() | found.keys():
            yield from differences(wanted.get(k), found.get(k), at + "." + k)
    elif wanted != found:
        yield "%s: %s, in text %s" % (at, json.dumps(found),
                                      json.dumps(wanted))


def compare(form, wanted, found, count):
    """Print the differences of one form; how many there are."""
    different = 0
    for path in sorted(found):
        if path not in wanted:
            print("%s %s: is no note of the text form" % (form, path))
            different += 1
            continue
        for line in differences(wanted[path], found[path], path):
            print(form, line)
            different += 1
    print("%s: %d of %d compared, %d different" % (
        form, len(found), count, different))
    return different + (0 if len(found) == count > 0 else 1)


def main(text, other, source, folder, counts):
    wanted = load(text, source)
    found = forms(other, folder)
    with open(counts, encoding="utf-8") as f:
        made = json.load(f)
    wrong = sum(compare(form, wanted, found.get(form, {}), made[form])
                for form in sorted(made))
    return 1 if wrong or not made else 0


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
