#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# bench/ingest.sh DATE [RESULTS]: measure how fast notes are taken out of C-CDA
# documents, tables and archives, beside public tools that only look at the
# same files.  Prints a table and writes it to RESULTS (bench/ingest.md beside
# this file).
#
# "make bench-ingest" sets these; they can be set by hand:
#	GENERATE READ REHABLINT		the programs
#	REHABLINT_PATTERNS		the packs
#	NOTES RUNS			20000 notes, 5 runs
#	JUDGED				notes that are judged too, 2000
set -u
LC_ALL=C
export LC_ALL

here=$(dirname "$0")
: "${REHABLINT:=./rehablint}" "${GENERATE:=bench/generate}"
: "${READ:=bench/read}" "${NOTES:=20000}" "${RUNS:=5}" "${JUDGED:=2000}"
: "${REHABLINT_PATTERNS:=$here/../patterns}"
export REHABLINT_PATTERNS
SEED=1

die() {
	echo "ingest.sh: $*" >&2
	exit 1
}

[ $# -ge 1 ] || die "usage: ingest.sh DATE [RESULTS]"
date=$1
results=${2:-$here/ingest.md}

gnu_time=
for candidate in /usr/bin/time gtime; do
	"$candidate" -f '%e %M' true >/dev/null 2>&1 && gnu_time=$candidate &&
	    break
done
[ -n "$gnu_time" ] || die "GNU time is needed (Debian: time)"
command -v xmllint >/dev/null || die "xmllint is needed (libxml2-utils)"
command -v python3 >/dev/null || die "python3 is needed"

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

median() {
	sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}

# time_of COMMAND...: its median time of a processor in seconds, which does not
# depend on what else runs, and its memory in KB
time_of() {
	run=0
	: >"$work/times"
	while [ $run -lt "$RUNS" ]; do
		run=$((run + 1))
		"$gnu_time" -q -f '%U %S %M' -o "$work/time" "$@" >"$work/out" \
		    2>"$work/err"
		# 1 is findings, which bench notes have.
		[ $? -le 1 ] || die "$1 failed: $(head -n 1 "$work/err")"
		cat "$work/time" >>"$work/times"
	done
	echo "$(awk '{ print $1 + $2 }' "$work/times" | median)" \
	    "$(awk '{ print $3 }' "$work/times" | median)"
}

# make COUNT: the forms of so many notes in $work/COUNT
make_forms() {
	"$GENERATE" --phrases "$here/phrases.txt" --notes "$1" --seed $SEED \
	    --out "$work/text-$1" >/dev/null || die "no notes could be written"
	: >"$work/nothing"
	python3 "$here/../corpus/export.py" "$work/nothing" "$work/text-$1" \
	    "$work/$1" >/dev/null || die "the notes could not be exported"
}

bytes() {
	find "$1" -type f -exec cat {} + | wc -c
}

# row WHAT BYTES SECONDS KILOBYTES
row() {
	awk -v w="$1" -v b="$2" -v s="$3" -v k="$4" 'BEGIN {
		if (s < 0.01) s = 0.01
		printf "| %s | %.1f MB/s | %.2f s | %.0f MB |\n", w,
		    b / s / 1e6, s, k / 1024 }'
}

echo "writing notes" >&2
small=$((NOTES / 10))
make_forms "$NOTES"
make_forms "$small"
make_forms "$JUDGED"
notes=$work/$NOTES
{
	echo "# Reading notes out of other forms"
	echo
	echo "$date, $(getconf _NPROCESSORS_ONLN) cores,"
	echo "$("$REHABLINT" --version | head -n 1)."
	echo "$NOTES invented notes (\`bench/generate --seed $SEED\`), exported by"
	echo "\`corpus/export.py\`; medians of $RUNS runs, in seconds of a processor (user"
	echo "and system), measured with GNU time."
	echo "\`bench/read\` loads the packs, takes out every note and reads it;"
	echo "\`check\` judges as well ($JUDGED notes, one thread). Megabytes are those"
	echo "of the files as they lie on the disk, packed or not. What inputs cost that were"
	echo "made to harm stands in [hostile.md](hostile.md)."
	echo
	echo "| what | rate | time | memory |"
	echo "| --- | --- | --- | --- |"
	for form in cda csv zip tar-gz; do
		echo "$form" >&2
		size=$(bytes "$notes/$form")
		row "$form: bench/read" "$size" \
		    $(time_of "$READ" "$REHABLINT_PATTERNS" "$notes/$form")
		row "$form: bench/read, $small notes" \
		    "$(bytes "$work/$small/$form")" $(time_of "$READ" \
		    "$REHABLINT_PATTERNS" "$work/$small/$form")
		case $form in
		cda) row "$form: xmllint --noout" "$size" $(time_of sh -c \
		    'find "$1" -type f -print0 | xargs -0 xmllint --noout' \
		    sh "$notes/$form") ;;
		csv) row "$form: wc -l" "$size" $(time_of wc -l \
		    "$notes/csv/notes.csv") ;;
		zip) row "$form: unzip -t" "$size" $(time_of unzip -qt \
		    "$notes/zip/notes.zip") ;;
		tar-gz) row "$form: tar -tzf" "$size" $(time_of tar -tzf \
		    "$notes/tar-gz/notes.tar.gz") ;;
		esac
		row "$form: check -j 1" "$(bytes "$work/$JUDGED/$form")" \
		    $(time_of "$REHABLINT" check -q --scope note -j 1 --format ndjson \
		    "$work/$JUDGED/$form")
	done
} >"$work/results"
# What is written by hand behind the table stays.
{
	echo
	sed -n '/^What else is held/,$p' "$results" 2>/dev/null
} >>"$work/results"
cat "$work/results"
cp "$work/results" "$results"
