/* SPDX-License-Identifier: Apache-2.0 */
/* Packs: what is read from good ones, and what is said about bad ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "pack/csv.h"
#include "pack/pack.h"
#include "pack/yaml.h"
#include "own_files.h"

static int
setup(void **state)
{
	*state = calloc(1, sizeof(struct folder));
	return *state == NULL || !folder_make(*state);
}

static int
teardown(void **state)
{
	folder_remove(*state);
	free(*state);
	return 0;
}

static const char *
put(struct folder *f, const char *name, const char *text)
{
	return folder_put(f, name, text, strlen(text));
}

static struct pack *
load(struct folder *f)
{
	struct pack *pack = NULL;
	struct err err = {0};

	if (pack_load(f->path, NULL, 0, &pack, &err) != OK)
		fail_msg("%s", err.text);
	return pack;
}

/* Loading fails with exactly this, `@` standing for the folder. */
static void
refused_as(struct folder *f, enum status status, const char *message)
{
	struct pack *untouched = (struct pack *)f, *pack = untouched;
	struct err err = {0};
	char expected[1024] = "";
	size_t len = 0;

	for (; *message != '\0'; message++) {
		if (*message == '@')
			len += (size_t)snprintf(expected + len,
			    sizeof(expected) - len, "%s", f->path);
		else
			expected[len++] = *message;
	}
	assert_int_equal(pack_load(f->path, NULL, 0, &pack, &err), status);
	assert_string_equal(err.text, expected);
	assert_ptr_equal(pack, untouched);
}

static void
refused(struct folder *f, const char *message)
{
	refused_as(f, E_CONFIG, message);
}

/* One concepts file is refused so. */
static void
concepts_refused(struct folder *f, const char *concepts, const char *message)
{
	char text[4096];

	snprintf(text, sizeof(text), "kind: concepts\nname: c\n%s", concepts);
	put(f, "c.yaml", text);
	refused(f, message);
}

#define SECTIONS                                                              \
	"kind: sections\nname: s\nsections:\n"                                \
	"- {id: plan, titles: [Plan, Plan of Care], letters: P,\n"            \
	"   assertion: planned}\n"                                            \
	"- {id: objective, titles: Objective, performed: yes,\n"              \
	"   narrative: true}\n"

static void
reads_sections(void **state)
{
	put(*state, "s.yaml", SECTIONS);
	struct pack *p = load(*state);
	const struct section_kind *plan = pack_section(p, "plan");
	const struct section_kind *objective = pack_section(p, "objective");

	assert_int_equal(p->sections.len, 2);
	assert_int_equal(plan->titles.len, 2);
	assert_string_equal(plan->titles.at[1], "Plan of Care");
	assert_string_equal(plan->letters.at[0], "P");
	assert_int_equal(plan->assertion, PLANNED);
	assert_false(plan->performed);
	assert_int_equal(objective->index, 1);
	assert_int_equal(objective->assertion, AFFIRMED);
	assert_true(objective->performed && objective->narrative);
	assert_null(pack_section(p, "assessment"));
	pack_free(p);
}

static void
reads_concepts(void **state)
{
	/* The file before the one with the sections it names. */
	put(*state, "a.yaml",
	    "kind: concepts\nname: a\n"
	    "concepts:\n"
	    "- id: goal/stated\n"
	    "  about: A goal.\n"
	    "  element: goal\n"
	    "  fact: goal\n"
	    "  accept: [affirmed, planned]\n"
	    "  in: [plan]\n"
	    "  not-in: objective\n"
	    "  patterns:\n"
	    "  - '\\bgoal\\b'\n"
	    "  - regex: 'will {1,2}walk'\n"
	    "    match: will walk\n"
	    "    skip: [walks, walked]\n"
	    "  terms: [STG, LTG]\n"
	    "  match: [goal met]\n"
	    "  skip: [goalie]\n");
	put(*state, "s.yaml", SECTIONS);
	struct pack *p = load(*state);
	const struct concept *c = pack_concept(p, "goal/stated");

	assert_non_null(c);
	assert_string_equal(c->about, "A goal.");
	assert_string_equal(c->element, "goal");
	assert_int_equal(c->accept, AFFIRMED | PLANNED);
	assert_int_equal(c->in, 1 << 0);
	assert_int_equal(c->not_in, 1 << 1);
	assert_int_equal(c->trigger.kind, NO_TRIGGER);
	assert_int_equal(c->terms.len, 2);
	assert_int_equal(c->patterns.len, 2);
	assert_string_equal(c->patterns.at[0]->regex, "\\bgoal\\b");
	assert_ptr_equal(c->patterns.at[1]->concept, c);
	assert_int_equal(c->patterns.at[1]->index, 1);
	assert_string_equal(c->patterns.at[1]->match.at[0], "will walk");
	assert_int_equal(c->patterns.at[1]->skip.len, 2);
	assert_int_equal(c->origin.line, 4);
	assert_int_equal(c->patterns.at[0]->origin.line, 12);
	assert_int_equal(c->patterns.at[0]->origin.column, 5);
	assert_int_equal(c->patterns.at[1]->origin.line, 13);
	assert_int_equal(c->patterns.at[1]->origin.column, 12);
	assert_true(texts_have(&c->terms, "LTG"));
	assert_false(texts_have(&c->terms, "ltg"));
	pack_free(p);
}

