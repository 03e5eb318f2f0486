/* SPDX-License-Identifier: Apache-2.0 */
/* The scanner finds what a plain search of every pattern finds. */
#include "match/scanner.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "ingest/ingest.h"
#include "match/regex.h"

/* Numbers that are the same on every machine. */
struct dice {
	uint64_t state;
};

static unsigned
roll(struct dice *d, unsigned sides)
{
	d->state = d->state * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (unsigned)(d->state >> 33) % sides;
}

/* Text that is put together piece by piece. */
struct paper {
	char text[2048];
	size_t len;
};

static void
put(struct paper *p, const char *piece)
{
	size_t n = strlen(piece);

	if (p->len + n < sizeof(p->text)) {
		memcpy(p->text + p->len, piece, n + 1);
		p->len += n;
	}
}

#define PICK(d, list) (list)[roll(d, sizeof(list) / sizeof(*(list)))]

/* K and the long s are letters that fold to ASCII ones. */
static const char *const characters[] = {
	"k", "K", "\xE2\x84\xAA", "s", "S", "\xC5\xBF", "a", "A", "b", "n", "o",
	"3", "0", "x", " ", " ", "\n", "-", "/", ".", ":", "_", "\t",
	"\xC3\xA9", "\xC3\x89", "\xE2\x80\x93", "\xF0\x9F\x98\x80", "\xC3\x97",
};

static const char *const atoms[] = {
	"k", "s", "a", "b", "n", "o", "x", "ab", "no", "ska", "\\d", "\\w",
	"\\s", "\\S", "\\W", "[a-c]", "[^a]", "[^\\n]", "[ks]", "[\\d/]",
	"[A-Z]", "[[:alpha:]]", ".", " ", "-", "/", ":", "3", "\xC3\xA9",
	"\xE2\x80\x93", "\xC5\xBF", "\xE2\x84\xAA", "[\xC3\xA9\xC3\x97]",
	"(?-i:S)", "(?-i:k)", "(?-i:[A-K])", "(?<g>a|b)", "\\.", "\\x{3a}",
};

static const char *const views[] = {
	"\\b", "\\b", "\\B", "^", "$", "(?<=a)", "(?<!a)", "(?<=\\s)",
	"(?<![\\w/-])", "(?<!\\d)", "(?<=[\\sa-z])", "(?<=[^k])",
	"(?<![\xC3\x97x])", "(?<=\xC3\xA9)", "(?<=k|\\d)", "(?<=(?-i:K))",
	"(?=a)", "(?!k)", "(?=.*x)", "(?!ab|no)", "(?=[\\w ]{1,3}3)", "(?<!S)",
	"(?<=\\b)", "(?<!ab)", "(?<=\\n)", "(?<!\\n)", "(?<=[A-Z])",
	"(?<=(?-i:[A-Z]))",
};

/* A group repeats little, or the search would not end. */
static const char *const repeats[] = {
	"", "", "", "?", "{1,3}", "+", "*", "{0,2}?",
};
static const char *const group_repeats[] = {"", "", "?", "{1,2}"};

static void
put_sequence(struct paper *p, struct dice *d, unsigned depth)
{
	unsigned parts = 1 + roll(d, 3);

	for (unsigned i = 0; i < parts; i++) {
		if (roll(d, 3) == 0)
			put(p, PICK(d, views));
		if (depth > 0 && roll(d, 3) == 0) {
			put(p, "(?:");
			put_sequence(p, d, depth - 1);
			while (roll(d, 2) == 0) {
				put(p, "|");
				put_sequence(p, d, depth - 1);
			}
			put(p, ")");
			put(p, PICK(d, group_repeats));
		} else {
			put(p, PICK(d, atoms));
			put(p, PICK(d, repeats));
		}
	}
}

static void
put_text(struct paper *p, struct dice *d, unsigned length)
{
	for (unsigned i = 0; i < length; i++)
		put(p, PICK(d, characters));
}

/* A pack of patterns that nobody loaded. */
struct handmade {
	struct arena *arena;
	struct concept concept;
	struct pack pack;
};

static void
handmade_new(struct handmade *h)
{
	*h = (struct handmade){.arena = arena_new(LIMIT_PACK_ARENA)};
	assert_non_null(h->arena);
	assert_false(ARENA_FAILED(h->arena));
	h->concept.id = "test/concept";
}

static void
handmade_free(struct handmade *h)
{
	arena_disarm(h->arena);
	arena_free(h->arena);
}

