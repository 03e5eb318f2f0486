#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# usage: doc/make-rules-man.sh >doc/rehablint-rules.7
#
# Writes the manual page of the rules from what the program says about those
# it has loaded.  Run it after changing patterns/rules or patterns/payers.yaml;
# tests/manual.sh fails until then.  REHABLINT is the program, by default
# ./rehablint.
set -eu

: "${REHABLINT:=./rehablint}"

# A configuration found upward could load packs of somebody's own.
ask()
{
	"$REHABLINT" "$@" --config /dev/null
}

head_of_page()
{
	cat <<'END'
.\" SPDX-License-Identifier: Apache-2.0
.\" Made by doc/make-rules-man.sh; change patterns/rules instead.
.Dd November 22, 2026
.Dt REHABLINT-RULES 7
.Os
.Sh NAME
.Nm rehablint-rules
.Nd what rehablint finds in notes, and why
.Sh DESCRIPTION
A rule is known by its id, a category and a name.
Its level says how bad a finding is:
.Bl -tag -width "warning"
.It Em error
as documented, the billed service is not supported;
.It Em warning
a reviewer is likely to question it;
.It Em note
advice.
.El
.Pp
The points are what a finding adds to the risk score of the note, once a
rule.
The authority is whose demand the rule rests on; a source is confirmed where
it was read, and recalled where it was not.
A payer that judges a rule otherwise is named with its level.
.Pp
.Ic rehablint explain Ar rule
prints the same with an example and its mended form.
.Xr rehablint-pack 5
tells how to change a level and how to write rules of one's own.
END
}

# Explanations to mdoc.  Parts are titles at the margin over indented text;
# the examples are left out, for each is a whole note.
to_mdoc()
{
	awk '
# Backslashes and leading controls mean themselves; a sentence begins a line.
function text(s,   out)
{
	gsub(/\\/, "\\e", s)
	while (match(s, /[a-z0-9][.!?] [A-Z]/)) {
		out = out substr(s, 1, RSTART + 1) "\n"
		s = substr(s, RSTART + 3)
	}
	s = out s
	return s ~ /^[.\047]/ ? "\\&" s : s
}
!begun {
	begun = 1
	id = $0
	sub(/: .*/, "", id)
	printf ".Ss %s\n%s.\n", id, text(substr($0, length(id) + 3))
	next
}
/^An example/ { over = 1 }
over || /^$/ { next }
/^[^ ]/ {
	part = $0
	if (part == "Applies")
		next
	printf ".Pp\n"
	if (part != "What")
		printf ".Em %s :\n", part
	next
}
part == "Applies" && /^  level/ {
	print ".Pp"
	sub(/^  /, "")
	print text(toupper(substr($0, 1, 1)) substr($0, 2)) "."
	next
}
part == "Applies" {
	sub(/^  /, "")
	print ".br"
	print text($0)
	next
}
{
	sub(/^  /, "")
	print text($0)
}'
}

head_of_page
before=
for id in $(ask rules | awk '{ print $1 }'); do
	category=${id%%/*}
	if [ "$category" != "$before" ]; then
		echo ".Sh $(echo "$category" | tr '[:lower:]' '[:upper:]')"
		before=$category
	fi
	ask explain "$id" | to_mdoc
done
cat <<'END'
.Sh SEE ALSO
.Xr rehablint 1 ,
.Xr rehablint-pack 5
END
