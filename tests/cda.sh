#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Clinical documents give the text that is written beside them.  Of others,
# where they are: every word of their narrative is read once, in whatever form
# they come; only what treats is judged as treatment; and what is made to harm
# is refused within little memory.

set -u

srcdir=${srcdir:-.}
program=${REHABLINT:-./rehablint}
data=$srcdir/../shared/data
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM

failed=0
fail() {
	failed=$((failed + 1))
	echo "FAIL $*"
}

finish() {
	echo "$failed failed"
	[ "$failed" -eq 0 ]
	exit
}

for file in "$srcdir"/corpus/dev/cda/*.xml "$data"/../gold/cda/*.xml; do
	wanted=${file%.xml}.narrative.txt
	test -f "$wanted" || continue
	"$program" text "$file" >"$work/text" 2>"$work/errors"
	diff "$wanted" "$work/text" || fail "$file"
done

if ! test -d "$data/cda" || ! command -v python3 >/dev/null; then
	echo "no documents of others, or no python3"
	finish
fi

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

# Address space in KB, a third of which stays unused.  A sanitizer takes more
# than any limit.
limit=393216
(ulimit -v $limit; "$program" --version) >"$work/out" 2>&1 || limit=unlimited

# attack RULE WORDS: the hostile file is refused so.
attack() {
	(
		ulimit -v $limit
		"$program" check --format ndjson "$work/hostile.xml"
	) >"$work/out" 2>"$work/errors"
	grep -q "\"rule\":\"$1\"[^}]*$2" "$work/out" || {
		fail "not said of a hostile file: $2"
		cat "$work/errors"
	}
}

{
	printf '<!DOCTYPE d [<!ENTITY a0 "ha">'
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
		printf '<!ENTITY a%d "%s">' $i "$(repeat 1000 "&a$((i - 1));")"
	done
	printf ']>%s&a12;' "$head"
} >"$work/hostile.xml"
attack input/limit "entities that expand"
{
	printf '<!DOCTYPE d [<!ENTITY a "%s">]>%s' "$(repeat 100000 x)" "$head"
	repeat 100000 "&a;"
} >"$work/hostile.xml"
attack input/limit "entities that expand"
{ printf %s "$head"; repeat 200000 "<list>"; } >"$work/hostile.xml"
attack input/limit "nests its elements too deep"
{ printf %s "$head"; repeat 2000000 "word "; } >"$work/hostile.xml"
attack input/limit "text beyond the limit"

# A file of a gigabyte with nothing in it on the disk.
printf '%s' "$head" >"$work/hostile.xml"
dd if=/dev/null of="$work/hostile.xml" bs=1 seek=1073741824 \
    2>"$work/errors"
attack input/unreadable "larger than"

finish