/* Add a pattern; false when the pack would refuse it. */
static bool
handmade_add(struct handmade *h, const char *regex)
{
	struct pattern *new = arena_alloc(h->arena, sizeof(*new));
	struct regex compiled;
	struct err err;

	*new = (struct pattern){
	    .regex = arena_copy(h->arena, regex, strlen(regex)),
	    .origin = {"test", 1, 1}, .concept = &h->concept,
	    .index = (unsigned)h->pack.patterns.len};
	if (regex_compile(h->arena, new, &compiled, &err) != OK)
		return false;
	regex_free(&compiled);
	vec_push(h->arena, &h->pack.patterns, new);
	for (const char *c = regex; *c != '\0'; c++)
		h->pack.checksum = h->pack.checksum * 31 + (unsigned char)*c;
	return true;
}

/* What was found, comparable. */
struct found {
	unsigned pattern;
	struct span span;
	struct span groups[4];
};

struct findings {
	struct arena *arena;
	VEC(struct found) all;
	size_t given_up;
};

static void
note_hit(void *context, const struct hit *hit)
{
	struct findings *f = context;
	struct found found = {.pattern = hit->pattern->index,
	    .span = hit->span};

	for (unsigned g = 0; g < hit->n_groups && g < 4; g++)
		found.groups[g] = (struct span){hit->groups[2 * g],
		    hit->groups[2 * g + 1]};
	vec_push(f->arena, &f->all, found);
}

static int
by_pattern_and_place(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->pattern != y->pattern)
		return x->pattern < y->pattern ? -1 : 1;
	return (x->span.start > y->span.start) -
	    (x->span.start < y->span.start);
}

typedef size_t run_function(const struct scanner *, struct scratch *,
    struct str, void (*)(void *, const struct hit *), void *);

/* scanner_run() on two threads. */
static size_t
run_paired(const struct scanner *s, struct scratch *t, struct str text,
    void (*found)(void *, const struct hit *), void *context)
{
	scratch_pair(t);
	return scanner_run(s, t, text, found, context);
}

static struct findings
run(struct arena *a, run_function *how, const struct scanner *s,
    struct str text)
{
	struct findings f = {.arena = a};
	struct scratch *scratch = scratch_new(s);

	assert_non_null(scratch);
	f.given_up = how(s, scratch, text, note_hit, &f);
	scratch_free(scratch);
	if (f.all.len > 0)
		qsort(f.all.at, f.all.len, sizeof(*f.all.at),
		    by_pattern_and_place);
	return f;
}

/* The first difference is told, so that it can be put into a test
 * of its own. */
static void
assert_same(const struct pack *pack, struct str text, const struct findings *a,
    const struct findings *b)
{
	size_t i = 0;

	while (i < a->all.len && i < b->all.len &&
	    memcmp(&a->all.at[i], &b->all.at[i], sizeof(*a->all.at)) == 0)
		i++;
	if (i == a->all.len && i == b->all.len)
		return;
	const struct found *f = i < a->all.len && (i == b->all.len ||
	    by_pattern_and_place(&a->all.at[i], &b->all.at[i]) <= 0) ?
	    &a->all.at[i] : &b->all.at[i];
	size_t from = f->span.start > 20 ? f->span.start - 20 : 0;
	fail_msg("pattern %s at %zu: ...%.60s", pack->patterns.at[f->pattern]->
	    regex, f->span.start, text.ptr + from);
}

/* False when a match was too much work, so that there is nothing to compare. */
static bool
assert_scans_alike(const struct pack *pack, const struct scanner *s,
    struct str text)
{
	struct arena *a = arena_new(LIMIT_NOTE_ARENA);
	bool comparable;

	assert_non_null(a);
	assert_false(ARENA_FAILED(a));
	struct findings plain = run(a, scanner_run_plain, s, text);
	struct findings fast = run(a, scanner_run, s, text);
	struct findings paired = run(a, run_paired, s, text);
	assert_int_equal(fast.given_up, paired.given_up);
	assert_same(pack, text, &fast, &paired);
	comparable = plain.given_up == 0 && fast.given_up == 0;
	if (comparable)
		assert_same(pack, text, &plain, &fast);
	arena_disarm(a);
	arena_free(a);
	return comparable;
}

static struct scanner *
scanner_of(const struct pack *pack, const char *tables)
{
	struct scanner *s = NULL;
	struct err err = {0};

	if (scanner_new(pack, tables == NULL ? NULL :
	    prebuilt_open(tables, true), &s, &err) != OK)
		fail_msg("%s", err.text);
	return s;
}

static void
save(const struct scanner *s, char *path)
{
	struct err err = {0};
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	close(fd);
	if (scanner_save(s, path, &err) != OK)
		fail_msg("%s", err.text);
}

