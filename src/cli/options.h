/*
 * options.h - what the user asked for. Parsing, defaults and --help are made
 * from the one table of option_table.h.
 */
#ifndef CAD_CLI_OPTIONS_H
#define CAD_CLI_OPTIONS_H

#include <callcadence/callcadence.h>

#include "cli/option_table.h"
#include "cli/terminal.h"

enum cad_on_error { CAD_SKIP, CAD_STOP, CAD_RECORD };

struct cad_options {
    enum cad_verb verb;
    const char *out_folder;
    unsigned formats; /* bits of cad_format (formats.h) */
    cad_page_audio page_audio;
    bool json, ndjson;
    int workers; /* 0: one a processor */
    int agent_channel;
    const char *agent_file, *customer_file, *segments_file;
    cad_raw raw;
    struct cad_clip {
        double from_s, to_s;
    } clip;
    const char *model_file, *profile_file, *profile_out;
    const cad_profile *profile; /* of profile_file, once it is loaded */
    enum cad_on_error on_error;
    const char *files_from, *manifest, *name_pattern;
    bool force;
    struct cad_shard {
        int k, n; /* n 0: all calls */
    } shard;
    enum cad_when progress, colour;
    int loudness;                            /* -1: -q, 1: -v */
    const char *tolerance_file, *junit_file; /* of compare */
    bool tap;
    char **operands;
    int operand_count;
};

/* Reads argv[2...] for a verb. 0: go on; -1: help was printed, end with 0;
   2: wrong, after a message. */
int cad_options_parse(enum cad_verb verb, int argc, char **argv,
                      struct cad_options *out);

#endif
