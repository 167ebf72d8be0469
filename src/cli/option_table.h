/*
 * option_table.h - every verb and option once: its letter, name, value,
 * default, verbs and help. Parsing, --help (help.h), the manual page and the
 * completion (src/man) are made from it.
 */
#ifndef CAD_CLI_OPTION_TABLE_H
#define CAD_CLI_OPTION_TABLE_H

#include <stddef.h>

enum cad_verb {
    CAD_ANALYZE,
    CAD_FRAMES,
    CAD_PROBE,
    CAD_COACH,
    CAD_COMPARE,
    CAD_EXPLAIN,
    CAD_SCHEMA,
    CAD_VERBS
};

enum {
    CAD_OPT_LONG_ONLY = 256,
    CAD_OPT_FORMAT,
    CAD_OPT_AUDIO,
    CAD_OPT_JSON,
    CAD_OPT_NDJSON,
    CAD_OPT_AGENT_CHANNEL,
    CAD_OPT_AGENT,
    CAD_OPT_CUSTOMER,
    CAD_OPT_SEGMENTS,
    CAD_OPT_RAW,
    CAD_OPT_CLIP,
    CAD_OPT_MODEL,
    CAD_OPT_PROFILE,
    CAD_OPT_PROFILE_OUT,
    CAD_OPT_ON_ERROR,
    CAD_OPT_FILES_FROM,
    CAD_OPT_MANIFEST,
    CAD_OPT_NAME_PATTERN,
    CAD_OPT_RESUME,
    CAD_OPT_FORCE,
    CAD_OPT_SHARD,
    CAD_OPT_PROGRESS,
    CAD_OPT_COLOR,
    CAD_OPT_TOLERANCE,
    CAD_OPT_TAP,
    CAD_OPT_JUNIT,
};

struct cad_option_row {
    int id;         /* a letter, or one of the above */
    unsigned verbs; /* bits of cad_verb */
    const char *name;
    const char *arg; /* what it takes: a name for it, all|its|values, or NULL */
    const char *fallback, *help;
};

extern const struct cad_option_row cad_option_rows[];
extern const size_t cad_option_count;

/* The row of an id, or NULL. */
const struct cad_option_row *cad_option_row_of(int id);

struct cad_verb_row {
    const char *name, *operands, *summary;
    const char *about; /* a paragraph, unwrapped; or NULL */
    const char *examples[4];
    const char *ends; /* its exit codes in words, or NULL */
};

/* By cad_verb. */
extern const struct cad_verb_row cad_verb_rows[CAD_VERBS];

/* The verb of a name, or CAD_VERBS. */
enum cad_verb cad_verb_of(const char *name);
const char *cad_verb_name(enum cad_verb verb);

#endif
