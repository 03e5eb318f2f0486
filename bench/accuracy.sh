#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Writes the scoreboard: what the program reads and finds on the labelled notes
# of corpus/, per measure, with 95 % bootstrap intervals.
#
# usage: REHABLINT=build/rehablint bench/accuracy.sh >bench/accuracy.md

set -eu

cd "$(dirname "$0")/.."
program=${REHABLINT:-build/rehablint}

# One table of `rehablint eval`: the first group of rows are the measures, what
# follows a blank line sums them up.
table()
{
	"$program" eval "$1" | awk '
		NR == 1 {
			print "| measure | figure | 95 % | precision | recall | right | wrong | missed |"
			print "| --- | --- | --- | --- | --- | --- | --- | --- |"
			next
		}
		NF == 0 { rest = 1; next }
		!rest {
			printf "| %s | %s | %s | %s | %s | %s | %s | %s |\n",
			    $1, $2, $3, $4, $5, $6, $7, $8
			next
		}
		rest == 1 { print ""; rest = 2 }
		{ print "    " $0 }
	'
}

cat <<'END'
# Accuracy

Made by `bench/accuracy.sh` from `rehablint eval`. A figure is F1 for what is
present or absent and for findings, and the share of agreement for values;
*right*, *wrong* and *missed* count the notes or items.

`corpus/clinic` and `corpus/dev` were studied while the packs were written, so
their figures say what the packs can express. `corpus/test` was written by
others, is held back from whoever writes packs, and says what to expect of notes
that nobody has tuned to. Two auditors labelled each of its notes, but for those
of `further`, without seeing each other (they agree on 0.99 of the elements and
0.96 to 0.985 of the findings); where they differ it is judged neither way. The
notes of `further` have the labels of who wrote them. Its oldest notes move on to
`corpus/dev` when newer ones have taken their place.
END
for folder in clinic dev test; do
	printf '\n## corpus/%s\n\n' "$folder"
	table "corpus/$folder"
done
