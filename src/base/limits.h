/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Every ceiling of the program, with its reason.  Notes and packs are
 * untrusted input: whatever grows with them stops here.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#include <stddef.h>
#include <stdint.h>

/* A document, which is held whole while it is read: a file, or a member of an
 * archive.  The largest real chart document seen is 40 MB.  What holds many
 * documents is read piece by piece and may have any size. */
#define LIMIT_FILE_BYTES ((size_t)64 << 20)

/* As much of one note as is judged.  Real notes stay under 60 KB, and a text
 * as dense as a list of exercises takes 500 times its size to be judged. */
#define LIMIT_NOTE_BYTES ((size_t)256 << 10)

/* The text of one file, which may hold many notes; a megabyte takes some
 * seconds. */
#define LIMIT_TEXT_BYTES ((size_t)1 << 20)

/* One line; longer ones are cut for judging, and said so. */
#define LIMIT_LINE_BYTES ((size_t)1 << 20)

/* Notes in one file. */
#define LIMIT_NOTES_IN_FILE ((size_t)100000)

/* Everything found in one note. */
#define LIMIT_NOTE_ARENA ((size_t)512 << 20)

/* Prose of one note that is compared with other notes: 16 bytes each are kept
 * as long as a caseload is judged.  An evaluation of ten pages has 5,000. */
#define LIMIT_PROSE_WORDS 8192

/* What is remembered of all notes of a caseload: some 5 KB each with what the
 * comparison needs, so some four million notes. */
#define LIMIT_CASELOAD_ARENA ((size_t)24 << 30)

/* Reports that are kept until all notes are known; beyond, inputs are read
 * twice. */
#define LIMIT_HELD_REPORTS ((size_t)256 << 20)

/* All packs together, compiled, with what is learnt from their examples: a
 * vector that doubles takes half of it for the while. */
#define LIMIT_PACK_ARENA ((size_t)512 << 20)

/* A pack file and the nesting in it. */
#define LIMIT_PACK_BYTES ((size_t)8 << 20)
#define LIMIT_PACK_DEPTH 16

/* One row of a file that CMS publishes; the longest has a heading of a few
 * hundred bytes. */
#define LIMIT_CMS_ROW_BYTES ((size_t)64 << 10)
#define LIMIT_CMS_COLUMNS 64

/* Charges of one claims file, what they fill, and one row of it: some years of
 * a large clinic. */
#define LIMIT_CHARGES ((size_t)2000000)
#define LIMIT_CLAIMS_ARENA ((size_t)2 << 30)
#define LIMIT_CLAIMS_ROW_BYTES ((size_t)64 << 10)
#define LIMIT_CLAIMS_COLUMNS 512

/* Patterns of all packs, and groups of one: itself, and those it numbers. */
#define LIMIT_PATTERNS 8192
#define LIMIT_GROUPS 32

/* One regular expression once its macros are put in: PCRE2's own limit for
 * the compiled form is 64 KiB of links. */
#define LIMIT_REGEX_BYTES ((size_t)64 << 10)

/* Work of one match attempt (PCRE2's match and depth limits, and its heap in
 * KiB): a pattern that needs more on a note is a defect of the pattern. */
#define LIMIT_MATCH_STEPS 1000000
#define LIMIT_MATCH_DEPTH 2000
#define LIMIT_MATCH_HEAP 4096

/* Attempts of half of the patterns in one note that may reach such a limit; a
 * pattern that does so later is left out of the rest of the note, which is said
 * to be skipped in any case. */
#define LIMIT_GIVEN_UP ((size_t)500)

/* Stack of the JIT matcher, per thread. */
#define LIMIT_JIT_STACK ((size_t)1 << 20)

/*
 * What one file may unpack to: an archive, with all archives in it.  A year of
 * a large clinic is a million notes of 3 KB, which compress to a tenth; of
 * notes made from one template, to a fiftieth.  Hundreds of bytes made of one
 * are a bomb, unless they are the padding of a small file.  A few bombs are
 * passed over, each at the cost of LIMIT_UNPACKED_RATIO_FROM.
 */
#define LIMIT_UNPACKED_BYTES ((uint64_t)64 << 30)
#define LIMIT_UNPACKED_ENTRIES ((uint64_t)5000000)
#define LIMIT_UNPACKED_RATIO ((uint64_t)200)
#define LIMIT_UNPACKED_RATIO_FROM ((uint64_t)32 << 20)
#define LIMIT_UNPACKED_BOMBS 16

/* Containers inside one another: a table in an archive in a backup in a
 * compressed file is four. */