static void
expands_macros(void **state)
{
	put(*state, "a.yaml",
	    "kind: concepts\nname: a\n"
	    "define:\n"
	    "  num: '\\d{1,3}'\n"
	    "  dose: '{{num}} ?{{x}} ?{{ num }}'\n"
	    "concepts:\n"
	    "- id: one\n"
	    "  patterns: '^{{dose}}$'\n"
	    "- id: wrapped\n"
	    "  patterns:\n"
	    "  - >-\n"
	    "    one two|\n"
	    "      \xce\xb1{{x}}\n"
	    "    #3\n"
	    "  - |\n"
	    "    ab\n"
	    "    cd\n"
	    "\n"
	    "- id: last\n"
	    "  patterns:\n"
	    "  - regex: |\n"
	    "      e\n"
	    "      f");
	put(*state, "z.yaml",
	    "kind: macros\nname: z\ndefine: {x: '[x\xc3\x97]'}\n");
	struct pack *p = load(*state);

	assert_int_equal(p->patterns.len, 4);
	assert_string_equal(p->patterns.at[0]->regex,
	    "^(?:(?:\\d{1,3}) ?(?:[x\xc3\x97]) ?(?:\\d{1,3}))$");
	assert_string_equal(p->patterns.at[1]->regex,
	    "one two|\xce\xb1(?:[x\xc3\x97])#3");
	assert_string_equal(p->patterns.at[2]->regex, "abcd");
	assert_string_equal(p->patterns.at[3]->regex, "ef");
	assert_int_equal(p->patterns.at[1]->origin.line, 11);
	assert_int_equal(p->patterns.at[1]->origin.column, 5);
	pack_free(p);
}

static void
reads_crlf_and_bom(void **state)
{
	put(*state, "a.yaml",
	    "\xef\xbb\xbfkind: concepts\r\nname: a\r\nconcepts:\r\n"
	    "- id: one\r\n  patterns:\r\n  - |\r\n    a\r\n    b\r\n");
	struct pack *p = load(*state);

	assert_string_equal(p->patterns.at[0]->regex, "ab");
	assert_int_equal(p->patterns.at[0]->origin.line, 6);
	pack_free(p);
}

static void
combines_concepts(void **state)
{
	put(*state, "a.yaml",
	    "kind: concepts\nname: a\nconcepts:\n"
	    "- {id: whole, all-of: [middle, leaf], none-of: leaf2,\n"
	    "   within: section}\n"
	    "- {id: middle, all-of: leaf}\n"
	    "- {id: leaf, terms: x}\n"
	    "- {id: leaf2, accept: any, terms: y}\n");
	struct pack *p = load(*state);
	const struct concept *whole = pack_concept(p, "whole");
	const struct concept *middle = pack_concept(p, "middle");

	assert_int_equal(whole->all_of.len, 2);
	assert_ptr_equal(whole->all_of.at[0], middle);
	assert_ptr_equal(whole->none_of.at[0], pack_concept(p, "leaf2"));
	assert_int_equal(whole->within, WITHIN_SECTION);
	assert_int_equal(whole->accept, AFFIRMED);
	assert_int_equal(whole->none_of.at[0]->accept, 2 * HYPOTHETICAL - 1);
	assert_int_equal(middle->within, WITHIN_STATEMENT);
	assert_int_equal(p->combinations.len, 2);
	assert_ptr_equal(p->combinations.at[0], middle);
	assert_ptr_equal(p->combinations.at[1], whole);
	pack_free(p);
}

static void
reads_assertion(void **state)
{
	put(*state, "a.yaml",
	    "kind: assertion\nname: a\n"
	    "define: {neg: 'denies|no'}\n"
	    "triggers:\n"
	    "- {id: neg/denies, status: negated, direction: forward, "
	    "words: 6,\n"
	    "   patterns: '{{neg}}', match: denies pain}\n"
	    "pseudo:\n"
	    "- {id: neg/no-change, patterns: no change}\n"
	    "stops:\n"
	    "- {id: stop/but, patterns: but}\n");
	struct pack *p = load(*state);
	const struct concept *c = pack_concept(p, "neg/denies");

	assert_int_equal(c->trigger.kind, TRIGGER);
	assert_int_equal(c->trigger.status, NEGATED);
	assert_int_equal(c->trigger.direction, REACH_FORWARD);
	assert_int_equal(c->trigger.words, 6);
	assert_string_equal(c->patterns.at[0]->regex, "(?:denies|no)");
	assert_int_equal(pack_concept(p, "neg/no-change")->trigger.kind,
	    PSEUDO_TRIGGER);
	assert_int_equal(pack_concept(p, "stop/but")->trigger.kind,
	    STOP_TRIGGER);
	pack_free(p);
}

static void
reads_lexicons(void **state)
{
	put(*state, "a.yaml",
	    "kind: lexicon\nname: moves/lower\nentries:\n"
	    "- {name: heel slide, also: [HS, slide of heel], weak: slides,\n"
	    "   code: [97110, 97112], kind: range, region: knee, value: h}\n"
	    "examples:\n"
	    "- {text: HS x10 and wall push, finds: [heel slide, wall push]}\n"
	    "- {text: nothing, finds: []}\n");
	put(*state, "b.yaml",
	    "kind: lexicon\nname: moves/upper\nentries:\n"
	    "- {name: wall push, weak: slides}\n");
	put(*state, "c.yaml",
	    "kind: words\nname: moves/words\n"
	    "words: {exercise: [ex, exer], with: w}\n"
	    "qualifiers: [seated, prone]\nequipment: band\n");
	struct pack *p = load(*state);
	const struct concept *c = pack_concept(p, "moves");
	const struct lexeme *l = p->lexemes.at[0];

	assert_string_equal(c->fact, "moves");
	assert_int_equal(p->lexemes.len, 2);
	assert_string_equal(l->name, "heel slide");
	assert_ptr_equal(l->concept, c);
	assert_ptr_equal(p->lexemes.at[1]->concept, c);
	assert_string_equal(l->also.at[1], "slide of heel");
	assert_string_equal(l->weak.at[0], "slides");
	assert_string_equal(l->code.at[1], "97112");
	assert_string_equal(l->kind, "range");
	assert_string_equal(l->region.at[0], "knee");
	assert_string_equal(l->value, "h");
	assert_int_equal(p->examples.len, 2);
	assert_string_equal(p->examples.at[0].finds.at[1], "wall push");
	assert_ptr_equal(p->examples.at[0].concept, c);
	assert_int_equal(p->examples.at[1].finds.len, 0);
	assert_int_equal(p->synonyms.len, 2);
	assert_string_equal(p->synonyms.at[0].canonical, "exercise");
	assert_string_equal(p->synonyms.at[0].others.at[1], "exer");
	assert_string_equal(p->synonyms.at[1].others.at[0], "w");
	assert_int_equal(pack_concept(p, "moves/qualifier")->terms.len, 2);
	assert_string_equal(pack_concept(p, "moves/equipment")->terms.at[0],
	    "band");
	pack_free(p);
}

