#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# How well copies, and what they leave behind, are found: what `check` says of
# folders of charts is held against their chart.json (doc/facts.md says what
# counts).
#
# Environment:
#	REHABLINT	the program, default ./rehablint
#	CHARTS		a further folder of charts to measure
# Exit status: 0 precision and recall are reached, 1 not, 77 no python3.
set -u

srcdir=${srcdir:-.}
program=${REHABLINT:-./rehablint}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

command -v python3 >/dev/null || exit 77
for folder in "$srcdir/corpus/dev/charts" ${CHARTS:+"$CHARTS"}; do
	[ -d "$folder" ] || continue
	"$program" check -q --only copy --only integrity --format ndjson "$folder" \
	    >"$scratch/out"
	[ $? -le 1 ] || exit 1
	python3 "$srcdir/tests/charts.py" "$folder" "$scratch/out" || exit 1
done
