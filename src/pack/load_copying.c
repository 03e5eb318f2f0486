/* SPDX-License-Identifier: Apache-2.0 */
/* From where on text counts as copied. */
#include "pack/load.h"

enum { PERCENT = 100, MOST_WORDS = 10000 };

struct copying_file {
	struct heading heading;
	const struct node *whole;
	const struct node *section;
	const struct node *cross;
	const struct node *pair;
	const struct node *standing;
	const struct node *programme;
};

#define PART(member) FIELD_MAP, .required = true,                             \
	    .offset = offsetof(struct copying_file, member)
static const struct field file_fields[] = {
	HEADING(struct copying_file),
	{.name = "whole", .type = PART(whole)},
	{.name = "section", .type = PART(section)},
	{.name = "cross", .type = PART(cross)},
	{.name = "pair", .type = PART(pair)},
	{.name = "standing", .type = PART(standing)},
	{.name = "programme", .type = PART(programme)},
};
#undef PART
static const struct schema file_schema = SCHEMA("copying", file_fields);

#define NUMBER(at, limit) FIELD_NUMBER, .required = true, .most = (limit),    \
	    .offset = offsetof(struct copying, at)
static const struct field whole_fields[] = {
	{.name = "words", .type = NUMBER(whole_words, MOST_WORDS)},
	{.name = "stock", .type = NUMBER(whole_stock, MOST_WORDS)},
	{.name = "copied", .type = NUMBER(whole_copied, PERCENT)},
	{.name = "beside-words", .type = NUMBER(beside_words, MOST_WORDS)},
	{.name = "beside", .type = NUMBER(beside_copied, PERCENT)},
};
static const struct field section_fields[] = {
	{.name = "copied", .type = NUMBER(section_copied, PERCENT)},
	{.name = "words", .type = NUMBER(section_words, MOST_WORDS)},
	{.name = "kinds", .type = FIELD_TEXTS, .required = true,
	    .offset = offsetof(struct copying, sections)},
};
static const struct field cross_fields[] = {
	{.name = "copied", .type = NUMBER(cross_copied, PERCENT)},
	{.name = "words", .type = NUMBER(cross_words, MOST_WORDS)},
};
static const struct field pair_fields[] = {
	{.name = "weight", .type = NUMBER(pair_weight, PERCENT)},
	{.name = "shingles", .type = NUMBER(pair_shingles, MOST_WORDS)},
};
static const struct field standing_fields[] = {
	{.name = "share", .type = NUMBER(standing_share, PERCENT)},
	{.name = "notes", .type = NUMBER(standing_notes, MOST_WORDS)},
	{.name = "patients", .type = NUMBER(standing_patients, MOST_WORDS)},
	{.name = "authors", .type = NUMBER(standing_authors, MOST_WORDS)},
	{.name = "alone-share", .type = NUMBER(standing_alone_share, PERCENT)},
	{.name = "alone-patients",
	    .type = NUMBER(standing_alone_patients, MOST_WORDS)},
	{.name = "most", .type = NUMBER(standing_most, PERCENT)},
};
static const struct field programme_fields[] = {
	{.name = "alike", .type = NUMBER(programme_alike, PERCENT)},
	{.name = "by-site", .type = FIELD_TEXTS, .required = true,
	    .offset = offsetof(struct copying, programme_by_site)},
	{.name = "exercises", .type = NUMBER(programme_exercises, MOST_WORDS)},
	{.name = "floor", .type = NUMBER(programme_floor, PERCENT)},
	{.name = "pairs", .type = NUMBER(programme_pairs, MOST_WORDS)},
	{.name = "patients", .type = NUMBER(programme_patients, MOST_WORDS)},
	{.name = "quantile", .type = NUMBER(programme_quantile, PERCENT)},
	{.name = "region", .type = NUMBER(programme_region, PERCENT)},
};
#undef NUMBER

static const struct schema whole_schema = SCHEMA("whole", whole_fields);
static const struct schema section_schema = SCHEMA("section", section_fields);
static const struct schema cross_schema = SCHEMA("cross", cross_fields);
static const struct schema pair_schema = SCHEMA("pair", pair_fields);
static const struct schema standing_schema = SCHEMA("standing",
    standing_fields);
static const struct schema programme_schema = SCHEMA("programme",
    programme_fields);

/* Every kind named must be one of sections.yaml. */
static bool
check_kinds(struct loader *load, const struct node *section)
{
	const struct node *kinds = node_value(section, "kinds");
	struct texts *all = &load->pack->copying.sections;

	for (size_t i = 0; i < all->len; i++)
		if (pack_section(load->pack, all->at[i]) == NULL)
			return refuse(load->r.err, kinds->origin,
			    "there is no kind of section '%s'; expected one of "
			    "a file of kind sections", all->at[i]);
	return true;
}

bool
load_copying(struct loader *load, const struct node *top)
{
	struct copying_file file = {0};
	struct copying *c = &load->pack->copying;

	if (c->whole_words > 0)
		return refuse(load->r.err, top->origin,
		    "a second file of kind copying; expected one");
	return schema_read(&load->r, top, &file_schema, &file) &&
	    schema_read(&load->r, file.whole, &whole_schema, c) &&
	    schema_read(&load->r, file.section, &section_schema, c) &&
	    schema_read(&load->r, file.cross, &cross_schema, c) &&
	    schema_read(&load->r, file.pair, &pair_schema, c) &&
	    schema_read(&load->r, file.standing, &standing_schema, c) &&
	    schema_read(&load->r, file.programme, &programme_schema, c) &&
	    check_kinds(load, file.section);
}
