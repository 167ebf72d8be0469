/* verbs.h - each verb is a function from options to an exit code. */
#ifndef CAD_CLI_VERBS_H
#define CAD_CLI_VERBS_H

#include "cli/options.h"

int cad_verb_analyze(const struct cad_options *options);
int cad_verb_frames(const struct cad_options *options);
int cad_verb_probe(const struct cad_options *options);
int cad_verb_coach(const struct cad_options *options);
int cad_verb_compare(const struct cad_options *options);
int cad_verb_explain(const struct cad_options *options);
int cad_verb_schema(const struct cad_options *options);

#endif
