/*
 * name_pattern.h - facts of a call out of its file's name: --name-pattern.
 *
 * A POSIX extended expression with named groups: (?<agent_id>[0-9]+). It is
 * searched in the last part of the path, or in all of it where the expression
 * has a slash.
 */
#ifndef CAD_CLI_NAME_PATTERN_H
#define CAD_CLI_NAME_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

enum cad_name_group {
    CAD_NAME_AGENT_CHANNEL,
    CAD_NAME_AGENT_ID,
    CAD_NAME_CALL_ID,
    CAD_NAME_STARTED_AT,
    CAD_NAME_GROUPS
};

struct cad_name_pattern;

/* NULL after a message. */
struct cad_name_pattern *cad_name_pattern_new(const char *expression);
void cad_name_pattern_free(struct cad_name_pattern *pattern);

/* The text of each group, or NULL; the caller frees. false: no match. */
bool cad_name_pattern_match(const struct cad_name_pattern *pattern,
                            const char *path, char *out[CAD_NAME_GROUPS]);

#endif
