#include "cli/options.h"

#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/formats.h"
#include "cli/message.h"
#include "cli/option_table.h"

/* ---- values ----------------------------------------------------------- */

static bool wrong(const struct cad_option_row *r, const char *value,
                  const char *want)
{
    cad_message("--%s %s: wants %s", r->name, value, want);
    return false;
}

static bool read_choice(const struct cad_option_row *r, const char *value,
                        const char *const *choices, int *out)
{
    for (int i = 0; choices[i]; i++)
        if (!strcmp(choices[i], value)) {
            *out = i;
            return true;
        }
    char want[80] = "";
    for (int i = 0; choices[i]; i++)
        snprintf(want + strlen(want), sizeof want - strlen(want), "%s%s",
                 i ? " or " : "", choices[i]);
    return wrong(r, value, want);
}

static bool read_whole(const char *value, long low, long high, int *out)
{
    char *end;
    long number = strtol(value, &end, 10);
    if (end == value || *end || number < low || number > high)
        return false;
    *out = (int)number;
    return true;
}

static bool read_channel(const struct cad_option_row *r, const char *value,
                         int *out)
{
    if (!strcmp(value, "left"))
        *out = 1;
    else if (!strcmp(value, "right"))
        *out = 2;
    else if (!read_whole(value, 1, 2, out))
        return wrong(r, value, "1, 2, left or right");
    return true;
}

static bool read_raw(const struct cad_option_row *r, const char *value,
                     cad_raw *out)
{
    static const char *const known[] = {"ulaw",  "alaw", "s16le",
                                        "s16be", "u8",   "gsm"};
    char encoding[8], rest;
    int rate, channels;
    if (sscanf(value, "%7[^:]:%9d:%3d%c", encoding, &rate, &channels, &rest) !=
        3)
        return wrong(r, value, "ENC:RATE:CHANNELS, such as ulaw:8000:2");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i], encoding)) {
            *out = (cad_raw){known[i], rate, channels};
            if (rate < 4000 || rate > 192000 || channels < 1 || channels > 8)
                return wrong(r, value, "4000 to 192000 Hz, 1 to 8 channels");
            return true;
        }
    return wrong(r, value, "one of ulaw, alaw, s16le, s16be, u8, gsm");
}

static bool read_shard(const struct cad_option_row *r, const char *value,
                       int *shard, int *shards)
{
    char rest;
    if (sscanf(value, "%9d/%9d%c", shard, shards, &rest) == 2 && *shard >= 0 &&
        *shard < *shards)
        return true;
    return wrong(r, value, "K/N with K from 0 to N - 1, such as 0/4");
}

static bool read_seconds(const char *text, size_t length, double *out)
{
    char copy[32], *end;
    if (!length)
        return true;
    if (length >= sizeof copy)
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    *out = strtod(copy, &end);
    return !*end && isfinite(*out) && *out >= 0;
}

static bool read_clip(const struct cad_option_row *r, const char *value,
                      double *from_s, double *to_s)
{
    const char *colon = strchr(value, ':');
    *from_s = *to_s = 0;
    if (!colon || !read_seconds(value, (size_t)(colon - value), from_s) ||
        !read_seconds(colon + 1, strlen(colon + 1), to_s))
        return wrong(r, value, "A:B in seconds, such as 30:90");
    if (colon[1] && *to_s <= *from_s)
        return wrong(r, value, "an end after its start");
    return true;
}

/* Options whose value is kept as it is. */
static const char **text_of(struct cad_options *o, int id)
{
    switch (id) {
    case 'o':
        return &o->out_folder;
    case CAD_OPT_AGENT:
        return &o->agent_file;
    case CAD_OPT_CUSTOMER:
        return &o->customer_file;
    case CAD_OPT_SEGMENTS:
        return &o->segments_file;
    case CAD_OPT_MODEL:
        return &o->model_file;
    case CAD_OPT_PROFILE:
        return &o->profile_file;
    case CAD_OPT_PROFILE_OUT:
        return &o->profile_out;
    case CAD_OPT_FILES_FROM:
        return &o->files_from;
    case CAD_OPT_MANIFEST:
        return &o->manifest;
    case CAD_OPT_NAME_PATTERN:
        return &o->name_pattern;
    case CAD_OPT_TOLERANCE:
        return &o->tolerance_file;
    case CAD_OPT_JUNIT:
        return &o->junit_file;
    default:
        return NULL;
    }
}

