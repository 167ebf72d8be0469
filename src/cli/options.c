#include "cli/options.h"

#include <getopt.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/formats.h"
#include "cli/help.h"
#include "cli/message.h"

/* ---- values ----------------------------------------------------------- */

static bool wrong(const struct cad_option_row *r, const char *value,
                  const char *want)
{
    cad_message("--%s %s: wants %s", r->name, value, want);
    return false;
}

/* ---- readers: a value into one member of the options ------------------- */

static bool read_text(const struct cad_option_row *r, const char *value,
                      void *member)
{
    (void)r;
    *(const char **)member = value;
    return true;
}

static bool set_true(const struct cad_option_row *r, const char *value,
                     void *member)
{
    (void)r, (void)value;
    *(bool *)member = true;
    return true;
}

static bool set_false(const struct cad_option_row *r, const char *value,
                      void *member)
{
    (void)r, (void)value;
    *(bool *)member = false;
    return true;
}

static bool set_loudness(const struct cad_option_row *r, const char *value,
                         void *member)
{
    (void)value;
    *(int *)member = r->id == 'q' ? -1 : 1;
    return true;
}

/* Into an enum in the order of all|its|values. */
static bool read_choice(const struct cad_option_row *r, const char *value,
                        void *member)
{
    char want[80] = "";
    int i = 0;
    for (const char *at = r->arg; *at; i++) {
        size_t n = strcspn(at, "|");
        if (strlen(value) == n && !memcmp(at, value, n)) {
            memcpy(member, &i, sizeof i);
            return true;
        }
        snprintf(want + strlen(want), sizeof want - strlen(want), "%s%.*s",
                 i ? " or " : "", (int)n, at);
        at += n + (at[n] == '|');
    }
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

static bool read_jobs(const struct cad_option_row *r, const char *value,
                      void *member)
{
    return read_whole(value, 1, 1024, member) ||
           wrong(r, value, "a number from 1 to 1024");
}

static bool read_formats(const struct cad_option_row *r, const char *value,
                         void *member)
{
    unsigned bits = cad_formats_parse(value);
    (void)r;
    *(unsigned *)member = bits;
    return bits != 0;
}

static bool read_channel(const struct cad_option_row *r, const char *value,
                         void *member)
{
    int *out = member;
    if (!strcasecmp(value, "left"))
        *out = 1;
    else if (!strcasecmp(value, "right"))
        *out = 2;
    else if (!read_whole(value, 1, 2, out))
        return wrong(r, value, "1, 2, left or right");
    return true;
}

/* The rate and the channels of an encoding that is known. */
static bool is_readable(const struct cad_option_row *r, const char *value,
                        const cad_raw *raw, int channels_max)
{
    char want[80];
    if (raw->rate_hz >= CAD_RATE_MIN_HZ && raw->rate_hz <= CAD_RATE_MAX_HZ &&
        raw->channels >= 1 && raw->channels <= channels_max)
        return true;
    snprintf(want, sizeof want, "%d to %d Hz, %s%d channel%s", CAD_RATE_MIN_HZ,
             CAD_RATE_MAX_HZ, channels_max > 1 ? "1 to " : "", channels_max,
             channels_max > 1 ? "s" : "");
    return wrong(r, value, want);
}

static bool read_raw(const struct cad_option_row *r, const char *value,
                     void *member)
{
    static const struct {
        const char *name;
        int channels_max;
    } known[] = {
#define X(format, name, channels_max) {name, channels_max},
        CAD_RAW_MAP(X)
#undef X
    };
    char encoding[8], rest;
    int rate_hz, channels;
    if (sscanf(value, "%7[^:]:%9d:%3d%c", encoding, &rate_hz, &channels,
               &rest) != 3)
        return wrong(r, value, "ENC:RATE:CHANNELS, such as ulaw:8000:2");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i].name, encoding)) {
            cad_raw *out = member;
            *out = (cad_raw){known[i].name, rate_hz, channels};
            return is_readable(r, value, out, known[i].channels_max);
        }
    return wrong(r, value, "one of " CAD_RAW_NAMES);
}

static bool read_shard(const struct cad_option_row *r, const char *value,
                       void *member)
{
    struct cad_shard *out = member;
    char rest;
    if (sscanf(value, "%9d/%9d%c", &out->k, &out->n, &rest) == 2 &&
        out->k >= 0 && out->k < out->n)
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
                      void *member)
{
    struct cad_clip *out = member;
    const char *colon = strchr(value, ':');
    *out = (struct cad_clip){0};
    if (!colon || !read_seconds(value, (size_t)(colon - value), &out->from_s) ||
        !read_seconds(colon + 1, strlen(colon + 1), &out->to_s))
        return wrong(r, value, "A:B in seconds, such as 30:90");
    if (colon[1] && out->to_s <= out->from_s)
        return wrong(r, value, "an end after its start");
    return true;
}

/* ---- which option goes where ------------------------------------------- */

