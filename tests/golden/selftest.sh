#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Does the golden harness itself pass and fail as it should?  Runs it in a
# scratch folder on an example case with a stand-in for the program.

set -u

here=$(cd "$(dirname "$0")" && pwd) || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
passed=0 failed=0

mkdir -p "$scratch/tests/golden/example" "$scratch/doc" || exit 2
cp "$here/run.sh" "$here/validate.py" "$scratch/tests/golden/"
cp -r "$here/../../doc/schema" "$scratch/doc/"
cd "$scratch" || exit 2

cat >program <<'END'
#!/bin/sh
printf '%s|' "$@" "$LC_ALL" "$TZ" "$NO_COLOR"
echo
cat note.txt -
echo "a remark" >&2
exit 1
END
chmod +x program
cat >tests/golden/example/args <<'END'
# One argument a line, so that blanks need no quoting.
check
a b
END
echo "the note" >tests/golden/example/note.txt
echo "fed in" >tests/golden/example/stdin
export REHABLINT=$scratch/program

# claim TEXT COMMAND...: the command succeeds
claim() {
	text=$1
	shift
	if "$@" >/dev/null 2>&1; then
		passed=$((passed + 1))
	else
		echo "FAIL $text"
		failed=$((failed + 1))
	fi
}
fails() { ! "$@"; }
golden() { sh tests/golden/run.sh "$@" >log 2>&1; }
says() { grep -F -- "$1" log; }
case=tests/golden/example

claim "a case without stored output fails" fails golden
claim "it shows what is new" says "+the note"
claim "it names the case" grep -Fx "FAIL example" log
claim "it counts" says "0 passed, 1 failed"
claim "--update stores" golden --update
claim "arguments and surroundings are passed" \
	grep -Fx "check|a b|C.UTF-8|UTC0|1|" $case/stdout
claim "standard input is passed" grep -Fx "fed in" $case/stdout
claim "standard error is stored" grep -Fx "a remark" $case/stderr
claim "the status is stored" grep -Fx 1 $case/status
claim "a stored case passes" golden example
claim "it says so" says "1 passed, 0 failed"

echo 3 >$case/status
claim "another status fails" fails golden
claim "it names the file" says "--- example/status, expected"
echo 1 >$case/status
echo "another remark" >$case/stderr
claim "other words on standard error fail" fails golden
claim "a case that is not there fails" fails golden missing
claim "it says why" says "FAIL missing: no args file"
claim "an unknown option is refused" fails golden --updat
REHABLINT=$scratch/nothing
claim "a program that is not there is refused" fails golden
REHABLINT=$scratch/program

if python3 -c 'import jsonschema' 2>/dev/null; then
	printf '#!/bin/sh\necho "{\\"kind\\":\\"note\\"}"\n' >program
	claim "JSON against the schema fails even on --update" \
		fails golden --update
	claim "it says what is missing" says "'findings' is a required property"
	printf '#!/bin/sh\necho "{"\n' >program
	claim "broken JSON fails" fails golden --update
	claim "it says which" says "example: not JSON"
else
	echo "4 claims skipped: python3 has no jsonschema"
fi
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
