#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The sample clinic says in every form that is read what it says as text:
# corpus/export.py writes the forms, and facts, risk and findings of each are
# compared with those of the text.  Also, an archive gives the same bytes on
# one thread as on three, and from standard input but for its name.  Skipped
# without python3.

set -u

srcdir=${srcdir:-.}
program=${REHABLINT:-./rehablint}
clinic=$srcdir/corpus/clinic
passed=0 failed=0

command -v python3 >/dev/null || {
	echo "skipped: there is no python3"
	exit 77
}
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

# audit OUT ARGUMENT...: 1 is findings, which the clinic has
audit()
{
	out=$1
	shift
	"$program" check -q --scope note --format ndjson "$@" >"$out"
	[ $? -le 1 ]
}

claim()
{
	what=$1
	shift
	if "$@" >"$scratch/said" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAIL $what"
		tail -n 20 "$scratch/said"
	fi
}

same_as_text()
{
	audit "$scratch/forms.ndjson" "$scratch/forms" &&
	    python3 "$srcdir/tests/roundtrip.py" "$scratch/text.ndjson" \
	    "$scratch/forms.ndjson" "$clinic" "$scratch/forms" \
	    "$scratch/counts.json"
}

same_on_threads()
{
	audit "$scratch/one" -j 1 "$1" && audit "$scratch/three" -j 3 "$1" &&
	    cmp "$scratch/one" "$scratch/three"
}

same_from_pipe()
{
	audit "$scratch/named" "$1" &&
	    audit "$scratch/piped" - <"$1" &&
	    sed "s|\"file\":\"[^\"]*\"|\"file\":\"-\"|" "$scratch/named" |
	    cmp - "$scratch/piped"
}

audit "$scratch/text.ndjson" "$clinic" || exit 1
python3 -B "$srcdir/corpus/export.py" "$scratch/text.ndjson" "$clinic" \
    "$scratch/forms" >"$scratch/counts.json" || exit 1
claim "the forms" same_as_text
for file in zip-nested/notes.zip csv-pieces/notes.csv; do
	claim "$file on three threads" same_on_threads "$scratch/forms/$file"
done
claim "an archive from a pipe" same_from_pipe \
    "$scratch/forms/tar-gz/notes.tar.gz"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
