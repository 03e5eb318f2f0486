/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/unjudged.h"

#include "rules/billed.h"

static const struct {
	const char *name;
	const char *reason;
} kinds[] = {
	[UNJUDGED_MODIFIERS] = {"modifiers",
	    "no line prints one; --claims tells what is billed"},
	[UNJUDGED_UNITS] = {"units",
	    "a timed code states none; --claims tells what is billed"},
};

static bool
is_charge(const struct facts *f, const struct service *s)
{
	return s->code != NULL && s->units != 0 && is_printed(f, s);
}

static bool
lacks_modifiers(const struct facts *f, const struct payer *payer)
{
	if (payer == NULL || !payer->discipline_modifier ||
	    prints_modifiers(f))
		return false;
	for (size_t i = 0; i < f->services.len; i++)
		if (is_charge(f, &f->services.at[i]))
			return true;
	return false;
}

static bool
lacks_units(const struct facts *f)
{
	for (size_t i = 0; i < f->services.len; i++)
		if (is_charge(f, &f->services.at[i]) &&
		    is_pooled(f->services.at[i].code) &&
		    f->services.at[i].units == NONE)
			return true;
	return false;
}

unsigned
unjudged_of(const struct facts *f, const struct payer *payer)
{
	unsigned out = 0;

	if (lacks_modifiers(f, payer))
		out |= 1u << UNJUDGED_MODIFIERS;
	if (lacks_units(f))
		out |= 1u << UNJUDGED_UNITS;
	return out;
}

const char *
unjudged_name(enum unjudged kind)
{
	return kinds[kind].name;
}

const char *
unjudged_reason(enum unjudged kind)
{
	return kinds[kind].reason;
}