#define INTO(member) offsetof(struct cad_options, member)
static const struct setter {
    int id;
    bool (*read)(const struct cad_option_row *r, const char *value,
                 void *member);
    size_t member;
} setters[] = {
    {'o', read_text, INTO(out_folder)},
    {CAD_OPT_FORMAT, read_formats, INTO(formats)},
    {CAD_OPT_AUDIO, read_choice, INTO(page_audio)},
    {CAD_OPT_JSON, set_true, INTO(json)},
    {CAD_OPT_NDJSON, set_true, INTO(ndjson)},
    {CAD_OPT_AGENT_CHANNEL, read_channel, INTO(agent_channel)},
    {CAD_OPT_AGENT, read_text, INTO(agent_file)},
    {CAD_OPT_CUSTOMER, read_text, INTO(customer_file)},
    {CAD_OPT_SEGMENTS, read_text, INTO(segments_file)},
    {CAD_OPT_RAW, read_raw, INTO(raw)},
    {CAD_OPT_CLIP, read_clip, INTO(clip)},
    {CAD_OPT_MODEL, read_text, INTO(model_file)},
    {CAD_OPT_PROFILE, read_text, INTO(profile_file)},
    {CAD_OPT_PROFILE_OUT, read_text, INTO(profile_out)},
    {'j', read_jobs, INTO(workers)},
    {CAD_OPT_FILES_FROM, read_text, INTO(files_from)},
    {CAD_OPT_MANIFEST, read_text, INTO(manifest)},
    {CAD_OPT_NAME_PATTERN, read_text, INTO(name_pattern)},
    {CAD_OPT_RESUME, set_false, INTO(force)},
    {CAD_OPT_FORCE, set_true, INTO(force)},
    {CAD_OPT_SHARD, read_shard, INTO(shard)},
    {CAD_OPT_ON_ERROR, read_choice, INTO(on_error)},
    {CAD_OPT_PROGRESS, read_choice, INTO(progress)},
    {CAD_OPT_COLOR, read_choice, INTO(colour)},
    {CAD_OPT_TOLERANCE, read_text, INTO(tolerance_file)},
    {CAD_OPT_TAP, set_true, INTO(tap)},
    {CAD_OPT_JUNIT, read_text, INTO(junit_file)},
    {'q', set_loudness, INTO(loudness)},
    {'v', set_loudness, INTO(loudness)},
};
#undef INTO

static bool set(struct cad_options *o, const struct cad_option_row *r,
                const char *value)
{
    for (size_t i = 0; i < sizeof setters / sizeof *setters; i++)
        if (setters[i].id == r->id)
            return setters[i].read(r, value, (char *)o + setters[i].member);
    return wrong(r, value ? value : "", "a place in the table of setters");
}

/* ---- parsing ---------------------------------------------------------- */

/* What getopt wants, of the rows this verb has. */
struct wanted {
    struct option *longs;
    char *shorts;
};

static struct wanted wanted_of(enum cad_verb verb)
{
    size_t n = 0, c = 0;
    struct wanted w = {cad_must(calloc(cad_option_count + 1, sizeof *w.longs)),
                       cad_must(calloc(cad_option_count + 1, 2))};
    w.shorts[c++] = ':';
    for (size_t i = 0; i < cad_option_count; i++) {
        const struct cad_option_row *r = &cad_option_rows[i];
        if (!(r->verbs & 1u << verb))
            continue;
        w.longs[n++] = (struct option){r->name, r->arg != NULL, NULL, r->id};
        if (r->id < CAD_OPT_LONG_ONLY) {
            w.shorts[c++] = (char)r->id;
            if (r->arg)
                w.shorts[c++] = ':';
        }
    }
    return w;
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
    else if (o->shard.n && !o->out_folder && !o->ndjson)
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

/* What getopt has no use for. A letter may stand anywhere in its word, and
   getopt may be in the middle of it. */
static int refuse(int id, char **argv, enum cad_verb verb)
{
    const struct cad_option_row *r = optopt ? cad_option_row_of(optopt) : NULL;
    const char *word = argv[optind - 1];
    char letter[] = {'-', (char)optopt, '\0'};
    if (r && !(r->verbs & 1u << verb))
        r = NULL;
    if (optopt > ' ' && optopt < 127 &&
        (!r || (id == ':' && strncmp(word, "--", 2) != 0)))
        word = letter;
    cad_message("%s: %s; see callcadence %s --help", word,
                id == ':' ? "wants a value"
                : r       ? "takes no value"
                          : "no such option",
                cad_verb_name(verb));
    return 2;
}

/* One option that getopt has found: as cad_options_parse(). */
static int take(int id, char **argv, struct cad_options *out)
{
    const struct cad_option_row *r = cad_option_row_of(id);
    if (id == 'h') {
        cad_verb_help(out->verb, stdout);
        return -1;
    }
    if (!r)
        return refuse(id, argv, out->verb);
    return set(out, r, optarg) ? 0 : 2;
}

static int check_verb(const struct cad_options *o)
{
    if (o->verb == CAD_COMPARE)
        return check_compare(o);
    if (o->verb == CAD_COACH)
        return check_coach(o);
    return o->verb == CAD_EXPLAIN || o->verb == CAD_SCHEMA ? 0 : check(o);
}

int cad_options_parse(enum cad_verb verb, int argc, char **argv,
                      struct cad_options *out)
{
    int id, code = 0;
    struct wanted w = wanted_of(verb);
    *out = (struct cad_options){.verb = verb};
    argc--, argv++;
    opterr = 0;
    while (!code &&
           (id = getopt_long(argc, argv, w.shorts, w.longs, NULL)) != -1)
        code = take(id, argv, out);
    free(w.longs);
    free(w.shorts);
    out->operands = argv + optind;
    out->operand_count = argc - optind;
    return code ? code : check_verb(out);
}