#define RULES                                                                 \
	"kind: rules\nname: r\nrules:\n"                                      \
	"- {id: own/one, level: warning, title: T, message: 'm {x}',\n"       \
	"   points: 12, searched: plan, when: a, require: [b], forbid: [a],\n"\
	"   confidence: recalled}\n"                                          \
	"- {id: own/two, level: note, scope: chart, title: T, message: m}\n"
#define AB                                                                    \
	"kind: concepts\nname: c\nconcepts:\n"                                \
	"- {id: a, terms: a}\n- {id: b, terms: b}\n"

static void
reads_rules_and_overrides(void **state)
{
	struct folder *f = *state;
	struct pack *p = NULL;
	struct err err = {0};
	const char *user[1];

	put(f, "c.yaml", AB);
	put(f, "r.yaml", RULES);
	put(f, "s.yaml", SECTIONS);
	user[0] = put(f, "user.pack",
	    "kind: rules\nname: mine\noverride:\n"
	    "- {rule: own/one, level: off}\n- {rule: own/two, level: error}\n");
	p = load(f);
	const struct rule_meta *one = pack_rule(p, "own/one");
	assert_int_equal(one->level, LEVEL_WARNING);
	assert_string_equal(one->scope, "note");
	assert_string_equal(one->message, "m {x}");
	assert_int_equal(one->points, 12);
	assert_string_equal(one->searched.at[0], "plan");
	assert_ptr_equal(one->when, pack_concept(p, "a"));
	assert_ptr_equal(one->require.at[0], pack_concept(p, "b"));
	assert_ptr_equal(one->forbid.at[0], pack_concept(p, "a"));
	assert_false(one->off);
	assert_int_equal(one->origin.line, 4);
	assert_string_equal(pack_rule(p, "own/two")->scope, "chart");
	pack_free(p);

	assert_int_equal(pack_load(f->path, user, 1, &p, &err), OK);
	assert_true(pack_rule(p, "own/one")->off);
	assert_int_equal(pack_rule(p, "own/two")->level, LEVEL_ERROR);
	assert_int_equal(pack_rule(p, "own/two")->index, 1);
	pack_free(p);
}

static void
reads_payers_scores_and_types(void **state)
{
	put(*state, "p.yaml",
	    "kind: payers\nname: p\npayers:\n"
	    "- {id: one, title: One, names: [First], counting: per-code,\n"
	    "   discipline-modifier: yes, kx: no, late-signature-days: 30,\n"
	    "   levels: {own/two: off, own/three: error}}\n"
	    "- {id: two, title: Two, counting: total-time}\n");
	put(*state, "r.yaml",
	    "kind: rules\nname: r\nrules:\n"
	    "- {id: own/two, level: note, title: T, message: m}\n"
	    "- {id: own/three, level: note, title: T, message: m}\n");
	put(*state, "s.yaml",
	    "kind: score\nname: s\n"
	    "tiers: [{name: low, from: 0}, {name: high, from: 50}]\n"
	    "caps: [{category: wording, points: 10}]\n");
	put(*state, "t.yaml",
	    "kind: note-types\nname: t\n"
	    "note-types: [{id: daily, required: [exercise, date]}]\n");
	struct pack *p = load(*state);
	const struct payer *one = pack_payer(p, STR("one"));

	assert_int_equal(one->counting, COUNT_PER_CODE);
	assert_true(one->discipline_modifier);
	assert_false(one->assistant_modifier || one->kx);
	assert_int_equal(one->late_signature_days, 30);
	assert_int_equal(one->levels.len, 2);
	assert_string_equal(one->levels.at[0].rule, "own/two");
	assert_int_equal(one->levels.at[0].level, -1);
	assert_int_equal(one->levels.at[1].level, LEVEL_ERROR);
	assert_int_equal(pack_payer(p, STR("two"))->late_signature_days, -1);
	assert_null(pack_payer(p, STR("three")));
	assert_string_equal(p->tiers.at[1].name, "high");
	assert_int_equal(p->tiers.at[1].from, 50);
	assert_string_equal(p->caps.at[0].category, "wording");
	assert_int_equal(pack_note_type(p, "daily")->required.len, 2);
	assert_null(pack_note_type(p, "weekly"));
	pack_free(p);
}

#define CODES                                                                 \
	"code,label,timed,minutes_per_unit,attendance,disciplines,deleted,"   \
	"units_per_day,names,source,confidence\n"

