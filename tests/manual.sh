#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The manual says what the program does: its pages are well formed, name the
# same commands, options and formats as --help, the same keys as the readers
# of packs and configurations, and the rules that are loaded; the packs that it
# and README.md show load and pass; the answer that README.md shows is given; and
# the map of the files is whole.
set -u
: "${srcdir:=.}"
: "${REHABLINT:=./rehablint}"
: "${REHABLINT_PATTERNS:=$srcdir/patterns}"
export REHABLINT REHABLINT_PATTERNS
passed=0
failed=0
manual=$srcdir/doc/rehablint.1
packs=$srcdir/doc/rehablint-pack.5

scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

# claim TEXT COMMAND...: the command succeeds
claim()
{
	text=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
	else
		echo "FAIL: $text"
		failed=$((failed + 1))
	fi
}

# same TEXT WANTED FOUND: two lists are equal, and are not empty
same()
{
	if [ -n "$2" ] && [ "$2" = "$3" ]; then
		passed=$((passed + 1))
		return
	fi
	echo "FAIL: $1"
	echo "$2" >"$scratch/program"
	echo "$3" >"$scratch/manual"
	(cd "$scratch" && diff -u program manual)
	failed=$((failed + 1))
}

help_of()
{
	"$REHABLINT" "$@" --help
}

# The lines of a section of a page.
section()
{
	awk -v title="$2" '
	/^\.Sh / { inside = substr($0, 5) == title; next }
	inside' "$1"
}

# What --help prints as options: "format f", "pack".
options_in_help()
{
	sed -n -e 's/^  -\(.\), --\([a-z-]*\).*/\2 \1/p' \
	    -e 's/^      --\([a-z-]*\).*/\1/p'
}

# The same of the lines ".It Fl f , Fl -format Ar name".
options_in_manual()
{
	sed -n -e 's/^\.It Fl \([a-z]\) , Fl -\([a-z-]*\).*/\2 \1/p' \
	    -e 's/^\.It Fl -\([a-z-]*\).*/\1/p'
}

# The options that the synopsis gives a command.
options_in_synopsis()
{
	section "$manual" SYNOPSIS | awk -v command="$1" '
	/^\.Nm/ { inside = 0 }
	$0 == ".Cm " command { inside = 1 }
	inside && /^\.Op Fl -/ { print substr($3, 2) }' | sort
}

# Names in the source of the keys that readers take.
keys_in_source()
{
	cat "$@" | grep -o '\.name = "[a-z_-]*"' | cut -d '"' -f 2 | sort -u
}

# The items ".It Ic key" of a part of a page.
keys_in_manual()
{
	sed -n 's/^\.It Ic \([a-z_-]*\)$/\1/p' | sort -u
}

claim "the program runs" test -x "$REHABLINT"

if command -v mandoc >/dev/null; then
	for page in "$srcdir"/doc/*.[157]; do
		claim "$page is well formed" mandoc -T lint -W warning "$page"
	done
else
	echo "the form of the pages is not checked: there is no mandoc"
fi

commands=$(help_of | sed -n 's/^  \([a-z]*\)  .*/\1/p' | sort)
same "the commands of $manual" "$commands" \
    "$(section "$manual" COMMANDS | sed -n 's/^\.It Cm //p' | sort)"
for command in $commands; do
	same "the synopsis of $command" \
	    "$(help_of "$command" | options_in_help | cut -d ' ' -f 1 |
		grep -v '^help$' | sort)" "$(options_in_synopsis "$command")"
done
same "the options of $manual" \
    "$( (echo version
	for command in $commands; do
		help_of "$command" | options_in_help
	done) | sort -u)" \
    "$(section "$manual" OPTIONS | options_in_manual | sort)"
same "the formats of $manual" \
    "$(for command in $commands; do
	help_of "$command" | sed -n 's/^Formats: //p' |
	    sed 's/(default)//' | tr -s ' ' '\n'
    done | sort -u)" \
    "$(section "$manual" FORMATS | sed -n 's/^\.It Cm //p' | sort -u)"

same "the keys of a configuration" \
    "$(keys_in_source "$srcdir/src/cmd/config.c")" \
    "$(section "$manual" FILES | keys_in_manual)"
