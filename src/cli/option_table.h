/*
 * option_table.h - every option once: its letter, name, value, default, verbs
 * and help.
 */
#ifndef CAD_CLI_OPTION_TABLE_H
#define CAD_CLI_OPTION_TABLE_H

#include <stdio.h>

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
    const char *name, *arg, *fallback, *help;
};

enum { CAD_OPTION_ROWS = 30 };
extern const struct cad_option_row cad_option_rows[CAD_OPTION_ROWS];

/* The row of an id, or NULL. */
const struct cad_option_row *cad_option_row_of(int id);

const char *cad_verb_name(enum cad_verb verb);
void cad_verb_help(enum cad_verb verb, FILE *out);

/* The verb of a name, or CAD_VERBS. */
enum cad_verb cad_verb_of(const char *name);

/* callcadence --help; and the verbs in one line, for messages. */
void cad_help(FILE *out);
const char *cad_verb_list(void);

#endif