static void
reads_codes(void **state)
{
	put(*state, "codes.csv",
	    "# own words\n"
	    CODES
	    "97110,\"Exercise, \"\"timed\"\"\",yes,15,one_on_one,PT; OT,,6,"
	    "TE;ther ex,book,confirmed\n"
	    "\n"
	    "64550,\"Two\nlines\",no,,,,2019-12-31,,,,\n");
	struct pack *p = load(*state);
	const struct code *te = pack_code(p, STR("97110"));
	const struct code *old = pack_code(p, STR("64550"));

	assert_string_equal(te->label, "Exercise, \"timed\"");
	assert_true(te->timed);
	assert_int_equal(te->minutes_per_unit, 15);
	assert_int_equal(te->disciplines.len, 2);
	assert_string_equal(te->disciplines.at[1], "OT");
	assert_string_equal(te->names.at[1], "ther ex");
	assert_int_equal(te->limits[SETTING_HOSPITAL].units, 6);
	assert_int_equal(te->deleted, NO_DATE);
	assert_string_equal(old->label, "Two\nlines");
	assert_false(old->timed);
	assert_int_equal(old->deleted, date_of(2019, 12, 31));
	assert_int_equal(old->limits[SETTING_PRACTITIONER].units, -1);
	assert_null(pack_code(p, STR("9711")));
	pack_free(p);
}

static void
checksum_follows_the_regexes(void **state)
{
	struct folder *f = *state;
	uint64_t sums[3];
	static const char *const patterns[] = {"[ab, c]", "[a, bc]", "[ab, c]"};

	for (int i = 0; i < 3; i++) {
		char text[128];
		snprintf(text, sizeof(text), "kind: concepts\nname: a\n"
		    "concepts: [{id: x%d, patterns: %s}]\n", i, patterns[i]);
		put(f, "a.yaml", text);
		struct pack *p = load(f);
		sums[i] = p->checksum;
		pack_free(p);
	}
	assert_true(sums[0] != sums[1]);
	assert_true(sums[0] == sums[2]);
}

static void
walks_folders_in_order_of_path(void **state)
{
	struct folder *f = *state;

	assert_int_equal(mkdir(folder_name(f, "b"), 0700), 0);
	put(f, "b/x.yaml", "kind: concepts\nname: x\n"
	    "concepts: [{id: second, terms: x}]\n");
	put(f, "a.yaml", "kind: concepts\nname: a\n"
	    "concepts: [{id: first, terms: x}]\n");
	put(f, "c.yaml", "kind: concepts\nname: c\n"
	    "concepts: [{id: third, terms: x}]\n");
	put(f, "README", "not a pack");
	put(f, ".hidden.yaml", "not: a pack");
	struct pack *p = load(f);

	assert_int_equal(pack_concept(p, "first")->index, 0);
	assert_int_equal(pack_concept(p, "second")->index, 1);
	assert_int_equal(pack_concept(p, "third")->index, 2);
	pack_free(p);
}

static void
names_an_unknown_key_and_what_was_meant(void **state)
{
	concepts_refused(*state, "concepts:\n- id: a\n  acept: [planned]\n",
	    "@/c.yaml:5:3: unknown key 'acept'; did you mean 'accept'?");
	concepts_refused(*state, "concepts:\n- id: a\n  zzz: 1\n",
	    "@/c.yaml:5:3: unknown key 'zzz'; expected one of id, about, "
	    "element, fact, accept, in, not-in, patterns, terms, all-of, "
	    "none-of, within, sure, match, skip");
}

static void
refuses_wrong_types(void **state)
{
	struct folder *f = *state;

	concepts_refused(f, "concepts: {id: a}\n",
	    "@/c.yaml:3:11: 'concepts' is a mapping; expected a list of "
	    "mappings");
	concepts_refused(f, "concepts: [a]\n",
	    "@/c.yaml:3:12: 'concepts' has a text in it; expected a list of "
	    "mappings");
	concepts_refused(f, "concepts: [{id: [a]}]\n",
	    "@/c.yaml:3:17: 'id' is a list; expected an id of a-z, 0-9 "
	    "and - _ . /");
	concepts_refused(f, "concepts: [{id: }]\n",
	    "@/c.yaml:3:17: 'id' is empty; expected an id of a-z, 0-9 "
	    "and - _ . /");
	concepts_refused(f, "concepts: [{id: A B}]\n",
	    "@/c.yaml:3:17: 'id' is 'A B'; expected an id of a-z, 0-9 "
	    "and - _ . /");
	concepts_refused(f, "concepts: [{id: a, terms: {b: c}}]\n",
	    "@/c.yaml:3:27: 'terms' is a mapping; expected a list of texts");
	concepts_refused(f, "concepts: [{id: a, accept: [afirmed]}]\n",
	    "@/c.yaml:3:29: unknown accept 'afirmed'; did you mean "
	    "'affirmed'?");
}

static void
refuses_wrong_numbers_and_flags(void **state)
{
	put(*state, "r.yaml", "kind: rules\nname: r\nrules:\n"
	    "- {id: a/b, level: note, title: T, message: m, points: many}\n");
	refused(*state, "@/r.yaml:4:56: 'points' is 'many'; expected a number "
	    "from 0 to 100");
	put(*state, "r.yaml", "kind: rules\nname: r\nrules:\n"
	    "- {id: a/b, level: note, title: T, message: m, points: 101}\n");
	refused(*state, "@/r.yaml:4:56: 'points' is '101'; expected a number "
	    "from 0 to 100");
	put(*state, "r.yaml", "kind: sections\nname: r\nsections:\n"
	    "- {id: a, performed: 1}\n");
	refused(*state, "@/r.yaml:4:22: 'performed' is '1'; expected true or "
	    "false");
}