#define LIMIT_CONTAINER_DEPTH 6

/* What a container keeps while it is open: what does not grow with its
 * items, and one row of a table. */
#define LIMIT_CONTAINER_ARENA ((size_t)64 << 20)

/* The longest name of a member of an archive. */
#define LIMIT_MEMBER_BYTES ((size_t)4096)

/* One cell of a table, and the columns of a table of notes. */
#define LIMIT_CELL_BYTES ((size_t)8 << 20)
#define LIMIT_ROW_CELLS 2000

/* Rows that are pieces of one note. */
#define LIMIT_NOTE_PIECES ((size_t)10000)

/* Bytes of notes that have been read and wait to be judged: a few of the
 * largest, or many of the usual ones. */
#define LIMIT_WAITING_BYTES ((size_t)64 << 20)

/* Folders inside folders when walking input. */
#define LIMIT_FOLDER_DEPTH 64

/* The names in one folder while it is walked: some two million files. */
#define LIMIT_FOLDER_BYTES ((size_t)256 << 20)

/* Elements inside elements; a deep clinical document has forty. */
#define LIMIT_XML_DEPTH 256

/* Different names of elements and attributes together; CDA has some hundred. */
#define LIMIT_XML_NAMES_BYTES ((size_t)512 << 10)

/* Entities that a document declares, and the text that all references to
 * them add to it.  Real ones spell a degree sign. */
#define LIMIT_XML_ENTITIES 1000
#define LIMIT_XML_ENTITY_BYTES ((size_t)1 << 20)

/* A start tag with its attributes, and any other single piece of markup: a
 * comment, a declaration.  Text arrives in pieces and needs neither. */
#define LIMIT_XML_TAG_BYTES ((size_t)64 << 10)
#define LIMIT_XML_TOKEN_BYTES ((size_t)4 << 20)

/* Narrative text of a structured source, and that of one element in it. */
#define LIMIT_NARRATIVE_BYTES LIMIT_TEXT_BYTES
#define LIMIT_NARRATIVE_NODE_BYTES LIMIT_TEXT_BYTES

/* Places in a structured source that are remembered one by one, and what
 * their paths fill. */
#define LIMIT_LOCI ((size_t)400000)
#define LIMIT_XPATH_BYTES ((size_t)16 << 20)

/* Coded entries of a clinical document: identifiers, references, charges. */
#define LIMIT_CDA_ENTRIES ((size_t)200000)

/* A body that a clinical document carries or refers to, decoded. */
#define LIMIT_BODY_BYTES ((size_t)32 << 20)

/* A JSON document, or a line of NDJSON: attachments make them large.  Depth
 * and number of values are counted before parsing; FHIR nests some twenty
 * deep, and a value takes about a hundred bytes once it is parsed. */
#define LIMIT_JSON_BYTES ((size_t)64 << 20)
#define LIMIT_JSON_DEPTH 128
#define LIMIT_JSON_VALUES ((size_t)1000000)

/* Resources that one note of a FHIR bundle refers to, directly or not; what
 * all notes of a bundle come to with these, since they may share them; and
 * sections of a composition inside one another. */
#define LIMIT_FHIR_REFERRED ((size_t)64)
#define LIMIT_FHIR_PARTS_BYTES ((size_t)256 << 20)
#define LIMIT_FHIR_SECTIONS 32

/* What is kept of patients, authors and encounters that lie beside the notes of
 * a bulk export: some 150,000, at 400 bytes each.  And a line of them; those
 * with pictures are longer and are passed over. */
#define LIMIT_BESIDE_BYTES ((size_t)64 << 20)
#define LIMIT_BESIDE_LINE ((size_t)1 << 20)

/* Columns of a table, and the cells that one of its cells may span. */
#define LIMIT_TABLE_COLUMNS 1000
#define LIMIT_TABLE_SPAN 100

/* Tables inside tables, and groups inside groups of RTF. */
#define LIMIT_TABLE_DEPTH 64
#define LIMIT_RTF_DEPTH 1000

/* What the program that reads PDF may take: time of a processor, time on the
 * wall, memory and what it may write. */
#define LIMIT_PDF_CPU_SECONDS 5
#define LIMIT_PDF_SECONDS 20
#define LIMIT_PDF_MEMORY ((size_t)1 << 30)
#define LIMIT_PDF_TEXT_BYTES ((size_t)8 << 20)

/* How many pairs of things in a note are compared with each other.  A note of
 * one visit has a few hundred of each; beyond this a text was made to keep the
 * program busy, and what would be compared is left unjudged. */
#define LIMIT_NOTE_PAIRS 4000000

#endif
