#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Clinical documents of others, where they are: every word of their narrative
# is read once, in whatever form they come; only what treats is judged as
# treatment; and what was made to harm is refused within little memory.

set -u

srcdir=${srcdir:-.}
program=${REHABLINT:-./rehablint}
data=$srcdir/../shared/data
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM

if ! test -d "$data/cda" || ! command -v python3 >/dev/null; then
	echo "skipped: no documents of others, or no python3"
	exit 77
fi

failed=0
fail() {
	failed=$((failed + 1))
	echo "FAIL $*"
}

set -- "$program" "$data/cda" "$srcdir/../shared/gold/cda"
python3 "$srcdir/tests/cda_words.py" "$@" || fail "words of the narrative"
python3 "$srcdir/tests/cda_forms.py" "$@" || fail "forms of documents"

# None of them is a therapy note.
"$program" check --format ndjson "$data/cda" "$data/hostile" \
    >"$work/findings" 2>"$work/errors"
grep -q '"rule":"input/not-therapy"' "$work/findings" ||
    fail "nothing was audited"
grep -q '"rule":"\(elements\|time\|coding\|copy\|integrity\)/' \
    "$work/findings" && fail "something was judged as treatment"

# repeat N WORD: the word, N times.
repeat() {
	awk -v n="$1" -v word="$2" 'BEGIN {
		for (i = 0; i < 1000; i++) piece = piece word
		for (i = 0; i < n / 1000; i++) printf "%s", piece
	}'
}

head="<ClinicalDocument xmlns='urn:hl7-org:v3'><component><structuredBody>"
head="$head<component><section><text>x "

# A sanitizer takes more than any limit.
limit=262144
(ulimit -v $limit; "$program" --version) >"$work/out" 2>&1 || limit=unlimited

# attack NAME RULE WORDS: the file on standard input is refused so.
attack() {
	cat >"$work/$1.xml"
	(
		ulimit -v $limit
		"$program" check --format ndjson "$work/$1.xml"
	) >"$work/out" 2>"$work/errors"
	grep -q "\"rule\":\"$2\"[^}]*$3" "$work/out" || {
		fail "$1"
		cat "$work/errors"
	}
	rm -f "$work/$1.xml"
}

{
	printf '<!DOCTYPE d [<!ENTITY a0 "ha">'
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
		printf '<!ENTITY a%d "%s">' $i "$(repeat 1000 "&a$((i - 1));")"
	done
	printf ']>%s&a12;' "$head"
} | attack bomb input/limit "entities that expand"
{
	printf '<!DOCTYPE d [<!ENTITY a "%s">]>%s' "$(repeat 100000 x)" "$head"
	repeat 100000 "&a;"
} | attack quadratic input/limit "entities that expand"
{ printf %s "$head"; repeat 200000 "<list>"; } |
    attack deep input/limit "nests its elements too deep"
{ printf %s "$head"; repeat 8000000 "word "; } |
    attack endless input/limit "text beyond the limit"

# A file of a gigabyte with nothing in it on the disk.
printf '%s' "$head" >"$work/huge.xml"
dd if=/dev/null of="$work/huge.xml" bs=1 seek=1073741824 2>"$work/errors"
(ulimit -v $limit; "$program" check --format ndjson "$work/huge.xml") \
    >"$work/out" 2>"$work/errors"
grep -q '"rule":"input/unreadable"[^}]*larger than' "$work/out" ||
    fail "a file of a gigabyte"

echo "$failed failed"
[ "$failed" -eq 0 ]
