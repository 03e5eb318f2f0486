/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of notes that have no headings. */
#include "match/parts.h"

#include <stdio.h>

#include "tests/unit/own_packs.h"

static const char concepts[] =
    "kind: concepts\n"
    "name: test\n"
    "concepts:\n"
    "- {id: cue/told, about: x, patterns: ['says']}\n"
    "- {id: cue/done, about: x, fact: doses, patterns: ['\\d+x\\d+']}\n"
    "- {id: cue/judged, about: x, patterns: ['tolerated']}\n"
    "- {id: cue/ahead, about: x, patterns: ['next']}\n"
    "- {id: hint/ahead, about: x, patterns: ['friday']}\n"
    "- {id: only, about: x, in: [ahead], patterns: ['lunges']}\n"
    "- {id: never, about: x, not-in: [done], patterns: ['squats']}\n"
    "- {id: barred, about: x, not-in: [ahead], accept: any,\n"
    "   patterns: ['hops']}\n";

static const char sections[] =
    "kind: sections\n"
    "name: parts\n"
    "sections:\n"
    "- {id: told, titles: [Told], evidence: [cue/told]}\n"
    "- {id: done, titles: [Done], performed: true, evidence: [doses]}\n"
    "- {id: judged, titles: [Judged], evidence: [cue/judged]}\n"
    "- {id: ahead, titles: [Ahead], sure: true, evidence: [cue/ahead],\n"
    "   hints: [hint]}\n"
    "- {id: other, titles: [Other]}\n";

static int
setup(void **state)
{
	static const struct own_file files[] = {
		{"concepts.yaml", concepts},
		{"sections.yaml", sections},
		{NULL, NULL},
	};

	return own_setup(state, files);
}

/* Sections as "kind[text]", with "~" before those inferred. */
static void
assert_parts(struct fixture *f, const char *note, const char *wanted)
{
	struct reading *r = own_read_z(f, note);
	char seen[512] = "";
	size_t len = 0;

	for (size_t i = 0; i < r->sections.len; i++) {
		const struct section *s = &r->sections.at[i];
		struct str body = str_trim(str_slice(r->note->text, s->body));
		if (body.len == 0)
			continue;
		len += (size_t)snprintf(seen + len, sizeof(seen) - len,
		    "%s%s%s[%.*s]", len > 0 ? " " : "", s->inferred ? "~" : "",
		    s->kind ? s->kind->id : "", STR_ARG(body));
	}
	assert_string_equal(seen, wanted);
}

static void
statements_find_their_part(void **state)
{
	assert_parts(*state, "Ann Lee.\nShe says ok.\nBridges 2x10.\n"
	    "Clams 3x8.\nAll tolerated.\nSee her next week.\n",
	    "[Ann Lee.] ~told[She says ok.] ~done[Bridges 2x10.\nClams 3x8.] "
	    "~judged[All tolerated.] ~ahead[See her next week.]");
}

static void
what_says_nothing_stays_with_what_is_before(void **state)
{
	assert_parts(*state, "She says ok.\nSlept well.\nAte well.\n"
	    "Bridges 2x10.\n",
	    "~told[She says ok.\nSlept well.\nAte well.] "
	    "~done[Bridges 2x10.]");
}

static void
a_remark_out_of_order_changes_nothing(void **state)
{
	assert_parts(*state, "Bridges 2x10.\nClams 3x8.\nShe says ok.\n"
	    "Rows 3x8.\nCurls 2x9.\n",
	    "~done[Bridges 2x10.\nClams 3x8.\nShe says ok.\nRows 3x8.\n"
	    "Curls 2x9.]");
}

static void
hints_count_less_than_evidence(void **state)
{
	assert_parts(*state, "One.\nTwo.\nThree.\nIt is friday.\n",
	    "[One.\nTwo.\nThree.\nIt is friday.]");
	assert_parts(*state, "One.\nTwo.\nThree.\nIt is friday.\n"
	    "Then friday.\n", "[One.\nTwo.\nThree.] "
	    "~ahead[It is friday.\nThen friday.]");
}

static void
short_and_titled_notes_are_left_alone(void **state)
{
	assert_parts(*state, "She says ok.\nBridges 2x10.\nSee next week.\n",
	    "[She says ok.\nBridges 2x10.\nSee next week.]");
	assert_parts(*state, "She says ok.\nOne.\nTwo.\nThree.\nFour 2x10.\n"
	    "Told: a\nDone: b\nAhead: c\n",
	    "[She says ok.\nOne.\nTwo.\nThree.\nFour 2x10.] told[a] done[b] "
	    "ahead[c]");
	assert_parts(*state, "One.\nTwo.\nBridges 2x10.\nClams 3x8.\n"
	    "Ahead: lunges\n",
	    "[One.\nTwo.] ~done[Bridges 2x10.\nClams 3x8.] ahead[lunges]");
}

static bool
counts(const struct reading *r, const char *concept)
{
	struct mentions m = reading_named(r, concept);

	assert_true(m.first < m.last);
	return mention_counts(r, m.first);
}

static void
concepts_of_a_part_count_in_it(void **state)
{
	struct reading *r = own_read_z(*state, "She says ok.\nOne 2x10.\n"
	    "Two 3x8 squats.\nThree.\nSee next week.\nAdd lunges and hops.\n");

	assert_true(counts(r, "only"));
	/* What is inferred bars only where the packs trust it. */
	assert_true(counts(r, "never"));
	assert_false(counts(r, "barred"));
}

static void
a_concept_of_a_part_counts_in_no_other(void **state)
{
	assert_false(counts(own_read_z(*state, "Add lunges."), "only"));
	assert_false(counts(own_read_z(*state, "Done: lunges."), "only"));
	assert_true(counts(own_read_z(*state, "Ahead: lunges."), "only"));
}

static void
evidence_must_be_known(void **state)
{
	static const struct own_file files[] = {
		{"concepts.yaml", concepts},
		{"sections.yaml", "kind: sections\nname: parts\n"
		    "sections:\n- {id: told, evidence: [cue/tolld]}\n"
		    "- {id: done}\n- {id: ahead}\n"},
		{NULL, NULL},
	};
	struct fixture f = {0};
	struct err err = {0};

	(void)state;
	own_write_all(&f, files);
	assert_int_equal(pack_load(f.folder, NULL, 0, &f.pack, &err),
	    E_CONFIG);
	assert_non_null(strstr(err.text, "sections.yaml:4:3: nothing is found "
	    "for 'cue/tolld', which is to speak for 'told'; expected an "
	    "element, a fact or a concept"));
	own_remove_all(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(statements_find_their_part),
		cmocka_unit_test(what_says_nothing_stays_with_what_is_before),
		cmocka_unit_test(a_remark_out_of_order_changes_nothing),
		cmocka_unit_test(hints_count_less_than_evidence),
		cmocka_unit_test(short_and_titled_notes_are_left_alone),
		cmocka_unit_test(concepts_of_a_part_count_in_it),
		cmocka_unit_test(a_concept_of_a_part_counts_in_no_other),
		cmocka_unit_test(evidence_must_be_known),
	};

	return cmocka_run_group_tests(tests, setup, own_teardown);
}
