#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Every header compiles alone, and twice, with the project's flags.  COMPILE
# is the compiler with its flags; make check sets it.
set -u
: "${srcdir:=.}"
: "${COMPILE:=cc -std=c17 -D_GNU_SOURCE -I$srcdir/src -I$srcdir/include}"
passed=0
failed=0

for header in $(find "$srcdir/src" "$srcdir/include" -name '*.h' | sort); do
	name=${header#"$srcdir"/}
	name=${name#src/}
	name=${name#include/}
	if printf '#include "%s"\n#include "%s"\n' "$name" "$name" |
	    $COMPILE -fsyntax-only -x c -; then
		passed=$((passed + 1))
	else
		echo "FAIL: $header does not compile alone"
		failed=$((failed + 1))
	fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