/* Texts of the same kind as will be scanned. */
static void
learn_at_random(struct scanner *s, struct dice *d)
{
	struct paper text = {.len = 0};
	struct err err;

	put_text(&text, d, 400);
	assert_int_equal(scanner_learn(s, (struct str){text.text, text.len},
	    &err), OK);
}

static void
random_patterns_are_found(void **state)
{
	struct dice d = {20240229};
	size_t patterns = 0, compared = 0;

	(void)state;
	for (unsigned round = 0; round < 50; round++) {
		struct handmade h;
		char path[] = "/tmp/test_scanner.XXXXXX";
		handmade_new(&h);
		for (unsigned i = 0; i < 24; i++) {
			struct paper regex = {.len = 0};
			put_sequence(&regex, &d, 2);
			patterns += handmade_add(&h, regex.text);
		}
		struct scanner *made = scanner_of(&h.pack, NULL);
		learn_at_random(made, &d);
		save(made, path);
		struct scanner *read = scanner_of(&h.pack, path);
		for (unsigned i = 0; i < 12; i++) {
			struct paper text = {.len = 0};
			put_text(&text, &d, roll(&d, 120));
			struct str s = {text.text, text.len};
			if (i == 6)
				scanner_speed_up(made);
			compared += assert_scans_alike(&h.pack, made, s);
			compared += assert_scans_alike(&h.pack, read, s);
		}
		remove(path);
		scanner_free(read);
		scanner_free(made);
		handmade_free(&h);
	}
	assert_true(patterns > 700);
	assert_true(compared > 1100);
}

/* Letters whose other case is not ASCII, and what stands before them. */
static void
folding_letters_are_found(void **state)
{
	static const char *const regexes[] = {
		"\\bskin", "kick", "(?<=s)k", "(?<!k)s", "[k]nee",
		"\xC3\x89t\xC3\xA9", "(?<=\xC5\xBF)a", "(?<!\xE2\x80\x93)knee",
		"(?<=\xC3\x97|x)3",
	};
	struct handmade h;
	struct str text = STR("\xC5\xBF" "kin S\xE2\x84\xAAIN "
	    "\xE2\x84\xAA" "ick \xE2\x84\xAAnee\xE2\x80\x93knee \xC5\xBF"
	    "k \xC3\x89t\xC3\xA9 \xC3\xA9T\xC3\x89 \xC5\xBF" "a \xC3\x97"
	    "3 X3 \xE2\x84\xAA" "s");

	(void)state;
	handmade_new(&h);
	for (size_t i = 0; i < sizeof(regexes) / sizeof(*regexes); i++)
		assert_true(handmade_add(&h, regexes[i]));
	struct scanner *s = scanner_of(&h.pack, NULL);
	struct findings found = run(h.arena, scanner_run, s, text);
	assert_true(found.all.len >= 15);
	assert_scans_alike(&h.pack, s, text);
	scanner_speed_up(s);
	assert_scans_alike(&h.pack, s, text);
	scanner_free(s);
	handmade_free(&h);
}