static void
refuses_what_is_missing(void **state)
{
	struct folder *f = *state;

	concepts_refused(f, "concepts:\n- terms: a\n",
	    "@/c.yaml:4:3: 'id' is missing; every concept needs one");
	concepts_refused(f, "concepts:\n- id: a\n",
	    "@/c.yaml:4:3: the concept 'a' has nothing to find; expected "
	    "'patterns', 'terms' or 'all-of'");
	concepts_refused(f, "concepts:\n- {id: a, terms: b, within: note}\n",
	    "@/c.yaml:4:3: 'within' without 'all-of' or 'none-of'; expected "
	    "one of them");
	put(f, "c.yaml", "kind: concepts\nconcepts: []\n");
	refused(f, "@/c.yaml:1:1: 'name' is missing; every file of concepts "
	    "needs one");
	put(f, "c.yaml", "name: a\n");
	refused(f, "@/c.yaml:1:1: 'kind' is missing; every file needs one");
	put(f, "c.yaml", "kind: concpts\n");
	refused(f, "@/c.yaml:1:7: unknown kind 'concpts'; did you mean "
	    "'concepts'?");
	put(f, "c.yaml", "- a\n");
	refused(f, "@/c.yaml:1:1: the file is not a mapping; expected one with "
	    "'kind' and 'name'");
}

static void
refuses_duplicate_ids_naming_both(void **state)
{
	struct folder *f = *state;

	put(f, "a.yaml", AB);
	put(f, "b.yaml", "kind: assertion\nname: b\nstops:\n"
	    "- {id: b, patterns: x}\n");
	refused(f, "@/b.yaml:4:3: the concept 'b' is defined at @/a.yaml:5:3 "
	    "already; expected another name");
	put(f, "b.yaml", "kind: concepts\nname: b\nname: c\n");
	refused(f, "@/b.yaml:3:1: the key 'name' stands at line 2 already; "
	    "expected it once");
}

static void
refuses_a_user_pack_that_redefines(void **state)
{
	struct folder *f = *state;
	struct pack *p = NULL;
	struct err err = {0};
	char expected[512];
	const char *user[1];

	put(f, "a.yaml", AB);
	user[0] = put(f, "mine", AB);
	assert_int_equal(pack_load(f->path, user, 1, &p, &err), E_CONFIG);
	snprintf(expected, sizeof(expected), "%s/mine:4:3: the concept 'a' is "
	    "defined at %s/a.yaml:4:3 already; expected another name", f->path,
	    f->path);
	assert_string_equal(err.text, expected);
	assert_null(p);
	assert_int_equal(pack_load(f->path, user, 1, &p, NULL), E_CONFIG);
}

static void
refuses_unknown_names(void **state)
{
	struct folder *f = *state;

	concepts_refused(f, "concepts: [{id: a, terms: b, in: [pln]}]\n",
	    "@/c.yaml:3:35: unknown section 'pln'; none is defined");
	put(f, "s.yaml", SECTIONS);
	concepts_refused(f, "concepts: [{id: a, terms: b, in: [pln]}]\n",
	    "@/c.yaml:3:35: unknown section 'pln'; did you mean 'plan'?");
	concepts_refused(f, "concepts: [{id: a, terms: b, in: [history]}]\n",
	    "@/c.yaml:3:35: unknown section 'history'; expected one of plan, "
	    "objective");
	concepts_refused(f, "concepts: [{id: cat, all-of: [car]}]\n",
	    "@/c.yaml:3:31: unknown concept 'car'; did you mean 'cat'?");
	concepts_refused(f,
	    "define: {number: '1'}\n"
	    "concepts: [{id: a, patterns: ['x{{numbre}}']}]\n",
	    "@/c.yaml:4:31: unknown macro 'numbre'; did you mean 'number'?");
	concepts_refused(f,
	    "define: {b: '{{a}}', a: '1'}\nconcepts: []\n",
	    "@/c.yaml:3:13: unknown macro 'a'; none is defined");
}

static void
refuses_unknown_rules_and_levels(void **state)
{
	put(*state, "r.yaml", "kind: rules\nname: r\nrules:\n"
	    "- {id: a/b, level: eror, title: T, message: m}\n");
	refused(*state, "@/r.yaml:4:20: unknown level 'eror'; did you mean "
	    "'error'?");
	put(*state, "r.yaml", "kind: rules\nname: r\nrules:\n"
	    "- {id: a/bcd, level: error, title: T, message: m}\n"
	    "override:\n- {rule: a/bce, level: off}\n");
	refused(*state, "@/r.yaml:6:10: unknown rule 'a/bce'; did you mean "
	    "'a/bcd'?");
	put(*state, "r.yaml", "kind: rules\nname: r\nrules:\n"
	    "- {id: a/b, level: error, title: T, message: m, when: x}\n");
	refused(*state, "@/r.yaml:4:55: 'when' without a consequence; expected "
	    "'require' or 'forbid'");
	put(*state, "r.yaml", "kind: payers\nname: r\npayers:\n"
	    "- {id: a, title: A, counting: full-15, levels: {x/y: off}}\n");
	refused(*state, "@/r.yaml:4:49: unknown rule 'x/y'; none is defined");
}

static void
refuses_circles(void **state)
{
	concepts_refused(*state,
	    "concepts:\n- {id: x, all-of: a}\n- {id: a, all-of: b}\n"
	    "- {id: b, all-of: [c, a]}\n- {id: c, terms: c}\n",
	    "@/c.yaml:6:3: the concept 'b' is a part of itself by way of 'a'; "
	    "expected parts that do without it");
}

static void
refuses_ambiguous_wordings(void **state)
{
	put(*state, "a.yaml", "kind: lexicon\nname: moves/a\nentries:\n"
	    "- {name: heel slide, also: [HS]}\n"
	    "- {name: hamstring, also: [hs]}\n");
	refused(*state, "@/a.yaml:5:28: the wording 'hs' stands for "
	    "'heel slide' at @/a.yaml:4:29 already; expected it once");
	put(*state, "a.yaml", "kind: lexicon\nname: moves/a\nentries:\n"
	    "- {name: heel slide}\n"
	    "examples:\n- {text: x, finds: heel slid}\n");
	refused(*state, "@/a.yaml:6:20: unknown entry 'heel slid'; did you "
	    "mean 'heel slide'?");
	put(*state, "a.yaml", "kind: lexicon\nname: Moves\nentries: []\n");
	refused(*state, "@/a.yaml:2:7: 'name' is 'Moves'; expected a concept "
	    "and a topic as in 'a-concept/a-topic'");
}

