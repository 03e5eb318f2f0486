/* SPDX-License-Identifier: Apache-2.0 */
/* rehablint compare: two notes side by side. */
#include "cmd/show.h"
#include "cmd/sides.h"

/* The first note of a file that can be compared. */
static const struct record *
note_of_file(const struct record_list *all, const char *file)
{
	for (size_t i = 0; i < all->len; i++)
		if (strcmp(all->at[i]->place.file, file) == 0)
			return all->at[i];
	return NULL;
}

static int
no_note(const char *file)
{
	struct err err = {0};

	err_set(&err, E_INPUT, "%s: no therapy note can be read in it", file);
	complain(&err);
	return EXIT_UNREAD;
}

static int
show(struct together *t, const struct record *x, const struct record *y)
{
	struct call *call = t->call;
	struct err err = {0};
	const struct record *later = record_before(y, x) ? x : y;
	const struct record *source = later == x ? y : x;
	struct comparison c;
	struct sides side;

	t->wanted[x->number] = t->wanted[y->number] = true;
	if (!sides_read_texts(t, &err))
		return complain(&err);
	compare_prose(call->arena, &later->prose, &source->prose, &c);
	sides_make(t, later, source, &c, &side);
	if (format_is(call, "json")) {
		struct emit e = {0};
		return show_json(call, &e, side_json(&e, &side));
	}
	const struct screen screen = sides_screen(call);
	side_print(&screen, &side);
	return EXIT_CLEAN;
}

static int
run(struct call *call)
{
	struct together t = {0};
	struct err err = {0};

	if (!sides_collect(call, &t, &err))
		return complain(&err);
	const struct record_list *all = caseload_records(t.caseload);
	const struct record *x = note_of_file(all, call->args.at[0]);
	const struct record *y = note_of_file(all, call->args.at[1]);
	if (x == NULL || y == NULL)
		return no_note(call->args.at[x == NULL ? 0 : 1]);
	/* The same file twice, or two files. */
	return show(&t, x, y);
}

static const char *const formats[] = {"terminal", "json", NULL};

const struct command command_compare = {
	.name = "compare",
	.args = "A B",
	.about = "What one note has from another, side by side",
	.help = "\nThe later note stands at the right. Between the columns: "
	    "= copied, ~ changed,\n+ new, : the clinic's standing text. Only "
	    "prose is compared: no header, charges,\nprogramme, goals or "
	    "history.\n",
	.formats = formats,
	.options = TAKES(FORMAT) | TAKES(OUTPUT) | TAKES(PACK) |
	    TAKES(CONFIG) | TAKES(TEMPLATE) | TAKES(MAP) | TAKES(REDACT) |
	    TAKES(HELP),
	.least = 2,
	.most = 2,
	.run = run,
};
