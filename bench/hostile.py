#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measure what inputs cost that were made to harm.

usage: hostile.py PROGRAM CORPUS DATE RESULTS [FOLDER...]

CORPUS is the folder of that name here; files in FOLDERs, hostile ones from
elsewhere, are measured too.  Every input is given to "check" on one thread.
A row is the costliest of its kind: seconds of the processor (user and system,
so that what else runs does not count) and the largest resident memory.  Ends
with 1 when one takes 2 seconds or 256 MB, ends by a signal, or is not told of
by a finding.
"""
import gzip
import io
import os
import random
import subprocess
import sys
import tempfile
import zipfile

SECONDS, MEGABYTES = 2.0, 256
CUT_TO = 24 * 1024
HEAD = (b"<ClinicalDocument xmlns='urn:hl7-org:v3'><component>"
        b"<structuredBody><component><section><text>x ")
TAIL = b"</text></section></component></structuredBody></component>" \
       b"</ClinicalDocument>"
EXERCISES = ["Quad sets 3x10", "SLR 2x15 with 2#", "Bridges 3x12",
             "Clamshells 3x10 red TB", "97110 x 23 min",
             "Heel slides 2x10 5 sec hold", "Step ups 6 inch 3x10 B",
             "Pain 4/10", "97140 GP 1 unit 15 min", "Total time 45 min"]
MB = 1 << 20


def entity_bomb():
    yield b'<!DOCTYPE d [<!ENTITY a0 "ha">'
    for i in range(1, 13):
        yield b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 1000)
    yield b"]>" + HEAD + b"&a12;"


def quadratic():
    yield b'<!DOCTYPE d [<!ENTITY a "' + b"x" * 100000 + b'">]>' + HEAD
    yield b"&a;" * 100000


def nested(open_tag, close_tag, times):
    yield HEAD
    yield open_tag * times
    yield close_tag * times
    yield TAIL


def words(size):
    piece = b"word " * (MB // 5)
    for _ in range(size // len(piece)):
        yield piece


def text_node(size):
    yield HEAD
    yield from words(size)
    yield TAIL


def dense(separator, size):
    chance = random.Random(1)
    yield b"DAILY NOTE\nDate: 01/02/2026\nTreatment: "
    piece = separator.join(chance.choice(EXERCISES)
                           for _ in range(20000)).encode()
    for _ in range(size // len(piece) + 1):
        yield piece + separator.encode()


def zipped(parts, inner="note.xml"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        with z.open(inner, "w", force_zip64=True) as member:
            for part in parts:
                member.write(part)
    yield out.getvalue()


def gzipped(parts):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1) as z:
        for part in parts:
            z.write(part)
    yield out.getvalue()


def nested_zips():
    """Sixteen bombs in each of sixteen archives, four deep."""
    level = b"".join(zipped(b"\0" * MB for _ in range(256)))
    for _ in range(4):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
            for i in range(16):
                z.writestr("%d.zip" % i, level)
        level = out.getvalue()
    yield level


def json_bomb():
    yield b"[" * 200000 + b"]" * 200000


def json_wide():
    yield b'{"resourceType":"Bundle","entry":[' + b"{}," * (20 * MB) + b"{}]}"


def rtf_nested():
    yield b"{\\rtf1 " + b"{" * 200000 + b"x" + b"}" * 200000 + b"}"


def html_nested():
    yield b"<html><body>" + b"<table><tr><td>" * 100000 + b"x"


def csv_wide():
    yield b"note," + b"a," * MB + b"\n" + b"x," * MB + b"\n"


def csv_open_quote():
    yield b'id,note\n1,"'
    yield from words(60 * MB)


KINDS = [
    ("entity bomb", entity_bomb),
    ("quadratic blow-up", quadratic),
    ("200,000 lists in one another", lambda: nested(
        b"<list>", b"</list>", 200000)),
    ("200,000 elements side by side", lambda: nested(
        b"<br/>", b"", 200000)),
    ("text node of 60 MB", lambda: text_node(60 * MB)),
    ("text node of 1 GB", lambda: text_node(1024 * MB)),
    ("text node of 1 GB in a ZIP archive", lambda: zipped(
        text_node(1024 * MB))),
    ("text node of 1 GB in gzip", lambda: gzipped(text_node(1024 * MB))),
    ("zip bomb: 1 GB of zeros", lambda: zipped(
        b"\0" * MB for _ in range(1024))),
    ("gzip bomb: 1 GB of zeros", lambda: gzipped(
        b"\0" * MB for _ in range(1024))),
    ("zip bomb: 65,536 times 256 MB, five deep", nested_zips),
    ("JSON: 200,000 arrays in one another", json_bomb),
    ("JSON: a Bundle of 20 million entries", json_wide),
    ("RTF: 200,000 groups in one another", rtf_nested),
    ("HTML: 100,000 tables in one another", html_nested),
    ("CSV: a million columns", csv_wide),
    ("CSV: a quotation mark that is never closed, 60 MB", csv_open_quote),
    ("60 MB of exercises, a line each", lambda: dense("\n", 60 * MB)),
    ("60 MB of exercises in one line", lambda: dense(", ", 60 * MB)),
    ("1 MB of exercises, a line each", lambda: dense("\n", MB)),
    ("1 MB of exercises in one line", lambda: dense(", ", MB)),
]


class Cost:
    def __init__(self, program):
        self.program = program
        self.failed = 0

    def of(self, path, told=True):
        """Seconds, megabytes."""
        run = subprocess.run(
            ["/usr/bin/time", "-q", "-f", "%U %S %M", self.program, "check",
             "--scope", "note", "--format", "ndjson", "-j", "1", path],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        user, system, kilobytes = run.stderr.split()[-3:]
        seconds = float(user) + float(system)
        megabytes = float(kilobytes) / 1024
        if run.returncode not in (0, 1, 3) or seconds >= SECONDS or \
                megabytes >= MEGABYTES or \
                (told and b'"rule"' not in run.stdout):
            self.failed += 1
            print("FAILED: %s: status %d, %.2f s, %.0f MB" % (
                path, run.returncode, seconds, megabytes), file=sys.stderr)
        return seconds, megabytes


def truncations(forms):
    """The first large file of each form, as tests/roundtrip.sh has them."""
    for form in sorted(os.listdir(forms)):
        paths = sorted(os.path.join(folder, name)
                       for folder, _, names in os.walk(
                           os.path.join(forms, form)) for name in names)
        large = [p for p in paths if os.path.getsize(p) > 3000]
        if large:
            yield form, large[0]


def main(program, corpus, date, results, *folders):
    cost = Cost(program)
    rows = []
    here = os.path.dirname(os.path.abspath(__file__))
    with tempfile.TemporaryDirectory() as work:
        def measure(parts):
            path = os.path.join(work, "hostile")
            with open(path, "wb") as f:
                for part in parts:
                    f.write(part)
            return path
        for name, make in KINDS:
            rows.append((name, *cost.of(measure(make()))))
        for folder in folders:
            costs = [cost.of(os.path.join(top, name))
                     for top, _, names in os.walk(folder) for name in names]
            rows.append(("%d files of others, hostile or broken" % len(costs),
                         max(c[0] for c in costs), max(c[1] for c in costs)))
        clinic = os.path.join(work, "clinic.ndjson")
        with open(clinic, "wb") as out:
            subprocess.run([program, "check", "-q", "--scope", "note",
                            "--format", "ndjson", corpus + "/clinic"],
                           stdout=out, check=False)
        forms = os.path.join(work, "forms")
        subprocess.run([sys.executable, "-B", here + "/../corpus/export.py",
                        clinic, corpus + "/clinic", forms],
                       stdout=subprocess.DEVNULL, check=True)
        for form, path in truncations(forms):
            with open(path, "rb") as f:
                whole = f.read(CUT_TO)
            costs = [cost.of(measure([whole[:n]]), told=False)
                     for n in range(0, len(whole), 1024)]
            rows.append(("%s, cut at each of %d KB" % (form, len(costs)),
                         max(c[0] for c in costs), max(c[1] for c in costs)))
    with open(results, "w", encoding="utf-8") as out:
        out.write(TITLE % date)
        for name, seconds, megabytes in rows:
            out.write("| %s | %.2f s | %.0f MB |\n" % (
                name, seconds, megabytes))
    return cost.failed > 0


TITLE = """# What inputs cost that were made to harm

%s. Seconds of one processor and resident memory of `check`, by
`bench/hostile.py`; each is a finding, and none may take 2 s or 256 MB.

| input | time | memory |
| --- | --- | --- |
"""

if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
