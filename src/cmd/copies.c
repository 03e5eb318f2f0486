/* SPDX-License-Identifier: Apache-2.0 */
/* rehablint copies: who repeats whom, with the proof. */
#include "audit/alike.h"
#include "cmd/show.h"
#include "cmd/sides.h"
#include "rules/rules.h"

/* Shown side by side at most; all pairs are in the JSON. */
enum { MOST_SHOWN = 200 };

/* A note, what it is copied from, and with whom it belongs. */
struct link {
	const struct record *later;
	const struct copy_source *from;
};

struct listing {
	struct together *together;
	VEC(struct link) links;
	uint32_t *group;	/* by record: one of its cluster, or itself */
	size_t *links_in;	/* by the record that leads a cluster */
	size_t *notes_in;	/* the same */
};

static uint32_t
leader(struct listing *l, uint32_t n)
{
	while (l->group[n] != n)
		n = l->group[n] = l->group[l->group[n]];
	return n;
}

static void
add_link(struct listing *l, const struct record *later,
    const struct copy_source *from)
{
	const struct record *source;

	if (from == NULL)
		return;
	/* Links of one note are added one after another. */
	for (size_t i = l->links.len; i > 0 &&
	    l->links.at[i - 1].later == later; i--)
		if (l->links.at[i - 1].from == from)
			return;
	source = from->record;
	vec_push(l->together->call->arena, &l->links,
	    (struct link){later, from});
	l->together->wanted[later->number] = true;
	l->together->wanted[source->number] = true;
	/* The smaller number leads, so that clusters come in order. */
	uint32_t x = leader(l, (uint32_t)later->number);
	uint32_t y = leader(l, (uint32_t)source->number);
	l->group[x > y ? x : y] = x < y ? x : y;
}

static void
find_links(struct listing *l, const struct pack *pack)
{
	const struct caseload *c = l->together->caseload;
	const struct record_list *all = caseload_records(c);
	const struct copying *by = &pack->copying;

	l->group = arena_array(l->together->call->arena, all->len + 1,
	    sizeof(*l->group));
	for (size_t i = 0; i < all->len; i++)
		l->group[i] = (uint32_t)i;
	for (size_t i = 0; i < all->len; i++) {
		const struct record *r = all->at[i];
		const struct copied *d = alike_of(caseload_alike(c), r);
		const struct copy_source *own = copy_of_own(by, d);
		add_link(l, r, own);
		add_link(l, r, copy_of_other(by, d));
		for (uint32_t k = 0; own == NULL && k < r->prose.n_parts; k++)
			add_link(l, r, copy_of_section(by, d, k));
	}
}

static void
count_clusters(struct listing *l)
{
	size_t n = caseload_records(l->together->caseload)->len;
	struct arena *a = l->together->call->arena;

	l->links_in = arena_array(a, n + 1, sizeof(*l->links_in));
	l->notes_in = arena_array(a, n + 1, sizeof(*l->notes_in));
	for (size_t i = 0; i < n; i++)
		l->notes_in[leader(l, (uint32_t)i)]++;
	for (size_t i = 0; i < l->links.len; i++)
		l->links_in[leader(l,
		    (uint32_t)l->links.at[i].later->number)]++;
}

static void
make_side(struct listing *l, const struct link *link, struct sides *out)
{
	sides_make(l->together, link->later, link->from->record,
	    &link->from->comparison, out);
}

static void
print_cluster(struct listing *l, const struct screen *screen, uint32_t n,
    size_t number, size_t *shown)
{
	char title[64];

	snprintf(title, sizeof(title), "Cluster %zu: %zu notes", number,
	    l->notes_in[n]);
	screen_put(screen, STYLE_STRONG, str_of(title));
	fputs("\n\n", screen->to);
	for (size_t i = 0; i < l->links.len; i++) {
		struct sides side;
		if (leader(l, (uint32_t)l->links.at[i].later->number) != n)
			continue;
		if ((*shown)++ >= MOST_SHOWN)
			continue;
		make_side(l, &l->links.at[i], &side);
		side_print(screen, &side);
	}
}

/* The clinic's standing text, each passage once. */
static void
print_standing(struct listing *l, const struct screen *screen)
{
	struct standing_passages all = {0};
	struct arena *a = l->together->call->arena;

	alike_standing(caseload_alike(l->together->caseload), a, &all);
	fprintf(screen->to, "Standing text: %zu passages, not counted as "
	    "copied\n", all.len);
	for (size_t i = 0; i < all.len && !l->together->call->asked.redact;
	    i++) {
		struct str text = l->together->texts[all.at[i].record->number];
		if (all.at[i].at.end > text.len)
			continue;
		fputs("  : ", screen->to);
		screen_wrap(screen, STYLE_FAINT,
		    str_slice(text, all.at[i].at), 4, 4);
		fputc('\n', screen->to);
	}
	fputc('\n', screen->to);
}

