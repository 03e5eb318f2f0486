/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The container table: CSV, TSV and their like with a column of notes.  A row
 * is a note; where a note was cut into pieces, rows that follow one another,
 * have the same note id and are numbered are put together again.  The other
 * columns become what is stated beside the note, as the header of a clinical
 * document does (cda.h), and besides `note-id`.
 *
 * What a cell holds is read by its own format; base64 is undone first.  A
 * table without a column of notes is one document that cannot be read.
 */
#ifndef INGEST_TABLE_H
#define INGEST_TABLE_H

#include "ingest/container.h"

extern const struct container container_table;

#endif
