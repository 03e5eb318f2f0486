#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Export notes in plain text to the other forms that are read.

usage: export.py NOTES.ndjson SOURCE OUT

NOTES.ndjson is what `rehablint check --scope note --format ndjson` says of the
folder SOURCE: tables and FHIR state beside their text what it says there, and
nothing of a note that it does not name.  For each form a folder is
made in OUT.  A note keeps its path without the ending: as the path of a file,
as that of a member, or as the note id in a table.  A note with characters that
a form cannot hold is left out of it.
Prints, as JSON, how many notes each form holds.
"""
import base64
import csv
import gzip
import html
import io
import json
import os
import sys
import tarfile
import zipfile

from export_json import export_json

LINE = 255  # the width at which a table cuts its notes

CDA = """<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3">
  <typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
  <id root="2.16.840.1.113883.19" extension="{id}"/>
  <confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/>
  <component>
{body}
  </component>
</ClinicalDocument>
"""


def paths(source):
    """The notes below a folder, without the ending, in order."""
    found = []
    for folder, _, names in os.walk(source):
        for name in names:
            stem, ending = os.path.splitext(name)
            if ending == ".txt":
                path = os.path.join(folder, stem)
                found.append(os.path.relpath(path, source))
    return sorted(found)


def read(source, path):
    with open(os.path.join(source, path + ".txt"), encoding="utf-8",
              newline="") as f:
        return f.read()


def encoded(encoding, ends="\n"):
    def make(text, _):
        return text.replace("\n", ends).encode(encoding)
    return make


def as_html(text, _):
    return ("<!DOCTYPE html>\n<html><head><title></title></head><body>\n"
            "<pre>\n%s</pre>\n</body></html>\n" % html.escape(text)).encode()


def rtf_character(c):
    if c in "\\{}":
        return "\\" + c
    if c == "\n":
        return "\\par\n"
    if c == "\t":
        return "\\tab "
    if ord(c) < 0x80:
        return c
    units = c.encode("utf-16-le")
    return "".join("\\u%d?" % int.from_bytes(units[i:i + 2], "little",
                                             signed=True)
                   for i in range(0, len(units), 2))


def as_rtf(text, _):
    return ("{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0 Courier;}}"
            "\\f0 %s}" % "".join(map(rtf_character, text))).encode("ascii")


def as_cda_text(text, path):
    """A clinical document around the note as it stands."""
    letters = base64.encodebytes(text.encode()).decode()
    body = ("    <nonXMLBody><text mediaType=\"text/plain\" "
            "representation=\"B64\">\n%s    </text></nonXMLBody>" % letters)
    return CDA.format(id=html.escape(path), body=body).encode()


def as_cda(text, path):
    """The note as the narrative of the only section."""
    body = ("    <structuredBody><component><section>"
            "<text xml:space=\"preserve\">%s</text></section></component>"
            "</structuredBody>" % html.escape(text))
    return CDA.format(id=html.escape(path), body=body).encode()


FILES = {
    "text-crlf": ("txt", encoded("utf-8", "\r\n")),
    "text-bom": ("txt", encoded("utf-8-sig")),
    "text-utf16": ("txt", encoded("utf-16")),
    "text-1252": ("txt", encoded("cp1252")),
    "gzip": ("txt.gz", lambda text, _: gzip.compress(text.encode(), mtime=0)),
    "html": ("html", as_html),
    "rtf": ("rtf", as_rtf),
    "cda": ("xml", as_cda),
    "cda-text": ("xml", as_cda_text),
}


def export_files(notes, out, counts):
    for form, (ending, make) in FILES.items():
        counts[form] = 0
        for path, text in notes.items():
            try:
                content = make(text, path)
            except UnicodeEncodeError:
                continue
            name = os.path.join(out, form, path + "." + ending)
            os.makedirs(os.path.dirname(name), exist_ok=True)
            with open(name, "wb") as f:
                f.write(content)
            counts[form] += 1


def stated(facts):
    return [facts.get(k) or "" for k in
            ("patient", "date_of_service", "author", "credential")]


HEADER = ["Patient Name", "Date of Service", "Author", "Credential"]


def export_table(notes, facts, name, **dialect):
    with open(name, "w", encoding=dialect.pop("encoding", "utf-8"),
              newline="") as f:
        w = csv.writer(f, **dialect)
        w.writerow(["NOTE_ID"] + HEADER + ["NOTE_TEXT"])
        for path, text in notes.items():
            w.writerow([path] + stated(facts.get(path, {})) + [text])


def export_pieces(notes, facts, name):
    with open(name, "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f)
        w.writerow(["NOTE_ID", "LINE", "NOTE_TEXT"] + HEADER)
        for path, text in notes.items():
            for i in range(0, len(text), LINE):
                w.writerow([path, i // LINE + 1, text[i:i + LINE]] +
                           stated(facts.get(path, {})))


def export_tables(notes, facts, out):
    for form in ("csv", "tsv", "csv-utf16", "csv-pieces"):
        os.makedirs(os.path.join(out, form), exist_ok=True)
    export_table(notes, facts, os.path.join(out, "csv", "notes.csv"))
    export_table(notes, facts, os.path.join(out, "tsv", "notes.tsv"),
                 delimiter="\t", lineterminator="\n")
    export_table(notes, facts, os.path.join(out, "csv-utf16", "notes.csv"),
                 encoding="utf-16", delimiter=";")
    export_pieces(notes, facts, os.path.join(out, "csv-pieces", "notes.csv"))


def zipped(notes):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for path, content in notes.items():
            z.writestr(zipfile.ZipInfo(path), content)
    return out.getvalue()


def export_archives(notes, out):
    for form in ("zip", "zip-nested", "tar-gz"):
        os.makedirs(os.path.join(out, form), exist_ok=True)
    members = {path + ".txt": text.encode() for path, text in notes.items()}
    with open(os.path.join(out, "zip", "notes.zip"), "wb") as f:
        f.write(zipped(members))
    # One archive a folder, all of them in another.
    folders = {}
    for path, content in members.items():
        folder, name = os.path.split(path)
        folders.setdefault(folder, {})[name] = content
    with open(os.path.join(out, "zip-nested", "notes.zip"), "wb") as f:
        f.write(zipped({(folder or "all") + ".zip": zipped(inside)
                        for folder, inside in folders.items()}))
    with tarfile.open(os.path.join(out, "tar-gz", "notes.tar.gz"),
                      "w:gz") as t:
        for path, content in members.items():
            info = tarfile.TarInfo(path)
            info.size = len(content)
            t.addfile(info, io.BytesIO(content))


def main(ndjson, source, out):
    notes = {path: read(source, path) for path in paths(source)}
    facts = {}
    with open(ndjson, encoding="utf-8") as f:
        for line in f:
            note = json.loads(line)
            path = os.path.splitext(os.path.relpath(note["file"], source))[0]
            facts[path] = note["facts"] or {}
    export_tables(notes, facts, out)
    export_archives(notes, out)
    export_json(notes, facts, out)
    counts = {form: len(notes) for form in os.listdir(out)}
    export_files(notes, out, counts)
    json.dump(counts, sys.stdout, sort_keys=True)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
