#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Every source, test and manual page stands in a list of Makefile.am: what is
# in none would be neither built nor shipped.
set -u
: "${srcdir:=.}"
passed=0
failed=0

cd "$srcdir" || exit 1
for file in $(find src include tests -name '*.[ch]' -o -name '*.sh' |
    sort) doc/*.[157]; do
	[ -f "$file" ] || continue
	# A unit test may be listed as the program it becomes.
	case $file in
	tests/unit/*.c) name=${file%.c} ;;
	*) name=$file ;;
	esac
	if sed 's/#.*//' Makefile.am | tr -s ' \t\\=' '\n' |
	    grep -Fqx -e "$name" -e "$file"; then
		passed=$((passed + 1))
	else
		echo "FAIL: $file is in no list of Makefile.am"
		failed=$((failed + 1))
	fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
