/* SPDX-License-Identifier: Apache-2.0 */
/**
 * XML as a run of events, from bytes in any of the encodings of codec.h.
 *
 * Nothing outside the source is ever opened: no external entity, no DTD, no
 * XInclude, no network.  Entities that a document declares are expanded here,
 * as text only and up to a limit; those of HTML are known.  Depth, size of
 * tags and other markup are limited (base/limits.h).  The tree is never
 * built, and libxml2 is known to xml.c alone.
 *
 * Calls with different arenas may run at the same time.
 */
#ifndef INGEST_XML_H
#define INGEST_XML_H

#include "ingest/looks.h"

struct xml;

/* What a reader of XML does.  `user` is what xml_parse() was given.  Texts
 * and attributes are good until the function returns. */
struct xml_reader {
	/* An element begins.  `name` has no prefix; it is the same pointer
	 * for the same name and good until xml_parse() returns. */
	void (*start)(void *user, struct xml *x, const char *name);
	void (*end)(void *user, struct xml *x);
	/* A piece of text; elements may have many.  `at` is for xml_place(). */
	void (*text)(void *user, struct xml *x, struct str text, size_t at);
};

enum xml_end {
	XML_WHOLE,		/* read to its end */
	XML_CUT,		/* the source ends before the root
				 * element does */
	XML_BROKEN,		/* not well-formed; the rest was not read */
	XML_STOPPED,		/* by a limit or by the reader */
};

struct xml_outcome {
	enum xml_end end;
	struct str why;		/* of all but XML_WHOLE: "..., at 12:3" */
	struct str encoding_trouble;	/* input/encoding, or empty */
	struct str entity_trouble;	/* input/encoding, or empty */
	struct str excess;	/* input/limit, or empty: more than one root */
	const char *encoding;	/* name of the encoding read */
};

/** Read a source.  Only memory fails, by the trap of the arena. */
void xml_parse(struct arena *a, const struct look *look,
    const struct xml_reader *reader, void *user, struct xml_outcome *out);

/** In an event: the value of an attribute of the element that begins,
 * whatever its prefix; empty when it has none. */
struct str xml_attribute(const struct xml *x, const char *name);

/** In an event: the namespace of the element that begins; empty if none. */
struct str xml_namespace(const struct xml *x);

/** In an event: line and column of the source.  Places come in order; one
 * before the last asked for gives that one. */
void xml_place(struct xml *x, size_t at, size_t *line, size_t *column);

/** In an event: where parsing stands, as xml_place() takes it. */
size_t xml_at(const struct xml *x);

/** In an event: read no more.  `why` goes to the outcome. */
void xml_stop(struct xml *x, struct str why);

/** A character that HTML names, "nbsp" for one, or 0. */
uint32_t xml_html_entity(const char *name);

#endif
