#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compare the words of clinical documents with what rehablint reads of them.

usage: tests/cda_words.py [-v] PROGRAM FILE|FOLDER...

The words of each document's narrative are taken out by a second reader,
Python's xml.etree, and compared with the output of `PROGRAM text FILE`: each
word must be there as often as in the document, no more and no less.  -v lists
what differs.  Documents whose body is not XML are passed over, and so is what
xml.etree cannot read.  Exit status: 0 all agree, 1 some differ, 2 usage.
"""
import collections
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

# Elements whose text stands apart from what is around them.
APART = {"br", "caption", "footnote", "item", "list", "paragraph", "table",
    "tbody", "td", "text", "tfoot", "th", "thead", "title", "tr"}

WORD = re.compile(r"\w+")


def local(element):
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) \
        else ""


def text_of(element):
    """Text of an element without what was deleted, iteratively."""
    pieces = []
    todo = [(element, False)]
    while todo:
        node, ended = todo.pop()
        if ended:
            pieces.append(node if isinstance(node, str) else " ")
            continue
        if node.get("revised") == "delete":
            continue
        apart = local(node) in APART
        if apart:
            pieces.append(" ")
        if local(node):
            pieces.append(node.text or "")
        if apart:
            todo.append((node, True))
        for child in reversed(node):
            todo.append((child.tail or "", True))
            todo.append((child, False))
    return "".join(pieces)


def narrative_of(root):
    """Titles and texts of all sections, or None when there is no such body."""
    if local(root) == "section":
        sections = [root]
    else:
        body = [e for e in root.iter() if local(e) == "structuredBody"]
        if local(root) != "ClinicalDocument" or not body:
            return None
        sections = []
    sections += [e for e in root.iter() if local(e) == "section" and e != root]
    pieces = []
    for section in sections:
        for child in section:
            if local(child) in ("title", "text"):
                pieces.append(text_of(child))
    return " ".join(pieces)


def files_of(arguments):
    for argument in arguments:
        if os.path.isfile(argument):
            yield argument
        for folder, folders, names in os.walk(argument):
            folders.sort()
            for name in sorted(names):
                if name.lower().endswith(".xml"):
                    yield os.path.join(folder, name)


def difference(program, file):
    """What is missing and what is too much, or None when not comparable."""
    try:
        wanted = narrative_of(tree.parse(file).getroot())
    except (tree.ParseError, ValueError, LookupError):
        return None
    if wanted is None:
        return None
    run = subprocess.run([program, "text", file], capture_output=True)
    got = collections.Counter(WORD.findall(run.stdout.decode("utf-8")))
    wanted = collections.Counter(WORD.findall(wanted))
    return wanted - got, got - wanted, sum(wanted.values())


def main(arguments):
    verbose = arguments[:1] == ["-v"]
    arguments = arguments[verbose:]
    if len(arguments) < 2:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    compared = passed_over = words = differ = 0
    for file in files_of(arguments[1:]):
        result = difference(arguments[0], file)
        if result is None:
            passed_over += 1
            if verbose:
                print("passed over:", file)
            continue
        missing, extra, n = result
        compared += 1
        words += n
        if missing or extra:
            differ += 1
            print(f"{file}: {sum(missing.values())} words missing, "
                f"{sum(extra.values())} too many")
            if verbose:
                print("  missing:", dict(missing.most_common(20)))
                print("  extra:", dict(extra.most_common(20)))
    print(f"{compared} documents, {words} words: {differ} differ; "
        f"{passed_over} passed over")
    return 1 if differ or compared == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
