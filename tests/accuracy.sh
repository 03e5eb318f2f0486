#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The figures that the project has reached on its own corpus are held: each
# folder NAME of corpus/ with a file tests/accuracy/NAME.yaml must reach the
# least figures written there.

set -u

srcdir=${srcdir:-.}
program=${REHABLINT:-./rehablint}
passed=0 failed=0

for least in "$srcdir"/tests/accuracy/*.yaml; do
	name=$(basename "$least" .yaml)
	if "$program" eval "$srcdir/corpus/$name" --min "$least" >accuracy.out \
	    2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAIL accuracy on corpus/$name"
		grep "expected at least" accuracy.out || tail -n 20 accuracy.out
	fi
done
rm -f accuracy.out
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
