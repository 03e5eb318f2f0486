#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Each labelled note of the corpus is one note, as it stands and as records are
# printed: below the title of a print-out, with a form feed between two pages
# that have a footer and a header, and above an addendum and a co-signature of
# later days.

set -u

srcdir=${srcdir:-.}
program=${REHABLINT:-./rehablint}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

mkdir "$work/plain" "$work/printed"
for folder in dev clinic; do
	find "$srcdir/corpus/$folder" -name '*.json' | while read -r label; do
		note=${label%.json}.txt
		[ -f "$note" ] && cp "$note" \
		    "$work/plain/note$(echo "$note" | tr '/' '_')"
	done
done

for note in "$work"/plain/*.txt; do
	lines=$(wc -l <"$note")
	{
		printf 'Lakes Regional Hospital\nOutpatient Rehab - Building C'
		printf '     Printed: 11/14/2026 16:02   Page 1 of 2\n\n'
		head -n $((lines / 2)) "$note"
		printf '\nPage 1 of 2      Printed 11/14/2026 16:02\n\f'
		printf 'Continued from page 1    Printed 11/14/2026 16:02\n'
		tail -n +$((lines / 2 + 1)) "$note"
		printf '\n\n--------------------\nAddendum 11/16/2026\n'
		printf 'The surgeon agrees with unlocking the brace.\n'
		printf '\fCo-signature\nI have read this note and agree.\n'
		printf 'Jo Voss, PT, DPT   11/17/2026 09:12\n'
	} >"$work/printed/${note##*/}"
done

passed=0 failed=0
for how in plain printed; do
	"$program" check --scope note --format ndjson "$work/$how" \
	    >"$work/out" 2>"$work/err"
	cut=$(grep '"kind":"note"' "$work/out" | cut -c 1-300 |
	    grep -o '"file":"[^"]*","part":[2-9]')
	if [ -z "$cut" ] && [ -s "$work/out" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAIL one note is one note, $how:"
		echo "$cut"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