static bool set(struct cad_options *o, const struct cad_option_row *r,
                const char *value)
{
    static const char *const whens[] = {"auto", "always", "never", NULL};
    static const char *const errors[] = {"skip", "stop", "record", NULL};
    static const char *const audio[] = {"link", "embed", "none", NULL};
    int choice = 0;
    bool good = true;
    const char **text = text_of(o, r->id);
    if (text) {
        *text = value;
        return true;
    }
    switch (r->id) {
    case 'q':
        o->loudness = -1;
        break;
    case 'v':
        o->loudness = 1;
        break;
    case CAD_OPT_JSON:
        o->json = true;
        break;
    case CAD_OPT_NDJSON:
        o->ndjson = true;
        break;
    case CAD_OPT_RESUME:
        o->force = false;
        break;
    case CAD_OPT_FORCE:
        o->force = true;
        break;
    case CAD_OPT_SHARD:
        return read_shard(r, value, &o->shard, &o->shards);
    case CAD_OPT_FORMAT:
        return (o->formats = cad_formats_parse(value)) != 0;
    case CAD_OPT_AGENT_CHANNEL:
        return read_channel(r, value, &o->agent_channel);
    case CAD_OPT_RAW:
        return read_raw(r, value, &o->raw);
    case CAD_OPT_CLIP:
        return read_clip(r, value, &o->from_s, &o->to_s);
    case 'j':
        return read_whole(value, 1, 1024, &o->workers) ||
               wrong(r, value, "a number from 1 to 1024");
    case CAD_OPT_ON_ERROR:
        good = read_choice(r, value, errors, &choice);
        o->on_error = (enum cad_on_error)choice;
        break;
    case CAD_OPT_AUDIO:
        good = read_choice(r, value, audio, &choice);
        o->page_audio = (cad_page_audio)choice;
        break;
    case CAD_OPT_PROGRESS:
        good = read_choice(r, value, whens, &choice);
        o->progress = (enum cad_when)choice;
        break;
    case CAD_OPT_TAP:
        o->tap = true;
        break;
    case CAD_OPT_COLOR:
        good = read_choice(r, value, whens, &choice);
        o->colour = (enum cad_when)choice;
        break;
    }
    return good;
}

/* ---- parsing ---------------------------------------------------------- */

/* What getopt wants, of the rows this verb has. */
static void build(enum cad_verb verb, struct option *longs, char *shorts)
{
    *shorts++ = ':';
    for (int i = 0; i < CAD_OPTION_ROWS; i++) {
        if (!(cad_option_rows[i].verbs & 1u << verb))
            continue;
        *longs++ = (struct option){cad_option_rows[i].name,
                                   cad_option_rows[i].arg != NULL, NULL,
                                   cad_option_rows[i].id};
        if (cad_option_rows[i].id < CAD_OPT_LONG_ONLY) {
            *shorts++ = (char)cad_option_rows[i].id;
            if (cad_option_rows[i].arg)
                *shorts++ = ':';
        }
    }
    *longs = (struct option){0};
    *shorts = '\0';
}

static int check_coach(const struct cad_options *o)
{
    if (o->operand_count && (o->out_folder || o->profile_out))
        return 0;
    cad_message("coach wants %s; see callcadence coach --help",
                o->operand_count ? "-o DIR or --profile-out FILE"
                                 : "reports, or folders of them");
    return 2;
}

static int check(const struct cad_options *o)
{
    const char *say = NULL;
    if (!o->agent_file != !o->customer_file)
        say = "--agent FILE and --customer FILE go together: one is missing";
    else if (o->agent_file &&
             (o->operand_count || o->files_from || o->manifest))
        say = "--agent and --customer are the call: no other recording";
    else if (o->agent_file && o->agent_channel)
        say = "--agent-channel is for one file with both parties";
    else if (!o->agent_file && !o->files_from && !o->manifest &&
             !o->operand_count)
        say = "no recording is given";
    else if (o->json + o->ndjson + (o->out_folder != NULL) > 1)
        say = "--json and --ndjson write to standard output, -o to files: "
              "choose one";
    else if (o->formats && !o->out_folder)
        say = "--format needs -o DIR";
    else if (o->force && !o->out_folder)
        say = "--force needs -o DIR";
    else if (o->shards && !o->out_folder && !o->ndjson)
        say = "--shard needs -o DIR or --ndjson";
    else if (o->verb != CAD_ANALYZE && o->operand_count > 1)
        say = "one call at a time";
    if (!say)
        return 0;
    cad_message("%s; see callcadence %s --help", say, cad_verb_name(o->verb));
    return 2;
}

static int check_compare(const struct cad_options *o)
{
    if (o->operand_count == 2)
        return 0;
    cad_message("compare takes two reports, or two folders of them; see "
                "callcadence compare --help");
    return 2;
}

int cad_options_parse(enum cad_verb verb, int argc, char **argv,
                      struct cad_options *out)
{
    struct option longs[CAD_OPTION_ROWS + 1];
    char shorts[2 * CAD_OPTION_ROWS + 2];
    int id;
    *out = (struct cad_options){.verb = verb};
    build(verb, longs, shorts);
    argc--, argv++;
    opterr = 0;
    while ((id = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        const struct cad_option_row *r = cad_option_row_of(id);
        if (id == 'h') {
            cad_verb_help(verb, stdout);
            return -1;
        }
        if (!r) {
            cad_message("%s: %s; see callcadence %s --help", argv[optind - 1],
                        id == ':' ? "wants a value" : "no such option",
                        cad_verb_name(verb));
            return 2;
        }
        if (!set(out, r, optarg))
            return 2;
    }
    out->operands = argv + optind;
    out->operand_count = argc - optind;
    if (verb == CAD_COMPARE)
        return check_compare(out);
    if (verb == CAD_COACH)
        return check_coach(out);
    return verb == CAD_EXPLAIN || verb == CAD_SCHEMA ? 0 : check(out);
}
