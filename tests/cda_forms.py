#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Check that clinical documents read the same in whatever form they come.

usage: tests/cda_forms.py [-v] PROGRAM FILE|FOLDER...

Each document is written anew in other encodings, declared or not, with
another prefix on all its names, with other line ends and on one line, and
what `PROGRAM text --format json` says of each form is compared with what it
says of the document: metadata, sections and text, but for the positions in
the source.  On one line only the words are compared, since a narrative of
plain text then has lost its lines.  Documents that xml.etree cannot read or
whose body is not XML are passed over.  Exit status: 0 all agree, 1 some
differ, 2 usage.
"""
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile

import cda_words

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def declared(text, encoding):
    """The text with another declaration, or none, as characters."""
    text = DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    if encoding is None:
        return text.lstrip()
    return f'<?xml version="1.0" encoding="{encoding}"?>' + text


def prefixed(text):
    """All names without a prefix get one, on elements alone."""
    text = re.sub(r"<(/?)([A-Za-z_][\w.-]*)(?=[\s/>])", r"<\1n9:\2", text)
    return re.sub(r"\bxmlns=(?=[\"'])", "xmlns:n9=", text)


def narrow(text, encoding):
    return text.encode(encoding, "xmlcharrefreplace")


FORMS = {
    "UTF-16 LE": lambda t: b"\xff\xfe" + declared(t, "UTF-16").encode(
        "utf-16-le"),
    "UTF-16 BE": lambda t: b"\xfe\xff" + declared(t, "UTF-16").encode(
        "utf-16-be"),
    "UTF-16 LE without mark": lambda t: declared(t, None).encode("utf-16-le"),
    "ISO-8859-1": lambda t: narrow(declared(t, "ISO-8859-1"), "iso-8859-1"),
    "Windows-1252": lambda t: narrow(declared(t, "Windows-1252"), "cp1252"),
    "Windows-1252 undeclared": lambda t: narrow(declared(t, None), "cp1252"),
    "UTF-8 with mark": lambda t: b"\xef\xbb\xbf" + declared(t,
        "UTF-8").encode(),
    "prefix": lambda t: prefixed(declared(t, "UTF-8")).encode(),
    "CRLF": lambda t: declared(t, "UTF-8").replace("\r\n", "\n").replace(
        "\n", "\r\n").encode(),
    "one line": lambda t: re.sub(r"\s*[\r\n]+\s*", " ",
        declared(t, "UTF-8")).encode(),
}


def said_of(program, file):
    run = subprocess.run([program, "text", "--format", "json", file],
        capture_output=True)
    if run.returncode != 0:
        return None
    notes = json.loads(run.stdout)["notes"]
    for note in notes:
        for section in note["sections"]:
            for place in ("line", "column", "start", "end"):
                section.pop(place, None)
    return notes


def words_of(notes):
    return [cda_words.WORD.findall((s["title"] or "") + " " + s["text"])
        for n in notes or [] for s in n["sections"]]


def differing(program, file):
    """The forms that read otherwise, or None when there is nothing to read."""
    if cda_words.difference(program, file) is None:
        return None
    with open(file, "rb") as f:
        text = f.read()
    try:
        text = text.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    wanted = said_of(program, file)
    wrong = []
    for name, form in FORMS.items():
        with tempfile.NamedTemporaryFile(suffix=".xml") as f:
            f.write(form(text))
            f.flush()
            got = said_of(program, f.name)
        same = got == wanted if name != "one line" else \
            sum(words_of(got), []) == sum(words_of(wanted), [])
        if not same or wanted is None:
            wrong.append(name)
    return wrong


def main(arguments):
    verbose = arguments[:1] == ["-v"]
    arguments = arguments[verbose:]
    if len(arguments) < 2:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    compared = passed_over = differ = 0
    files = list(cda_words.files_of(arguments[1:]))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for file, wrong in zip(files, pool.map(
                lambda file: differing(arguments[0], file), files)):
            if wrong is None:
                passed_over += 1
                if verbose:
                    print("passed over:", file)
                continue
            compared += 1
            if wrong:
                differ += 1
                print(f"{file}: reads otherwise as {', '.join(wrong)}")
    print(f"{compared} documents in {len(FORMS)} forms: {differ} differ; "
        f"{passed_over} passed over")
    return 1 if differ or compared == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