static void
refuses_bad_scores(void **state)
{
	put(*state, "s.yaml", "kind: score\nname: s\n"
	    "tiers: [{name: low, from: 0}, {name: high, from: 0}]\n");
	refused(*state, "@/s.yaml:3:50: the tier 'high' is from 0, the one "
	    "before it from 0; expected more");
	put(*state, "s.yaml", "kind: score\nname: s\n"
	    "tiers: [{name: low, from: 1}]\n");
	refused(*state, "@/s.yaml:3:27: the first tier is from 1; expected 0");
}

static void
refuses_bad_regexes(void **state)
{
	struct folder *f = *state;

	concepts_refused(f, "concepts: [{id: a, patterns: ['']}]\n",
	    "@/c.yaml:3:31: an empty regular expression; expected one that "
	    "matches something");
	concepts_refused(f, "concepts: [{id: a, patterns: [{regex: ''}]}]\n",
	    "@/c.yaml:3:39: 'regex' is empty; expected a text");
	concepts_refused(f, "concepts: [{id: a, patterns: [[x]]}]\n",
	    "@/c.yaml:3:31: 'patterns' has a list in it; expected regular "
	    "expressions");
}

/* Each macro is ten of the one before it. */
static void
refuses_macro_bombs(void **state)
{
	char text[4096];
	int len = snprintf(text, sizeof(text), "kind: macros\nname: m\n"
	    "define:\n  m0: 'aaaaaaaaaa'\n");

	for (int i = 1; i < 12; i++) {
		len += snprintf(text + len, sizeof(text) - (size_t)len,
		    "  m%d: '", i);
		for (int k = 0; k < 10; k++)
			len += snprintf(text + len, sizeof(text) - (size_t)len,
			    "{{m%d}}", i - 1);
		len += snprintf(text + len, sizeof(text) - (size_t)len, "'\n");
	}
	put(*state, "m.yaml", text);
	refused_as(*state, E_LIMIT, "@/m.yaml:8:7: the regular expression is "
	    "too long with its macros put in; expected at most 65536 bytes");
}

static void
refuses_bad_yaml(void **state)
{
	struct folder *f = *state;

	concepts_refused(f, "concepts:\n- id: a\n\tterms: b\n",
	    "@/c.yaml:5:1: a tab in the indentation; expected spaces");
	concepts_refused(f, "about: &x y\n",
	    "@/c.yaml:3:8: an anchor; expected plain texts, lists and "
	    "mappings");
	concepts_refused(f, "about: *x\n",
	    "@/c.yaml:3:8: an alias; expected plain texts, lists and "
	    "mappings");
	concepts_refused(f, "about: !x y\n",
	    "@/c.yaml:3:8: a tag; expected plain texts, lists and mappings");
	concepts_refused(f, "about: \"a\\0b\"\n",
	    "@/c.yaml:3:8: a NUL character; expected plain texts, lists and "
	    "mappings");
	concepts_refused(f, "---\nkind: x\n",
	    "@/c.yaml:3:1: a second document; expected plain texts, lists and "
	    "mappings");
	concepts_refused(f, "concepts: [a\n",
	    "@/c.yaml:4:1: did not find expected ',' or ']' while parsing a "
	    "flow sequence; expected well-formed YAML");
	concepts_refused(f, "? [a]\n: b\n",
	    "@/c.yaml:3:3: a key is a list or a mapping; expected a name");
}

static void
refuses_too_deep(void **state)
{
	concepts_refused(*state,
	    "about: [[[[[[[[[[[[[[[fifteen]]]]]]]]]]]]]]]\n",
	    "@/c.yaml:3:8: 'about' is a list; expected a text");
	put(*state, "c.yaml", "kind: concepts\nname: c\n"
	    "about: [[[[[[[[[[[[[[[[sixteen]]]]]]]]]]]]]]]]\n");
	refused_as(*state, E_LIMIT, "@/c.yaml:3:23: nested too deep; expected "
	    "at most 16 levels");
}

static void
refuses_too_large(void **state)
{
	const char *path = put(*state, "c.yaml", "kind: concepts\n");

	assert_int_equal(truncate(path, (off_t)LIMIT_PACK_BYTES + 1), 0);
	refused_as(*state, E_LIMIT, "@/c.yaml: the file is too large; expected "
	    "at most 8388608 bytes");
}

static void
refuses_bytes_that_are_no_text(void **state)
{
	struct folder *f = *state;

	put(f, "c.yaml", "kind: concepts\nname: \xc3\xa9\xe9t\xe9\n");
	refused(f, "@/c.yaml:2:8: the byte 0xe9 is not UTF-8; expected a file "
	    "saved as UTF-8");
	put(f, "c.yaml", "name: \xed\xa0\x80\n");
	refused(f, "@/c.yaml:1:7: the byte 0xed is not UTF-8; expected a file "
	    "saved as UTF-8");
	folder_put(f, "c.yaml", "kind:\0 x\n", 9);
	refused(f, "@/c.yaml:1:6: the control character U+0000; expected "
	    "text");
	put(f, "c.yaml", "kind: \xe2\x80\xa8\n");
	refused(f, "@/c.yaml:1:7: the control character U+2028; expected "
	    "text");
}

static void
refuses_empty_files_and_folders(void **state)
{
	struct folder *f = *state;

	refused(f, "@: the folder has no packs; expected .yaml and .csv files");
	put(f, "c.yaml", "# only a comment\n");
	refused(f, "@/c.yaml:1:1: the file is empty; expected a mapping with "
	    "'kind' and 'name'");
	put(f, "c.yaml", "");
	refused(f, "@/c.yaml:1:1: the file is empty; expected a mapping with "
	    "'kind' and 'name'");
	put(f, "a.yml", "kind: concepts\n");
	refused(f, "@/a.yml: the name ends in .yml; expected .yaml");
}