static void
want_standing(struct listing *l)
{
	struct standing_passages all = {0};

	alike_standing(caseload_alike(l->together->caseload),
	    l->together->call->arena, &all);
	for (size_t i = 0; i < all.len; i++)
		l->together->wanted[all.at[i].record->number] = true;
}

static int
print(struct listing *l)
{
	const struct screen screen = sides_screen(l->together->call);
	size_t n = caseload_records(l->together->caseload)->len;
	size_t clusters = 0, shown = 0;

	if (l->together->call->asked.verbose)
		print_standing(l, &screen);
	for (uint32_t i = 0; i < n; i++)
		if (l->links_in[i] > 0)
			print_cluster(l, &screen, i, ++clusters, &shown);
	if (shown > MOST_SHOWN)
		fprintf(screen.to, "... and %zu more pairs; --format json has "
		    "all\n", shown - MOST_SHOWN);
	fprintf(screen.to, "%zu notes compared; %zu copied in %zu clusters\n",
	    n, l->links.len, clusters);
	return l->links.len > 0 ? EXIT_FOUND : EXIT_CLEAN;
}

static json_t *
cluster_json(struct listing *l, struct emit *e, uint32_t n)
{
	json_t *o = emit_object(e);
	json_t *pairs = emit_array(e);

	for (size_t i = 0; i < l->links.len; i++) {
		struct sides side;
		if (leader(l, (uint32_t)l->links.at[i].later->number) != n)
			continue;
		make_side(l, &l->links.at[i], &side);
		emit_add(e, pairs, side_json(e, &side));
	}
	emit_put(e, o, "notes", emit_size(e, l->notes_in[n]));
	emit_put(e, o, "pairs", pairs);
	return o;
}

static json_t *
standing_json(struct listing *l, struct emit *e)
{
	struct standing_passages all = {0};
	json_t *list = emit_array(e);

	alike_standing(caseload_alike(l->together->caseload),
	    l->together->call->arena, &all);
	for (size_t i = 0; i < all.len; i++) {
		struct str text = l->together->texts[all.at[i].record->number];
		json_t *o = emit_object(e);
		bool whole = all.at[i].at.end <= text.len;
		emit_put(e, o, "words", emit_size(e, all.at[i].words));
		emit_put(e, o, "text", l->together->call->asked.redact ||
		    !whole ? json_null() :
		    emit_text(e, str_slice(text, all.at[i].at)));
		emit_add(e, list, o);
	}
	return list;
}

static int
print_json(struct listing *l)
{
	size_t n = caseload_records(l->together->caseload)->len;
	struct emit e = {0};
	json_t *root = emit_object(&e);
	json_t *clusters = emit_array(&e);

	for (uint32_t i = 0; i < n; i++)
		if (l->links_in[i] > 0)
			emit_add(&e, clusters, cluster_json(l, &e, i));
	emit_put(&e, root, "notes", emit_size(&e, n));
	emit_put(&e, root, "copied", emit_size(&e, l->links.len));
	emit_put(&e, root, "clusters", clusters);
	emit_put(&e, root, "standing", standing_json(l, &e));
	int status = show_json(l->together->call, &e, root);
	return status == EXIT_CLEAN && l->links.len > 0 ? EXIT_FOUND : status;
}

static int
run(struct call *call)
{
	struct together t = {0};
	struct listing l = {.together = &t};
	struct err err = {0};

	if (!sides_collect(call, &t, &err))
		return complain(&err);
	find_links(&l, engine_pack(t.engine));
	count_clusters(&l);
	want_standing(&l);
	if (!sides_read_texts(&t, &err))
		return complain(&err);
	int status = format_is(call, "json") ? print_json(&l) : print(&l);
	return t.unreadable > 0 ? EXIT_UNREAD : status;
}

static const char *const formats[] = {"terminal", "json", NULL};

const struct command command_copies = {
	.name = "copies",
	.args = "FILE|DIR...",
	.about = "Which notes repeat which, side by side",
	.help = "\nA cluster is notes that go back to each other. Between the "
	    "columns: = copied,\n~ changed, + new, : the clinic's standing "
	    "text; --verbose lists that text.\nExits with 1 when a note is "
	    "copied.\n",
	.formats = formats,
	.options = TAKES(FORMAT) | TAKES(OUTPUT) | TAKES(PACK) |
	    TAKES(CONFIG) | TAKES(TEMPLATE) | TAKES(MAP) | TAKES(REDACT) |
	    TAKES(THREADS) | TAKES(VERBOSE) | TAKES(HELP),
	.least = 1,
	.most = ANY_NUMBER,
	.run = run,
};
