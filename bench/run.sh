#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# bench/run.sh DATE [RESULTS]: measure rehablint on invented notes, print a
# table and write it to RESULTS (bench/results.md beside this file).
#
# "make bench" sets these; they can be set by hand:
#	REHABLINT GENERATE SCAN		the programs
#	REHABLINT_PATTERNS TABLE	the packs and the table made for them
#	NOTES RUNS SCANNED		20000 notes, 5 runs, 2000 notes to scan
#	BENCH_DIR			where notes are written (kept if set)
#
# Public tools measure: hyperfine where it is installed, else GNU time.
set -u
LC_ALL=C
export LC_ALL
NO_COLOR=1
export NO_COLOR

here=$(dirname "$0")
: "${REHABLINT:=./rehablint}" "${GENERATE:=bench/generate}"
: "${SCAN:=bench/scan}" "${TABLE:=patterns.tab}"
: "${REHABLINT_PATTERNS:=$here/../patterns}"
: "${NOTES:=20000}" "${RUNS:=5}" "${SCANNED:=2000}"
export REHABLINT_PATTERNS
SEED=1
STARTS=20		# measured starts, each of PACE in a row without hyperfine
PACE=10

die() {
	echo "run.sh: $*" >&2
	exit 1
}

[ $# -ge 1 ] || die "usage: run.sh DATE [RESULTS]"
date=$1
results=${2:-$here/results.md}

gnu_time=
for candidate in /usr/bin/time gtime; do
	"$candidate" -f '%e %M' true >/dev/null 2>&1 && gnu_time=$candidate &&
	    break
done
[ -n "$gnu_time" ] || die "GNU time is needed (Debian: time)"

if [ -n "${BENCH_DIR:-}" ]; then
	work=$BENCH_DIR
	mkdir -p "$work" || exit 1
else
	work=$(mktemp -d) || exit 1
	trap 'rm -rf "$work"' EXIT
	trap 'exit 1' HUP INT TERM
fi

# The median of the numbers on standard input, one a line.
median() {
	sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}

notes() {
	[ -d "$work/notes-$1" ] || "$GENERATE" --phrases "$here/phrases.txt" \
	    --notes "$1" --seed $SEED --out "$work/notes-$1" >/dev/null ||
	    die "the notes could not be written"
}

bytes() {
	find "$work/notes-$1" -type f -exec wc -c {} + |
	    awk '$2 != "total" { n += $1 } END { print n }'
}

# check COUNT THREADS: prints "seconds kilobytes" of one run.
check() {
	"$gnu_time" -q -f '%e %M' -o "$work/time" "$REHABLINT" check -q \
	    --scope note --format ndjson -j "$2" "$work/notes-$1" \
	    >"$work/out" 2>"$work/err"
	# 1 is findings, which bench notes have.
	[ $? -le 1 ] || die "check failed: $(head -n 1 "$work/err")"
	cat "$work/time"
}

# start_ms FILE: the median time of a process for one note, in ms.
start_ms() {
	if command -v hyperfine >/dev/null 2>&1; then
		hyperfine -N -i -w 3 -r $STARTS --export-csv "$work/csv" \
		    "$REHABLINT check -q --scope note $1" >/dev/null 2>&1 &&
		    awk -F, 'NR == 2 { printf "%.1f\n", $4 * 1000 }' \
		    "$work/csv"
		return
	fi
	i=0
	while [ $i -lt $STARTS ]; do
		"$gnu_time" -q -f %e -o "$work/time" sh -c '
			i=0
			while [ $i -lt '$PACE' ]; do
				"$0" check -q --scope note "$1" >/dev/null 2>&1
				i=$((i + 1))
			done' "$REHABLINT" "$1"
		cat "$work/time"
		i=$((i + 1))
	done | median | awk '{ printf "%.1f\n", $1 * 1000 / '$PACE' }'
}

# The note whose size is nearest to 3 KB.
typical_note() {
	find "$work/notes-$SCANNED" -type f -exec wc -c {} + |
	    awk '$2 != "total" { d = $1 - 3072; if (d < 0) d = -d; print d, $2 }' |
	    sort -n | awk 'NR == 1 { print $2 }'
}

echo "writing notes" >&2
small=$((NOTES / 10))
notes "$SCANNED"
notes "$small"
notes "$NOTES"
size=$(bytes "$NOTES")

tool="GNU time, $PACE starts a measurement"
command -v hyperfine >/dev/null 2>&1 && tool=$(hyperfine --version)

echo "one note" >&2
note=$(typical_note)
one=$(start_ms "$note") || exit 1

# Runs on one and two threads alternate: a busy machine hurts both alike.
run=0
: >"$work/one"
: >"$work/two"
while [ $run -lt "$RUNS" ]; do
	run=$((run + 1))
	echo "$NOTES notes, run $run of $RUNS" >&2
	check "$NOTES" 1 >>"$work/one" || exit 1
	check "$NOTES" 2 >>"$work/two" || exit 1
done
one_s=$(awk '{ print $1 }' "$work/one" | median)
two_s=$(awk '{ print $1 }' "$work/two" | median)
one_kb=$(awk '{ print $2 }' "$work/one" | median)
two_kb=$(awk '{ print $2 }' "$work/two" | median)
small_1=$(check "$small" 1) || exit 1
small_2=$(check "$small" 2) || exit 1

echo "the scanner and the plain loop" >&2
scan=$("$SCAN" "$REHABLINT_PATTERNS" "$TABLE" "$work/notes-$SCANNED" 3) ||
    die "the scanner and the plain loop differ"

# rate SECONDS: notes and megabytes a second.
rate() {
	awk -v s="$1" -v n="$NOTES" -v b="$size" \
	    'BEGIN { printf "%.0f notes/s, %.1f MB/s", n / s, b / s / 1e6 }'
}

mb() {
	awk -v k="$1" 'BEGIN { printf "%.1f MB", k / 1024 }'
}

scan_line() {
	echo "$scan" | sed -n "s/^$1 //p"
}

{
	echo "# Benchmark"
	echo
	echo "$date, $(getconf _NPROCESSORS_ONLN) cores,"
	echo "$("$REHABLINT" --version | head -n 1)."
	echo "Invented notes (\`bench/generate --seed $SEED\`), $size bytes in" \
	    "$NOTES files."
	echo "Starts measured with $tool; the rest with GNU time."
	echo
	echo "| what | median |"
	echo "| --- | --- |"
	echo "| one note of 3 KB, start to exit (of $STARTS) | $one ms |"
	echo "| $NOTES notes, one thread (of $RUNS) | $(rate "$one_s") |"
	echo "| $NOTES notes, two threads (of $RUNS) | $(rate "$two_s") |"
	echo "| peak memory, one thread, $small / $NOTES notes |" \
	    "$(mb "${small_1#* }") / $(mb "$one_kb") |"
	echo "| peak memory, two threads, $small / $NOTES notes |" \
	    "$(mb "${small_2#* }") / $(mb "$two_kb") |"
	echo "| scanner, one thread, JIT | $(scan_line scanner) |"
	echo "| plain PCRE2 loop, one thread, JIT | $(scan_line "plain loop") |"
	echo "| scanner to plain loop | $(scan_line ratio) |"
	echo
	echo "Scanned: $(echo "$scan" | head -n 1)."
	echo "$scan" | sed -n 's/^given up.*/&./p'
} >"$work/results"
cat "$work/results"
cp "$work/results" "$results"
