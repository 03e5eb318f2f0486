#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# usage: tests/rules.sh [--update]
#
# Every rule on three notes: the bad example of its page (it fires), the same
# note mended (a near miss: silent) and a note that is clean (silent).  What is
# found where, in which words, is held against tests/golden/rules.txt, or
# stored there.  Rules that no single note can break have no examples; each
# must be found in a case of tests/golden.
#
# Environment: REHABLINT, the program, default ./rehablint
# Exit status: 0 all as stored, 1 not, 77 no python3.
set -u

srcdir=${srcdir:-.}
program=${REHABLINT:-./rehablint}
stored=$srcdir/tests/golden/rules.txt
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

command -v python3 >/dev/null || exit 77
python3 "$srcdir/tests/rules.py" "$program" "$srcdir/tests/golden" "$scratch" \
    >"$scratch/out" || exit 1
if [ "${1-}" = --update ]; then
	cp "$scratch/out" "$stored"
	exit
fi
diff -u "$stored" "$scratch/out" || exit 1
echo "$(grep -c '^[a-z]' "$stored") passed, 0 failed"