static void
bad_patterns_are_refused(void **state)
{
	static const struct {
		const char *regex, *says;
	} bad[] = {
		{"a(", "missing closing parenthesis"},
		{"a?", "without reading a character"},
		{"(?=a)", "without reading a character"},
		{"a\\Kb", "not supported"},
		{"\\Ga", "not supported"},
		{"(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)"
		    "(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)",
		    "too many groups"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct handmade h;
		struct scanner *s = NULL;
		struct err err = {0};
		handmade_new(&h);
		assert_false(handmade_add(&h, bad[i].regex));
		struct pattern p = {.regex = bad[i].regex,
		    .origin = {"my.yaml", 3, 7}, .concept = &h.concept};
		vec_push(h.arena, &h.pack.patterns, &p);
		assert_int_equal(scanner_new(&h.pack, NULL, &s, &err),
		    E_CONFIG);
		assert_null(s);
		assert_non_null(strstr(err.text, "my.yaml:3:7: "));
		assert_non_null(strstr(err.text, bad[i].says));
		handmade_free(&h);
	}
}

/* A saved table that is not whole, or of other patterns, is not used. */
static void
a_damaged_table_is_made_afresh(void **state)
{
	struct handmade h, other;
	struct str text = STR("ankle pump and heel slide 3x10");
	char path[] = "/tmp/test_scanner.XXXXXX";

	(void)state;
	handmade_new(&h);
	handmade_new(&other);
	assert_true(handmade_add(&h, "\\bankle"));
	assert_true(handmade_add(&h, "\\dx\\d+"));
	assert_true(handmade_add(&other, "heel"));
	struct scanner *s = scanner_of(&h.pack, NULL);
	save(s, path);
	struct scanner *alien = scanner_of(&other.pack, path);
	assert_scans_alike(&other.pack, alien, text);
	scanner_free(alien);
	struct dice d = {7};
	FILE *in = fopen(path, "rb");
	assert_non_null(in);
	assert_int_equal(fseek(in, 0, SEEK_END), 0);
	size_t size = (size_t)ftell(in);
	rewind(in);
	char *bytes = malloc(size);
	assert_non_null(bytes);
	assert_int_equal(fread(bytes, 1, size, in), size);
	fclose(in);
	for (unsigned i = 0; i < 40; i++) {
		FILE *out = fopen(path, "wb");
		assert_non_null(out);
		fwrite(bytes, 1, roll(&d, (unsigned)size), out);
		fclose(out);
		struct scanner *cut = scanner_of(&h.pack, path);
		struct findings f = run(h.arena, scanner_run, cut, text);
		assert_int_equal(f.all.len, 2);
		scanner_free(cut);
	}
	free(bytes);
	remove(path);
	struct err err = {0};
	assert_int_equal(scanner_save(s, "/nonexistent/table", &err), E_IO);
	assert_string_equal(err.text,
	    "/nonexistent/table: No such file or directory");
	scanner_free(s);
	handmade_free(&other);
	handmade_free(&h);
}

/* A pattern that gives up at each place of a long text is left alone in the
 * end, and the others go on. */
static void
what_gives_up_everywhere_is_left_out(void **state)
{
	enum { LENGTH = 300000 };
	struct handmade h;
	char *bytes = malloc(LENGTH);

	(void)state;
	assert_non_null(bytes);
	memset(bytes, 'a', LENGTH);
	for (size_t i = 50; i < LENGTH; i += 50)
		bytes[i] = ' ';
	memcpy(bytes + LENGTH - 8, " squats ", 8);
	handmade_new(&h);
	assert_true(handmade_add(&h, "a(?:a|aa|aaa)+\\d"));
	assert_true(handmade_add(&h, "squats"));
	struct scanner *s = scanner_of(&h.pack, NULL);
	struct findings f = run(h.arena, scanner_run, s,
	    (struct str){bytes, LENGTH});
	assert_int_equal(f.given_up, LIMIT_GIVEN_UP + 1);
	assert_int_equal(f.all.len, 1);
	assert_int_equal(f.all.at[0].span.end, LENGTH - 1);
	scanner_free(s);
	handmade_free(&h);
	free(bytes);
}

/* The shipped packs. */

static const char *
in_srcdir(struct arena *a, const char *name)
{
	const char *srcdir = getenv("srcdir");

	return arena_printf(a, "%s/%s", srcdir ? srcdir : ".", name).ptr;
}

struct text {
	char *bytes;
	size_t len, size;
};

static void
append(struct text *t, const char *bytes, size_t len)
{
	if (t->size - t->len < len) {
		t->size = (t->size + len) * 2;
		t->bytes = realloc(t->bytes, t->size);
		assert_non_null(t->bytes);
	}
	memcpy(t->bytes + t->len, bytes, len);
	t->len += len;
}

static size_t
character_at(const struct text *t, size_t at)
{
	size_t n = 1;

	while (at + n < t->len &&
	    ((unsigned char)t->bytes[at + n] & 0xC0) == 0x80)
		n++;
	return n;
}

/* The text with about one character in twelve changed. */
static struct text
mutated(const struct text *t, struct dice *d)
{
	struct text out = {0};

	for (size_t at = 0; at < t->len;) {
		size_t n = character_at(t, at);
		const char *new = PICK(d, characters);
		unsigned what = roll(d, 36);
		if (what == 1)
			append(&out, new, strlen(new));
		if (what == 2)
			append(&out, t->bytes + at, n);
		char c = t->bytes[at];
		if (what == 3 && is_alpha(c)) {
			c = (char)(c ^ 0x20);
			append(&out, &c, 1);
		} else if (what != 4) {
			append(&out, t->bytes + at, n);
		}
		at += n;
	}
	return out;
}

/* The scanners of the shipped packs, and how they did. */
struct shipped {
	struct pack *pack;
	struct scanner *made;
	struct scanner *read;	/* from a file, and sped up */
	struct arena *paths;
	struct arena *note;
	struct text samples;	/* what `made` learns from */
	struct dice dice;
	unsigned seen;		/* notes */
	unsigned scans;
	unsigned compared;
};

enum { ONE_IN = 12 };	/* notes; all take as long as the other tests */

/* Scan a note now and then, as it is and changed. */
static void
scan_note(struct shipped *s, const char *path)
{
	struct document *d = NULL;
	struct err err;

	if (s->seen++ % ONE_IN != 0)
		return;
	arena_reset(s->note);
	assert_int_equal(ingest_read(s->note, path, NULL, &d, &err), OK);
	struct text note = {0};
	append(&note, d->text.ptr, d->text.len);
	struct text other = mutated(&note, &s->dice);
	s->compared += assert_scans_alike(s->pack, s->read, d->text);
	s->compared += assert_scans_alike(s->pack, s->made,
	    (struct str){other.bytes, other.len});
	s->scans += 2;
	free(other.bytes);
	free(note.bytes);
}

static void
take_sample(struct shipped *s, const char *path)
{
	struct document *d = NULL;
	struct err err;

	arena_reset(s->note);
	assert_int_equal(ingest_read(s->note, path, NULL, &d, &err), OK);
	append(&s->samples, d->text.ptr, d->text.len);
}

/* The .txt files of a folder and of those in it. */
static void
each_note(struct shipped *s, const char *folder,
    void (*use)(struct shipped *s, const char *path))
{
	struct dirent **names;
	int n = scandir(folder, &names, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		const char *path = arena_printf(s->paths, "%s/%s", folder,
		    names[i]->d_name).ptr;
		const char *dot = strrchr(names[i]->d_name, '.');
		if (dot == NULL)
			each_note(s, path, use);
		else if (strcmp(dot, ".txt") == 0)
			use(s, path);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

/* One that looks back farther is searched for by itself, which takes as long
 * as fifty others. */
static void
no_shipped_pattern_looks_back_far(void **state)
{
	struct arena *a = arena_new(LIMIT_PACK_ARENA);
	struct pack *pack = NULL;
	struct err err = {0};

	(void)state;
	assert_non_null(a);
	assert_false(ARENA_FAILED(a));
	if (pack_load(in_srcdir(a, "patterns"), NULL, 0, &pack, &err) != OK)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < pack->patterns.len; i++) {
		const struct pattern *p = pack->patterns.at[i];
		struct regex r;
		assert_int_equal(regex_compile(a, p, &r, &err), OK);
		if (r.lookbehind > 1)
			fail_msg("%s:%u: %s looks back %u characters",
			    p->origin.file, p->origin.line, p->concept->id,
			    r.lookbehind);
		regex_free(&r);
	}
	pack_free(pack);
	arena_free(a);
}

static void
shipped_patterns_are_found(void **state)
{
	struct shipped s = {.dice = {42}};
	struct err err = {0};
	char path[] = "/tmp/test_scanner.XXXXXX";

	(void)state;
	s.paths = arena_new(LIMIT_PACK_ARENA);
	s.note = arena_new(LIMIT_NOTE_ARENA);
	assert_non_null(s.paths);
	assert_non_null(s.note);
	assert_false(ARENA_FAILED(s.paths));
	if (pack_load(in_srcdir(s.paths, "patterns"), NULL, 0, &s.pack, &err) !=
	    OK)
		fail_msg("%s", err.text);
	s.made = scanner_of(s.pack, NULL);
	/* A release has no corpus. */
	each_note(&s, in_srcdir(s.paths, "corpus/clinic"), take_sample);
	assert_int_equal(scanner_learn(s.made, (struct str){s.samples.bytes,
	    s.samples.len}, &err), OK);
	save(s.made, path);
	s.read = scanner_of(s.pack, path);
	scanner_speed_up(s.read);
	each_note(&s, in_srcdir(s.paths, "corpus/dev"), scan_note);
	each_note(&s, in_srcdir(s.paths, "corpus/clinic"), scan_note);
	assert_true(s.compared * 10 >= s.scans * 9);
	remove(path);
	free(s.samples.bytes);
	scanner_free(s.read);
	scanner_free(s.made);
	pack_free(s.pack);
	arena_disarm(s.paths);
	arena_free(s.note);
	arena_free(s.paths);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_patterns_are_found),
		cmocka_unit_test(folding_letters_are_found),
		cmocka_unit_test(bad_patterns_are_refused),
		cmocka_unit_test(a_damaged_table_is_made_afresh),
		cmocka_unit_test(what_gives_up_everywhere_is_left_out),
		cmocka_unit_test(no_shipped_pattern_looks_back_far),
		cmocka_unit_test(shipped_patterns_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
