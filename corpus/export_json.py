# SPDX-License-Identifier: Apache-2.0
"""The forms of JSON for export.py: FHIR (R4) and plain objects.

What a note's header says is stated by resources beside the note where a form
has room for them, and by the note's own resource otherwise.
"""
import base64
import html
import json
import os
import re

# A line that is the title of a section, alone between others.
TITLE = re.compile(r"^[A-Z]{3}[A-Z ]*$", re.M)


def b64(text):
    return base64.b64encode(text.encode()).decode()


def div(text):
    return ('<div xmlns="http://www.w3.org/1999/xhtml"><pre>%s</pre></div>'
            % html.escape(text))


def attached(note, text):
    note["content"] = [{"attachment": {"contentType": "text/plain",
                                       "data": b64(text)}}]


def narrated(note, text):
    note["text"] = {"status": "additional", "div": div(text)}


def concluded(note, text):
    note["conclusion"] = text


def sections(note, text):
    """A section from each title to the next, and one before the first."""
    cuts = [m.span() for m in TITLE.finditer(text)]
    ends = [start for start, _ in cuts] + [len(text)]
    note["section"] = [{"text": {"div": div(text[:ends[0]])}}]
    for (start, end), stop in zip(cuts, ends[1:]):
        note["section"].append({
            "title": text[start:end],
            "text": {"div": div(text[end + 1:stop])}})


def resource(kind, path, fill, text):
    note = {"resourceType": kind, "status": "current"}
    # A Composition has one identifier, the others a list.
    own = {"system": "urn:example:notes", "value": path}
    note["identifier"] = own if kind == "Composition" else [own]
    fill(note, text)
    return note


def person(note, facts, i):
    """The people of the note as resources, to which it refers."""
    beside = []
    if facts.get("patient"):
        beside.append({"resourceType": "Patient", "id": "p%d" % i,
                       "name": [{"text": facts["patient"]}]})
        note["subject"] = {"reference": "Patient/p%d" % i}
    if facts.get("author"):
        beside.append({"resourceType": "Practitioner", "id": "w%d" % i,
                       "name": [{"text": facts["author"]}],
                       "qualification": [{"code": {
                           "text": facts.get("credential") or ""}}]})
        role = "resultsInterpreter" if note["resourceType"] == \
            "DiagnosticReport" else "author"
        note[role] = [{"reference": "Practitioner/w%d" % i}]
    return beside


def encounter(note, facts, i):
    """The visit as a resource, to which the note refers."""
    if not facts.get("date_of_service"):
        return []
    there = {"reference": "Encounter/e%d" % i}
    if note["resourceType"] == "DocumentReference":
        note["context"] = {"encounter": [there]}
    else:
        note["encounter"] = there
    return [{"resourceType": "Encounter", "id": "e%d" % i,
             "period": {"start": facts["date_of_service"]}}]


def bundle(kind, fill, notes, facts):
    resources = []
    for i, (path, text) in enumerate(notes.items()):
        note = resource(kind, path, fill, text)
        said = facts.get(path, {})
        resources.append(note)
        resources.extend(person(note, said, i))
        resources.extend(encounter(note, said, i))
    return {"resourceType": "Bundle", "type": "collection", "entry": [
        {"fullUrl": "urn:example:%d" % i, "resource": r}
        for i, r in enumerate(resources)]}


def alone(kind, fill, path, text, facts):
    """A resource by itself: what it says of people is their names."""
    note = resource(kind, path, fill, text)
    if facts.get("patient"):
        note["subject"] = {"display": facts["patient"]}
    if facts.get("author"):
        note["author"] = [{"display": ", ".join(filter(None, (
            facts["author"], facts.get("credential"))))}]
    if facts.get("date_of_service"):
        note["date"] = facts["date_of_service"]
    return note


def row(path, text, facts):
    """A note as an object whose members are columns."""
    return {"noteId": path, "patientName": facts.get("patient"),
            "dateOfService": facts.get("date_of_service"),
            "author": facts.get("author"),
            "credential": facts.get("credential"), "noteText": text}


def lines(values):
    return "".join(json.dumps(v, ensure_ascii=False) + "\n" for v in values)


def put(out, form, name, content, encoding="utf-8"):
    os.makedirs(os.path.join(out, form), exist_ok=True)
    with open(os.path.join(out, form, name), "w", encoding=encoding,
              newline="") as f:
        f.write(content)


def export_json(notes, facts, out):
    bundles = {
        "fhir-bundle": ("DocumentReference", attached),
        "fhir-narrative": ("DocumentReference", narrated),
        "fhir-report": ("DiagnosticReport", concluded),
        "fhir-composition": ("Composition", sections),
    }
    for form, (kind, fill) in bundles.items():
        put(out, form, "notes.json", json.dumps(
            bundle(kind, fill, notes, facts), indent=1, ensure_ascii=False))
    put(out, "fhir-utf16", "notes.json", json.dumps(
        bundle("DocumentReference", attached, notes, facts)), "utf-16")
    put(out, "fhir-ndjson", "DocumentReference.ndjson", lines(
        alone("DocumentReference", attached, path, text, facts.get(path, {}))
        for path, text in notes.items()))
    rows = [row(path, text, facts.get(path, {}))
            for path, text in notes.items()]
    put(out, "ndjson", "notes.ndjson", lines(rows))
    put(out, "ndjson-bom", "notes.ndjson", lines(rows), "utf-8-sig")
    put(out, "ndjson-utf16", "notes.ndjson", lines(rows), "utf-16")
    put(out, "json-array", "notes.json", json.dumps(
        rows, indent=1, ensure_ascii=False))
