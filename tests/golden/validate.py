#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Validate JSON that the program wrote against the schemas of doc/schema.

usage: validate.py SCHEMAS FILE...

The schema follows from the content: a report, notes a line, or SARIF.  What is
none of these is left alone.  SARIF is also held against the standard's own
schema where the environment's SARIF_SCHEMA names a copy of it.

Exit status: 0 valid, 1 not, 77 when python3-jsonschema is not installed.
"""
import json
import os
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def validator(folder, name):
    """A validator that finds the schemas which `name` refers to."""
    schemas = {n: load(os.path.join(folder, n)) for n in
               sorted(os.listdir(folder)) if n.endswith(".schema.json")}
    kind = jsonschema.Draft202012Validator
    try:
        from referencing import Registry, Resource
    except ImportError:  # jsonschema before 4.18
        resolver = jsonschema.RefResolver("", schemas[name], store=schemas)
        return kind(schemas[name], resolver=resolver)
    registry = Registry().with_resources(
        (n, Resource.from_contents(s)) for n, s in schemas.items())
    return kind(schemas[name], registry=registry)


def values(text):
    """The text as one JSON value, or as one a line."""
    try:
        return [json.loads(text)]
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines()]


def schema_of(value):
    if not isinstance(value, dict):
        return None
    if "runs" in value:
        return "sarif-as-written.schema.json"
    if "rehablint" in value and "notes" in value:
        return "report.schema.json"
    if value.get("kind") in ("note", "chart", "caseload"):
        return value["kind"] + ".schema.json"
    return None


def errors(folder, value):
    name = schema_of(value)
    if name is None:
        return
    yield from validator(folder, name).iter_errors(value)
    standard = os.environ.get("SARIF_SCHEMA")
    if "runs" in value and standard:
        schema = load(standard)
        kind = jsonschema.validators.validator_for(schema)
        yield from kind(schema).iter_errors(value)


def main(folder, files):
    failed = False
    for path in files:
        if not os.path.exists(path):  # the case did not run
            continue
        with open(path, encoding="utf-8", errors="replace") as f:
            text = f.read()
        if not text.lstrip().startswith("{"):
            continue
        try:
            for value in values(text):
                for e in errors(folder, value):
                    failed = True
                    print(f"{path}: {e.json_path}: {e.message}")
        except json.JSONDecodeError as e:
            failed = True
            print(f"{path}: not JSON: {e}")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