# A pattern, an example and a few others are told of in running text.
section "$packs" "KINDS OF FILES" | grep -o '^\.Ic [a-z_-]*' |
    sed 's/^\.Ic //' | sort -u >"$scratch/mentioned"
(sed -n '/^Every file begins/,/^\.Sh/p' "$packs" | keys_in_manual
    section "$packs" "KINDS OF FILES" | keys_in_manual) | sort -u \
    >"$scratch/items"
keys_in_source "$srcdir"/src/pack/load*.[ch] >"$scratch/keys"
same "the keys of packs" "$(cat "$scratch/keys")" \
    "$( (cat "$scratch/items"
	comm -12 "$scratch/mentioned" "$scratch/keys") | sort -u)"

# A fact that the program reads stands in its source, one a pack feeds in it.
section "$packs" FACTS | sed -n 's/^\.It Ic //p' |
    tr -d ' ' | tr ',' '\n' | sort >"$scratch/facts"
same "the facts that no reader takes" none "$(while read -r fact; do
	cat "$srcdir"/src/facts/*.c "$srcdir"/src/match/*.c |
	    grep -Fq "\"$fact\"" || echo "$fact"
done <"$scratch/facts" | grep . || echo none)"
same "the facts that only packs know" none "$(cat "$srcdir"/patterns/*/*.yaml |
    sed -n 's/^ *fact: *//p' | sort -u | comm -23 - "$scratch/facts" |
    grep . || echo none)"

for room in "$srcdir"/src/*; do
	name=${room##*/}
	same "the map of src/$name in doc/architecture.md" \
	    "$(for file in "$room"/*.[ch]; do
		basename "${file%.?}"
	    done | sort -u)" \
	    "$(awk -v title="### $name/" '
	    /^##/ { inside = $0 == title }
	    inside' "$srcdir/doc/architecture.md" |
		sed -n 's/^| `\([a-z0-9_]*\)` |.*/\1/p' | sort)"
done

sh "$srcdir/doc/make-rules-man.sh" >"$scratch/rules.7"
claim "doc/rehablint-rules.7 is what doc/make-rules-man.sh makes" \
    diff -u "$srcdir/doc/rehablint-rules.7" "$scratch/rules.7"

# The note that README.md shows gets the answer that it shows.
shown=corpus/clinic/p05-nwosu/2026-03-23-daily.txt
same "the answer in README.md" \
    "$(program=$(realpath "$REHABLINT")
	packs=$(realpath "$REHABLINT_PATTERNS")
	cd "$srcdir" && REHABLINT_PATTERNS=$packs "$program" check "$shown")" \
    "$(awk -v first="$ rehablint check $shown" '
	$0 == first { inside = 1; next }
	/^```/ { inside = 0 }
	inside' "$srcdir/README.md")"

# passing FOLDER WHERE: the packs in a folder load, and so do their examples
passing()
{
	claim "$2 has examples" test -f "$1/1.yaml"
	"$REHABLINT" packs test --config /dev/null --pack "$1" \
	    >"$scratch/examples" 2>&1
	grep -e "$1" "$scratch/examples"
	claim "the examples of $2 load" \
	    grep -q ' examples, ' "$scratch/examples"
	claim "the examples of $2 pass" \
	    test -z "$(grep -e "$1" "$scratch/examples")"
}

# Displays that are files of packs, as they are when copied from the page.
mkdir "$scratch/manual-packs" "$scratch/readme-packs"
awk -v folder="$scratch/manual-packs" '
/^\.Bd/ { inside = 1; file = ""; next }
/^\.Ed/ { inside = 0 }
inside {
	gsub(/\\e/, "\\")
	if (file == "" && /^kind:/)
		file = folder "/" ++n ".yaml"
	if (file != "")
		print >file
}' "$packs"
awk -v folder="$scratch/readme-packs" '
/^```/ { file = ""; next }
/^kind:/ { file = folder "/" ++n ".yaml" }
file != "" { print >file }' "$srcdir/README.md"
passing "$scratch/manual-packs" "$packs"
passing "$scratch/readme-packs" "$srcdir/README.md"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
