/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Who signs by place and shape: a name before a credential among the last
 * lines, or behind a word that says who signs.  Asked where no wording of the
 * packs has found a signature.
 */
#ifndef FACTS_SIGNER_H
#define FACTS_SIGNER_H

#include "facts/gather.h"

struct signer {
	struct str name;
	const struct lexeme *credential;
	struct span at;		/* from the name to the credential's end */
};

/** The first that signs of those before one of `credentials`. */
bool signer_find(struct arena *a, const struct reading *r,
    const struct gathered *credentials, struct signer *out);

/** The one whose credential stands before the name that ends the note, on its
 * line or on the one above: "MOT, OTR/L" and then "Ann Lee". */
bool signer_turned(struct arena *a, const struct reading *r,
    const struct gathered *credentials, struct signer *out);

/** The name that ends the last line behind a label, or a first name alone on
 * it: whose the note is, and no signature.  Empty when there is none. */
struct str signer_bare(struct arena *a, const struct reading *r,
    const struct gathered *credentials);

/** A credential written with full stops, as the text starts; or NULL. */
const struct lexeme *signer_dotted(const struct pack *p, struct str text);

#endif
