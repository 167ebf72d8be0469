#include "cli/jobs.h"

#include <stdlib.h>
#include <string.h>

#include "cli/call_facts.h"
#include "cli/message.h"
#include "cli/name_pattern.h"
#include "cli/signals.h"
#include "cli/spool.h"

/* ---- one job ---------------------------------------------------------- */

static char *stem_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    size_t n = dot && dot != name ? (size_t)(dot - name) : strlen(name);
    return cad_text("%.*s", (int)n, name);
}

/* Names of ours: index.html, coach.json, CALL.error.json of a bad call,
   AGENT.coach.json. Those with _ at the end are what ids like these become. */
static bool is_taken(const char *name)
{
    static const char *const endings[] = {".error", ".coach"};
    size_t n = strlen(name);
    while (n && name[n - 1] == '_')
        n--;
    if (n == 5 && (!memcmp(name, "index", n) || !memcmp(name, "coach", n)))
        return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t m = strlen(endings[i]);
        if (n > m && !memcmp(name + n - m, endings[i], m))
            return true;
    }
    return false;
}

static char *output_name(const char *id)
{
    char name[CAD_FILE_NAME];
    cad_file_name(id, name);
    return cad_text("%s%s", name, is_taken(name) ? "_" : "");
}

void cad_job_name(struct cad_job *job, char *id)
{
    free(job->call_id);
    free(job->output);
    job->call_id = id;
    job->call.call_id = id;
    job->output = output_name(id);
}

static void take_name(struct cad_jobs *jobs, struct cad_job *job)
{
    char *found[CAD_NAME_GROUPS], time[48] = "";
    cad_call *call = &job->call;
    if (!cad_name_pattern_match(jobs->pattern, job->shown, found)) {
        cad_message("%s: --name-pattern does not fit this name", job->shown);
        return;
    }
    const char *channel = found[CAD_NAME_AGENT_CHANNEL];
    const char *start = found[CAD_NAME_STARTED_AT];
    bool good = !channel || cad_fact_channel(channel, &call->agent_channel);
    good = (!start || cad_fact_time(start, time)) && good;
    if (!good)
        cad_message("%s: --name-pattern finds agent_channel %s, started_at %s: "
                    "wants 1, 2, left or right, and ISO 8601",
                    job->shown, channel ? channel : "-", start ? start : "-");
    jobs->wrong_name |= !good;
    if (channel)
        call->roles_source = CAD_ROLES_NAME;
    if (start)
        call->started_at = job->started = cad_text("%s", time);
    call->agent_id = job->agent_id = found[CAD_NAME_AGENT_ID];
    if (found[CAD_NAME_CALL_ID])
        cad_job_name(job, found[CAD_NAME_CALL_ID]);
    free(found[CAD_NAME_AGENT_CHANNEL]);
    free(found[CAD_NAME_STARTED_AT]);
}

struct cad_job *cad_jobs_add(struct cad_jobs *jobs, const struct cad_options *o,
                             char *path, char *shown, char *id)
{
    if (jobs->count == jobs->room) {
        jobs->room = jobs->room ? 2 * jobs->room : 16;
        jobs->items =
            cad_must(realloc(jobs->items, jobs->room * sizeof *jobs->items));
    }
    struct cad_job *job = &jobs->items[jobs->count++];
    *job = (struct cad_job){.path = path, .shown = shown};
    job->call = (cad_call){.file = path,
                           .agent_channel = o->agent_channel,
                           .roles_source = CAD_ROLES_ASSUMED,
                           .segments_file = o->segments_file,
                           .raw = o->raw,
                           .from_s = o->clip.from_s,
                           .to_s = o->clip.to_s,
                           .profile = o->profile,
                           .stop = cad_signals_stop};
    if (o->agent_channel || o->agent_file)
        job->call.roles_source = CAD_ROLES_OPTION;
    if (o->agent_file) {
        job->call.file = NULL;
        job->call.agent_file = o->agent_file;
        job->call.customer_file = o->customer_file;
    }
    cad_job_name(job, id ? id : stem_of(path));
    if (jobs->pattern)
        take_name(jobs, job);
    return job;
}

/* ---- the end of them ------------------------------------------------- */

void cad_job_free(struct cad_job *job)
{
    free(job->path);
    free(job->shown);
    free(job->call_id);
    free(job->output);
    free(job->customer);
    free(job->agent_id);
    free(job->started);
}

void cad_jobs_free(struct cad_jobs *jobs)
{
    for (size_t i = 0; i < jobs->count; i++)
        cad_job_free(&jobs->items[i]);
    free(jobs->items);
    free(jobs->manifest_text);
    cad_name_pattern_free(jobs->pattern);
    cad_spool_remove(jobs->spool);
    *jobs = (struct cad_jobs){0};
}

void cad_job_message(const struct cad_job *job, const char *text, char *out,
                     size_t room)
{
    size_t n = strlen(job->path);
    if (!strncmp(text, job->path, n))
        snprintf(out, room, "%s%s", job->shown, text + n);
    else
        snprintf(out, room, "%s", text);
}

void cad_job_complaint(const struct cad_options *o, const struct cad_job *job,
                       const cad_error *error, char *out, size_t room)
{
    size_t n = 0;
    bool of_row =
        error->status == CAD_ERR_MISSING || error->status == CAD_ERR_ARGUMENT;
    if (job->line && of_row)
        n = (size_t)snprintf(out, room, "%.300s:%zu: ", o->manifest, job->line);
    cad_job_message(job, error->text, out + n, room - n);
}

/* "calls/42.wav is truncated: ...", the note's own name made a path */
static char *warning(const struct cad_job *job, const char *text)
{
    const char *slash = strrchr(job->shown, '/');
    const char *name = slash ? slash + 1 : job->shown;
    if (!strncmp(text, name, strlen(name)))
        return cad_text("%.*s%s", (int)(name - job->shown), job->shown, text);
    return cad_text("%s: %s", job->shown, text);
}

/* One channel has both voices, whoever is said to be on the second. */
static bool is_channel_missing(const struct cad_job *job, const cad_input *in)
{
    return job->call.agent_channel == 2 && in->file_count == 1 &&
           in->files[0].channels == 1;
}

char *cad_job_ignored(const struct cad_job *job, const cad_report *report)
{
    return is_channel_missing(job, &report->input)
               ? cad_text("%s: has one channel: that the agent is on channel 2 "
                          "is ignored",
                          job->shown)
               : NULL;
}

char *cad_job_warnings(const struct cad_job *job, const cad_report *report)
{
    char *lines = cad_job_ignored(job, report);
    for (size_t i = 0; i < report->quality.note_count; i++) {
        const cad_note *note = &report->quality.notes[i];
        if (note->code != CAD_NOTE_TRUNCATED &&
            note->code != CAD_NOTE_BAD_SAMPLES &&
            note->code != CAD_NOTE_SEGMENTS_BEYOND)
            continue;
        char *line = warning(job, note->text);
        char *longer =
            cad_text("%s%s%s", lines ? lines : "", lines ? "\n" : "", line);
        free(lines);
        free(line);
        lines = longer;
    }
    return lines;
}
