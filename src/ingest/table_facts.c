/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/table_facts.h"

#include "base/date.h"
#include "ingest/encoding.h"
#include "ingest/hl7_time.h"

enum value_kind { VALUE_TEXT, VALUE_DAY, VALUE_CLOCK };

/* In the order in which it is stated: a credential belongs to the person
 * before it. */
static const struct {
	enum column_role role;
	const char *fact;
	enum value_kind kind;
} facts[] = {
	{COLUMN_NOTE_TYPE, "title", VALUE_TEXT},
	{COLUMN_PATIENT, "patient", VALUE_TEXT},
	{COLUMN_PATIENT_ID, "patient-id", VALUE_TEXT},
	{COLUMN_BIRTH_DATE, "birth-date", VALUE_DAY},
	{COLUMN_SERVICE_DATE, "service-date", VALUE_DAY},
	{COLUMN_TIME_IN, "time-in", VALUE_CLOCK},
	{COLUMN_TIME_OUT, "time-out", VALUE_CLOCK},
	{COLUMN_SIGNATURE, "signature", VALUE_TEXT},
	{COLUMN_SIGNED_ON, "signed-on", VALUE_DAY},
	{COLUMN_AUTHOR, "author", VALUE_TEXT},
	{COLUMN_CREDENTIAL, "credential", VALUE_TEXT},
	{COLUMN_PAYER, "payer", VALUE_TEXT},
	{COLUMN_NOTE_ID, "note-id", VALUE_TEXT},
};

struct str
table_value(struct arena *a, const struct table_header *h,
    const struct cell_list *row, enum column_role role)
{
	struct document text = {0};
	struct mended ignored;
	size_t at = h->at[role];

	if (at == NO_COLUMN || at >= row->len)
		return (struct str){NULL, 0};
	struct str bytes = row->at[at].text;
	if (bytes.len == 0)
		return (struct str){NULL, 0};
	encoding_decode(a, bytes, encoding_detect(bytes), &text, &ignored);
	return str_trim(text.text);
}

/* "2026-03-04 00:00:00", "3/4/2026 2:05 PM", "20260304140500" are days too. */
static date_t
day_of(struct str s)
{
	date_t day = date_parse(s, NO_DATE);
	size_t n = 0;

	if (day == NO_DATE)
		day = hl7_time_of(s).day;
	while (n < s.len && s.ptr[n] != ' ' && s.ptr[n] != 'T')
		n++;
	return day == NO_DATE ? date_parse((struct str){s.ptr, n}, NO_DATE) :
	    day;
}

/* The clock time that a value ends in, without its seconds. */
static minute_t
clock_of(struct str s)
{
	enum half half;
	minute_t minute = time_parse(s, &half);

	if (minute == NO_TIME)
		minute = hl7_time_of(s).minute;
	if (minute == NO_TIME && s.len > 3 && s.ptr[s.len - 3] == ':')
		minute = time_parse((struct str){s.ptr, s.len - 3}, &half);
	return minute;
}

/* A value as it is stated; empty when it is not what it should be. */
static struct str
settle(struct arena *a, struct str s, enum value_kind kind)
{
	char text[16] = "";

	if (kind == VALUE_TEXT)
		return s;
	if (kind == VALUE_DAY && day_of(s) != NO_DATE)
		date_format(day_of(s), text);
	if (kind == VALUE_CLOCK && clock_of(s) != NO_TIME)
		time_format(clock_of(s), text);
	return arena_str(a, str_of(text));
}

/* A patient whose name stands in two columns. */
static struct str
whole_name(struct arena *a, const struct table_header *h,
    const struct cell_list *row)
{
	struct str given = table_value(a, h, row, COLUMN_GIVEN_NAME);
	struct str family = table_value(a, h, row, COLUMN_FAMILY_NAME);

	if (given.len == 0 || family.len == 0)
		return given.len == 0 ? family : given;
	return arena_printf(a, "%.*s %.*s", STR_ARG(given), STR_ARG(family));
}

void
table_state(struct arena *a, const struct table_header *h,
    const struct cell_list *row, struct item *out)
{
	size_t n = sizeof(facts) / sizeof(*facts);

	for (size_t i = 0; i < n; i++) {
		struct str value = table_value(a, h, row, facts[i].role);
		if (facts[i].role == COLUMN_PATIENT && value.len == 0)
			value = whole_name(a, h, row);
		value = settle(a, value, facts[i].kind);
		if (value.len > 0)
			vec_push(a, &out->stated, (struct stated){
			    facts[i].fact, value, NULL});
	}
}
