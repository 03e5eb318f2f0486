/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who treated and signed first.  A signature is a name with a professional
 * credential where notes are signed: by a cue ("electronically signed by"), or
 * on a line of its own after the body.  A student's needs a co-signer.
 */
#include "facts/gather.h"
#include "facts/readers.h"

/* A bare name with a credential signs only below the body of the note. */
static bool
stands_low(const struct reading *r, const struct mention *m)
{
	return m->span.start >= r->note->text.len * 2 / 5;
}

/* The normal form of a credential, or NULL for one that may not sign. */
static const char *
credential_of(const struct gathered *credentials, struct span at)
{
	for (size_t i = gathered_from(credentials, at.start);
	    i < credentials->len && credentials->at[i]->span.end <= at.end; i++)
		if (credentials->at[i]->lexeme->value != NULL)
			return credentials->at[i]->lexeme->value;
	return NULL;
}

static bool
take(struct facts *f, const struct mention *m,
    const struct gathered *credentials)
{
	struct span name, at;
	const char *credential;

	if (!mention_capture(m, "name", &name) ||
	    !mention_capture(m, "credential", &at))
		return false;
	credential = credential_of(credentials, at);
	if (credential == NULL)
		return false;
	f->author = str_trim(str_slice(f->reading->note->text, name));
	f->credential = str_of(credential);
	f->signature_at = m->span;
	return true;
}

void
signature_read(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	const struct concepts *all = pack_fact(r->pack, "signature");
	struct gathered credentials = gather(a, r, "credentials");

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(r, all->at[i]);
		bool cued = strcmp(concept_tail(all->at[i]), "signed") == 0;
		for (; m.first < m.last; m.first++)
			if (mention_counts(r, m.first) &&
			    (cued || stands_low(r, m.first)) &&
			    take(f, m.first, &credentials))
				return;
	}
}
