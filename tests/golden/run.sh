#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Golden tests: run the program on stored inputs and compare what it says.
#
# usage: tests/golden/run.sh [--update] [CASE...]
#
# A case is a folder beside this script with
#	args	the arguments, one a line; a line with # first is a remark
#	stdin	what to feed in, if anything
#	stdout, stderr, status
#		what is expected; a missing file stands for nothing, and for 0
# and any inputs.  The program runs in the case's folder.  --update stores what
# came out instead of comparing.  Environment:
#	REHABLINT	the program, default ./rehablint
#	SARIF_SCHEMA	a copy of the OASIS schema, to validate SARIF against
# JSON is also validated against doc/schema when python3-jsonschema is there.
# Exit status: 0 all passed, 1 some failed, 2 usage.

set -u

here=$(cd "$(dirname "$0")" && pwd) || exit 2
schemas=$here/../../doc/schema
program=${REHABLINT:-./rehablint}
update=no
passed=0 failed=0

case $program in
/*) ;;
*) program=$PWD/$program ;;
esac
if [ "${1-}" = --update ]; then
	update=yes
	shift
fi
case ${1-} in
-*)
	echo "usage: run.sh [--update] [CASE...]" >&2
	exit 2
	;;
esac
if [ ! -x "$program" ]; then
	echo "run.sh: $program is not a program; build it or set REHABLINT" >&2
	exit 2
fi

scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

# Whatever could change the output is pinned.
LC_ALL=C.UTF-8 TZ=UTC0 COLUMNS=80 NO_COLOR=1 TERM=dumb HOME=$scratch/home
export LC_ALL TZ COLUMNS NO_COLOR TERM HOME
unset XDG_CONFIG_HOME CLICOLOR CLICOLOR_FORCE LANGUAGE
mkdir "$HOME" "$scratch/json" || exit 2

# run_case FOLDER: leaves stdout, stderr and status in $scratch
run_case() {
	set --
	while IFS= read -r line || [ -n "$line" ]; do
		case $line in
		'#'*) ;;
		*) set -- "$@" "$line" ;;
		esac
	done <args
	input=/dev/null
	[ -f stdin ] && input=stdin
	"$program" "$@" <"$input" >"$scratch/stdout" 2>"$scratch/stderr"
	echo $? >"$scratch/status"
}

# expected FILE: what is stored, or what a missing file stands for
expected() {
	if [ -f "$1" ]; then
		cat "$1"
	elif [ "$1" = status ]; then
		echo 0
	fi
}

store() {
	for file in stdout stderr status; do
		rm -f "$file"
		expected "$file" | cmp -s - "$scratch/$file" ||
			cp "$scratch/$file" "$file"
	done
}

compare() {
	same=0
	for file in stdout stderr status; do
		expected "$file" >"$scratch/expected"
		diff -u "$scratch/expected" "$scratch/$file" \
			>"$scratch/diff" && continue
		same=1
		sed -e "1s|.*|--- $1/$file, expected|" \
			-e "2s|.*|+++ $1/$file, now|" "$scratch/diff"
	done
	return $same
}

one() {
	name=$1
	if [ ! -f "$here/$name/args" ]; then
		echo "FAIL $name: no args file in $here/$name"
		failed=$((failed + 1))
		return
	fi
	cd "$here/$name" || exit 2
	run_case
	ok=yes
	if [ $update = yes ]; then
		store
	else
		compare "$name" || ok=no
	fi
	cp "$scratch/stdout" "$scratch/json/$name"
	if [ $ok = yes ]; then
		passed=$((passed + 1))
	else
		echo "FAIL $name"
		failed=$((failed + 1))
	fi
}

if [ $# -eq 0 ]; then
	for folder in "$here"/*/; do
		[ -f "$folder/args" ] && set -- "$@" "$(basename "$folder")"
	done
fi
for name in "$@"; do
	one "$name"
done

# All at once, for starting python takes longer than a case.
cd "$scratch/json" || exit 2
status=77
if [ $# -gt 0 ] && command -v python3 >/dev/null; then
	python3 "$here/validate.py" "$schemas" "$@"
	status=$?
fi
case $status in
0)	;;
77)	echo "validation skipped: there is no python3 with jsonschema" ;;
*)	echo "FAIL validation"
	failed=$((failed + 1)) ;;
esac
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
