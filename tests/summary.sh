#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# usage: tests/summary.sh BUILD...
#
# Adds up what the logs of `make check` in these build folders say and prints
# "N passed, N failed".  A log says so in cmocka's closing lines or in a line
# of that same form; a test that says nothing, or fails without owning up to
# it (a crash), counts as one, and so does a folder where no test came to run.
set -eu

for build in "$@"; do
	logs=$(find "$build/tests" -name '*.trs' 2>/dev/null | sort)
	echo "${logs:-none}"
done | awk '
/^none$/ {
	failed++
	next
}
{
	trs = log_file = $0
	sub(/\.trs$/, ".log", log_file)
	result = ""
	while ((getline line < trs) > 0)
		if (line ~ /^:test-result:/)
			result = line
	close(trs)
	if (result ~ /SKIP/)
		next
	good = bad = 0
	while ((getline line < log_file) > 0) {
		n = split(line, word, " ")
		if (line ~ /^\[  PASSED  \] [0-9]+ test/)
			good += word[4]
		else if (line ~ /^\[  FAILED  \] [0-9]+ test/)
			bad += word[4]
		else if (line ~ /^[0-9]+ passed, [0-9]+ failed/) {
			good += word[1]
			bad += word[3]
		}
	}
	close(log_file)
	if (result ~ /FAIL|ERROR/ && bad == 0)
		bad = 1
	if (result ~ /PASS/ && good == 0)
		good = 1
	passed += good
	failed += bad
}
END { printf "%d passed, %d failed\n", passed, failed }'