static void
says_what_cannot_be_read(void **state)
{
	struct folder *f = *state;
	const char *user[1];
	struct pack *p = NULL;
	struct err err = {0};
	char expected[256];

	put(f, "a.yaml", AB);
	user[0] = folder_name(f, "absent.yaml");
	assert_int_equal(pack_load(f->path, user, 1, &p, &err), E_IO);
	snprintf(expected, sizeof(expected), "%s: cannot be read: No such file "
	    "or directory", user[0]);
	assert_string_equal(err.text, expected);
	assert_int_equal(pack_load(user[0], NULL, 0, &p, &err), E_IO);
	assert_string_equal(err.text, expected);
}

static void
refuses_bad_codes(void **state)
{
	struct folder *f = *state;

	put(f, "codes.csv", CODES "1,a,yes,15,,,2019-02-30,,,,\n");
	refused(f, "@/codes.csv:2:14: 'deleted' is '2019-02-30'; expected a "
	    "date as YYYY-MM-DD");
	put(f, "codes.csv", CODES "1,a,yes,15,,,2/3/2019,,,,\n");
	refused(f, "@/codes.csv:2:14: 'deleted' is '2/3/2019'; expected a date "
	    "as YYYY-MM-DD");
	put(f, "codes.csv", CODES "1,a,yes,,,,,,,,\n");
	refused(f, "@/codes.csv:2:1: 'minutes_per_unit' is missing; every "
	    "timed code needs one");
	put(f, "codes.csv", CODES "1,a,yes,15\n");
	refused(f, "@/codes.csv:2:1: the row has 4 cells; expected 11 as in "
	    "the header");
	put(f, "codes.csv", "code,lable,timed\n1,a,no\n");
	refused(f, "@/codes.csv:1:6: unknown key 'lable'; did you mean "
	    "'label'?");
	put(f, "codes.csv", "code,code\n");
	refused(f, "@/codes.csv:1:6: the column 'code' stands twice; expected "
	    "it once");
	put(f, "codes.csv", "code,label,timed\n1,\"a\n\n,no\n");
	refused(f, "@/codes.csv:2:3: this quote is not closed; expected "
	    "another");
	put(f, "codes.csv", "");
	refused(f, "@/codes.csv:1:1: the file is empty; expected a header with "
	    "column names");
}

static void
refuses_tables_it_does_not_know(void **state)
{
	put(*state, "hospitals.csv", "a,b\n1,2\n");
	refused(*state, "@/hospitals.csv:1:1: unknown table 'hospitals.csv'; "
	    "expected one of codes.csv, modifiers.csv, mue.csv, ncci.csv, "
	    "fees.csv, conversion-factors.csv, kx-thresholds.csv, "
	    "weights.csv");
}

static void
refuses_too_many_sections(void **state)
{
	char text[4096];
	int len = snprintf(text, sizeof(text),
	    "kind: sections\nname: s\nsections:\n");

	for (int i = 0; i < 65; i++)
		len += snprintf(text + len, sizeof(text) - (size_t)len,
		    "- {id: s%d}\n", i);
	put(*state, "s.yaml", text);
	refused_as(*state, E_LIMIT, "@/s.yaml:68:3: 's64' is one kind of "
	    "section too many; expected at most 64");
}

static void
reads_csv_rows(void **state)
{
	struct arena *a = arena_new((size_t)1 << 20);
	struct csv csv;
	struct err err = {0};
	bool more = false;

	(void)state;
	assert_non_null(a);
	if (ARENA_FAILED(a))
		fail_msg("no memory");
	assert_true(csv_open(&csv, a, "t.csv",
	    STR("a, b \n \"x\n\"\"y\" ,\n\n2,\xc3\xa9\"\n"), &err));
	assert_true(str_eq(csv.header.at[1].text, STR("b")));
	assert_true(csv_row(&csv, &more, &err) && more);
	assert_true(str_eq(csv.row.at[0].text, STR("x\n\"y")));
	assert_int_equal(csv.row.at[1].text.len, 0);
	assert_int_equal(csv.row.at[1].origin.line, 3);
	assert_false(csv_row(&csv, &more, &err));
	assert_string_equal(err.text, "t.csv:5:4: a quote inside an unquoted "
	    "cell; expected the whole cell in quotes");
	arena_disarm(a);
	arena_free(a);
}

/* Wherever memory runs out, the reader leaves by the trap and loses nothing
 * (the sanitizers watch). */
static void
survives_exhausted_arenas(void **state)
{
	struct str text = STR("a: [b, {c: d}, 'e']\nf: |\n  g\n  h\n");
	volatile int failures = 0;

	(void)state;
	for (volatile size_t ceiling = 0; ceiling < 4096; ceiling += 32) {
		struct arena *a = arena_new(ceiling);
		const struct node *top;
		assert_non_null(a);
		if (ARENA_FAILED(a))
			failures++;
		else
			assert_true(yaml_read(a, "x", text, &top, NULL));
		arena_free(a);
	}
	assert_true(failures > 2);
	assert_true(failures < 128);
}

static void
finds_the_nearest_word(void **state)
{
	static const char *const words[] = {"label", "level", "accept", "in"};

	(void)state;
	assert_string_equal(nearest_word(STR("lable"), words, 4), "label");
	assert_string_equal(nearest_word(STR("levle"), words, 4), "level");
	assert_string_equal(nearest_word(STR("Acept"), words, 4), "accept");
	assert_string_equal(nearest_word(STR("IN"), words, 4), "in");
	assert_null(nearest_word(STR("ib"), words, 4));
	assert_null(nearest_word(STR("lever12"), words, 0));
	assert_null(nearest_word(STR("abcdef"), words, 4));
	assert_null(nearest_word(STR(""), words, 4));
}

