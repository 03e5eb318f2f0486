/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Standing text: what a clinic's notes say whoever the patient is.  It is
 * learnt from the notes, or given as a text, and is not held against anybody.
 *
 * A group is the notes of one kind by one author.  A shingle stands in a group
 * when at least the asked share of its notes have it.  It is standing text when
 * the groups it stands in have enough authors, patients and notes together: a
 * text that only one author of several uses is that author's habit, and one
 * that a single patient's notes repeat is a copy.
 *
 * A practice of one has no other author to confirm anything.  Where one author
 * wrote nearly all notes, what is written nearly every time for many patients
 * is standing text: it must reach the share and patients for an author who is
 * alone instead.
 */
#ifndef COPY_TEMPLATE_H
#define COPY_TEMPLATE_H

#include "copy/shingles.h"

struct template;

/* What makes text the clinic's. */
struct template_rule {
	unsigned share;		/* of a group's notes, in percent */
	unsigned notes;		/* that have it, in groups where it stands */
	unsigned patients;
	unsigned authors;
	unsigned alone_share;	/* the same where an author is alone */
	unsigned alone_patients;
};

struct template *template_new(struct arena *a,
    const struct template_rule *rule);

/** Everything in these shingles is standing text. */
void template_give(struct template *t, struct shingles set);

/* A note as far as this room cares; numbers count from 0. */
struct template_note {
	struct shingles set;
	uint32_t patient;
	uint32_t author;
	uint32_t group;		/* kind and author */
};

/** First, of every note: how often is what written in each group? */
void template_count(struct template *t, const struct template_note *n);

/**
 * Then, of every note again, those of one patient one after another: who has
 * what stands in his group?  Text is standing as soon as enough have it.
 */
void template_learn(struct template *t, const struct template_note *n);

/** Is it standing text? */
bool template_has(const struct template *t, uint64_t shingle);

/** How many shingles are standing text. */
size_t template_size(const struct template *t);

#endif