static void
names_assertions_and_levels(void **state)
{
	enum level level = LEVEL_NOTE;

	(void)state;
	assert_string_equal(assertion_name(OTHER_PERSON), "other-person");
	assert_int_equal(assertion_named(STR("hypothetical")), HYPOTHETICAL);
	assert_int_equal(assertion_named(STR("perhaps")), 0);
	assert_string_equal(level_name(LEVEL_ERROR), "error");
	assert_true(level_named(STR("warning"), &level));
	assert_int_equal(level, LEVEL_WARNING);
	assert_false(level_named(STR("off"), &level));
	assert_int_equal(level, LEVEL_WARNING);
}

static void
loads_the_shipped_packs(void **state)
{
	const char *srcdir = getenv("srcdir");
	struct pack *p = NULL;
	struct err err = {0};
	char folder[4096];

	(void)state;
	snprintf(folder, sizeof(folder), "%s/patterns", srcdir ? srcdir : ".");
	if (pack_load(folder, NULL, 0, &p, &err) != OK)
		fail_msg("%s", err.text);
	assert_true(p->lexemes.len > 0 && p->sections.len > 0);
	assert_true(p->rules.len > 0 && p->codes.len > 0);
	pack_free(p);
}

/* Of these no note alone can be an example. */
static bool
needs_more_than_a_note(const struct rule_meta *r)
{
	return strncmp(r->id, "input/", 6) == 0 ||
	    strncmp(r->id, "claim/", 6) == 0 ||
	    strncmp(r->id, "copy/", 5) == 0 ||
	    strcmp(r->scope, "chart") == 0 || strcmp(r->scope, "caseload") == 0;
}

/* What `explain` shows: no message with {places} stands in for it. */
static void
every_shipped_rule_has_its_page(void **state)
{
	const char *srcdir = getenv("srcdir");
	struct pack *p = NULL;
	struct err err = {0};
	char folder[4096];

	(void)state;
	snprintf(folder, sizeof(folder), "%s/patterns", srcdir ? srcdir : ".");
	if (pack_load(folder, NULL, 0, &p, &err) != OK)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < p->rules.len; i++) {
		const struct rule_meta *r = &p->rules.at[i];
		if (r->fires == NULL || r->why == NULL || r->fix == NULL ||
		    r->source == NULL || r->authority == NULL ||
		    r->confidence == NULL)
			fail_msg("%s lacks a part of its page", r->id);
		if (!needs_more_than_a_note(r) &&
		    (r->bad == NULL || r->good == NULL))
			fail_msg("%s lacks an example", r->id);
	}
	pack_free(p);
}

static void
a_rule_may_be_asked_by_some_payers_only(void **state)
{
	struct payer p = {.filing_days = -1, .resubmission_days = -1};

	(void)state;
	assert_true(payer_has(&p, ASKED_BY_ALL));
	assert_false(payer_has(&p, ASKED_BY_KX));
	assert_false(payer_has(&p, ASKED_BY_FILING_DAYS));
	p.kx = true;
	p.filing_days = 0;
	assert_true(payer_has(&p, ASKED_BY_KX));
	assert_true(payer_has(&p, ASKED_BY_FILING_DAYS));
	assert_string_equal("kx", payer_key_name(ASKED_BY_KX));
	assert_null(payer_key_name(ASKED_BY_ALL));
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(reads_sections),
		IN_FOLDER(reads_concepts),
		IN_FOLDER(expands_macros),
		IN_FOLDER(reads_crlf_and_bom),
		IN_FOLDER(combines_concepts),
		IN_FOLDER(reads_assertion),
		IN_FOLDER(reads_lexicons),
		IN_FOLDER(reads_rules_and_overrides),
		IN_FOLDER(reads_payers_scores_and_types),
		IN_FOLDER(reads_codes),
		IN_FOLDER(checksum_follows_the_regexes),
		IN_FOLDER(walks_folders_in_order_of_path),
		IN_FOLDER(names_an_unknown_key_and_what_was_meant),
		IN_FOLDER(refuses_wrong_types),
		IN_FOLDER(refuses_wrong_numbers_and_flags),
		IN_FOLDER(refuses_what_is_missing),
		IN_FOLDER(refuses_duplicate_ids_naming_both),
		IN_FOLDER(refuses_a_user_pack_that_redefines),
		IN_FOLDER(refuses_unknown_names),
		IN_FOLDER(refuses_unknown_rules_and_levels),
		IN_FOLDER(refuses_circles),
		IN_FOLDER(refuses_ambiguous_wordings),
		IN_FOLDER(refuses_bad_scores),
		IN_FOLDER(refuses_bad_regexes),
		IN_FOLDER(refuses_macro_bombs),
		IN_FOLDER(refuses_bad_yaml),
		IN_FOLDER(refuses_too_deep),
		IN_FOLDER(refuses_too_large),
		IN_FOLDER(refuses_bytes_that_are_no_text),
		IN_FOLDER(refuses_empty_files_and_folders),
		IN_FOLDER(says_what_cannot_be_read),
		IN_FOLDER(refuses_bad_codes),
		IN_FOLDER(refuses_tables_it_does_not_know),
		IN_FOLDER(refuses_too_many_sections),
		cmocka_unit_test(reads_csv_rows),
		cmocka_unit_test(survives_exhausted_arenas),
		cmocka_unit_test(finds_the_nearest_word),
		cmocka_unit_test(names_assertions_and_levels),
		cmocka_unit_test(loads_the_shipped_packs),
		cmocka_unit_test(every_shipped_rule_has_its_page),
		cmocka_unit_test(a_rule_may_be_asked_by_some_payers_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
