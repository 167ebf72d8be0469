#include "cli/manifest.h"

#include <stdlib.h>
#include <string.h>

#include "cli/call_facts.h"
#include "cli/csv_reader.h"
#include "cli/message.h"

enum column {
    CALL_ID,
    FILE_,
    AGENT_FILE,
    CUSTOMER_FILE,
    AGENT_CHANNEL,
    AGENT_ID,
    QUEUE,
    DIRECTION,
    STARTED_AT,
    FROM_S,
    TO_S,
    COLUMNS
};
static const char *const columns[COLUMNS] = {
    "call_id",       "file",     "agent_file", "customer_file",
    "agent_channel", "agent_id", "queue",      "direction",
    "started_at",    "from_s",   "to_s"};

struct manifest {
    const char *path;
    int folder; /* bytes of the path that are its folder, with the slash */
    const struct cad_options *options;
    struct cad_jobs *jobs;
    size_t width;
    int at[COLUMNS]; /* field of each column, or -1 */
    char *others;    /* columns that are not ours, or NULL */
    size_t wrong;
    const struct cad_csv_record *row;
};

static void complain(struct manifest *m, const char *why, const char *what)
{
    cad_message("%s:%zu: %s%s%.200s", m->path, m->row->line, why,
                *what ? ": " : "", what);
    m->wrong++;
}

/* ---- the header ------------------------------------------------------- */

/* Blanks around it are nobody's: spreadsheets pad, and nobody sees them. */
static char *trim(char *text)
{
    text += strspn(text, " \t");
    size_t n = strlen(text);
    while (n && strchr(" \t", text[n - 1]))
        n--;
    text[n] = '\0';
    return text;
}

static void place_column(struct manifest *m, const char *name, int at)
{
    for (int c = 0; c < COLUMNS; c++) {
        if (!strcmp(name, columns[c])) {
            if (m->at[c] >= 0)
                complain(m, "a column twice", name);
            m->at[c] = at;
            return;
        }
    }
    /* other tools' columns may be there; a slip of the pen may not */
    for (int c = 0; c < COLUMNS; c++)
        if (cad_fact_slip(name, columns[c])) {
            char why[80];
            snprintf(why, sizeof why, "no such column, perhaps %s?",
                     columns[c]);
            complain(m, why, name);
            return;
        }
    char *more = cad_text("%s%s%.60s", m->others ? m->others : "",
                          m->others ? ", " : "", *name ? name : "(no name)");
    free(m->others);
    m->others = more;
}

/* A column with a name of ours in another language would be missed. */
static void tell_others(const struct manifest *m)
{
    if (m->others && m->options->loudness >= 0)
        cad_message("%s: columns that are not read: %.600s", m->path,
                    m->others);
}

static void read_header(struct manifest *m, const struct cad_csv_record *row)
{
    m->row = row;
    m->width = row->count;
    if (row->wrong) {
        complain(m, row->wrong, "");
        return;
    }
    for (size_t i = 0; i < row->count; i++)
        place_column(m, trim(row->fields[i]), (int)i);
    if (m->at[FILE_] >= 0 ||
        (m->at[AGENT_FILE] >= 0 && m->at[CUSTOMER_FILE] >= 0))
        return;
    /* as spreadsheets save it where a comma is for decimals */
    if (row->count == 1 && strpbrk(row->fields[0], ";\t"))
        complain(m, "columns must be separated by commas", row->fields[0]);
    else
        complain(m, "needs a column file, or agent_file and customer_file", "");
}

/* ---- a row ------------------------------------------------------------ */

static bool is_path(enum column c)
{
    return c == FILE_ || c == AGENT_FILE || c == CUSTOMER_FILE;
}

/* NULL: no such column, or an empty field. */
static const char *field(const struct manifest *m, enum column c)
{
    const char *text = m->at[c] < 0 ? "" : m->row->fields[m->at[c]];
    return text[is_path(c) ? strspn(text, " \t") : 0] ? text : NULL;
}

/* But for paths, in which a blank may be meant. */
static void trim_fields(const struct manifest *m, struct cad_csv_record *row)
{
    for (int c = 0; c < COLUMNS; c++)
        if (m->at[c] >= 0 && !is_path((enum column)c))
            row->fields[m->at[c]] = trim(row->fields[m->at[c]]);
}

static char *path_of(const struct manifest *m, enum column c)
{
    const char *text = field(m, c);
    if (!text)
        return NULL;
    return *text == '/' ? cad_text("%s", text)
                        : cad_text("%.*s%s", m->folder, m->path, text);
}

static bool check_files(struct manifest *m)
{
    bool one = field(m, FILE_), agent = field(m, AGENT_FILE);
    bool customer = field(m, CUSTOMER_FILE);
    const char *say = NULL;
    if (one && (agent || customer))
        say = "a file, and a file for a party: choose one";
    else if (!one && !agent && !customer)
        say = "no file";
    else if (agent != customer)
        say = agent ? "no customer_file" : "no agent_file";
    else if (agent && field(m, AGENT_CHANNEL))
        say = "agent_channel is for one file with both parties";
    if (say)
        complain(m, say, "");
    return !say;
}

static void read_times(struct manifest *m, cad_call *call)
{
    const char *from = field(m, FROM_S), *to = field(m, TO_S);
    bool good = true;
    if (from && !cad_fact_seconds(from, &call->from_s)) {
        complain(m, "from_s wants seconds, such as 12.5", from);
        good = false;
    }
    if (to && !cad_fact_seconds(to, &call->to_s)) {
        complain(m, "to_s wants seconds, such as 90", to);
        good = false;
    }
    if (good && to && call->to_s <= call->from_s)
        complain(m, "to_s is not after from_s", to);
}

static void read_start(struct manifest *m, struct cad_job *job)
{
    const char *text = field(m, STARTED_AT);
    char time[48];
    if (!text)
        return;
    if (!cad_fact_time(text, time)) {
        complain(m, "started_at wants ISO 8601, such as 2026-03-02T09:14:00Z",
                 text);
        return;
    }
    free(job->started);
    job->started = cad_text("%s", time);
    job->call.started_at = job->started;
}

static void read_facts(struct manifest *m, struct cad_job *job)
{
    cad_call *call = &job->call;
    const char *channel = field(m, AGENT_CHANNEL);
    if (channel && !cad_fact_channel(channel, &call->agent_channel))
        complain(m, "agent_channel wants 1, 2, left or right", channel);
    if (channel || field(m, AGENT_FILE))
        call->roles_source = CAD_ROLES_MANIFEST;
    if (field(m, AGENT_ID))
        call->agent_id = field(m, AGENT_ID);
    call->queue = field(m, QUEUE);
    call->direction = field(m, DIRECTION);
    read_times(m, call);
    read_start(m, job);
}

static void add_row(struct manifest *m)
{
    const char *id = field(m, CALL_ID);
    char *path = path_of(m, field(m, FILE_) ? FILE_ : AGENT_FILE);
    struct cad_job *job =
        cad_jobs_add(m->jobs, m->options, path, cad_text("%s", path), NULL);
    if (id)
        cad_job_name(job, cad_text("%s", id));
    job->line = m->row->line;
    if (field(m, AGENT_FILE)) {
        job->customer = path_of(m, CUSTOMER_FILE);
        job->call.file = NULL;
        job->call.agent_file = job->path;
        job->call.customer_file = job->customer;
        job->call.agent_channel = 0;
    }
    read_facts(m, job);
}

static void read_row(struct manifest *m, struct cad_csv_record *row)
{
    char want[80];
    m->row = row;
    snprintf(want, sizeof want, "%zu fields, the header has %zu", row->count,
             m->width);
    if (row->wrong) {
        complain(m, row->wrong, "");
    } else if (row->count != m->width) {
        complain(m, want, "");
    } else {
        trim_fields(m, row);
        if (check_files(m))
            add_row(m);
    }
}

/* ---- the whole -------------------------------------------------------- */

int cad_manifest_add(struct cad_jobs *jobs, const struct cad_options *o)
{
    struct cad_csv_reader reader;
    struct cad_csv_record row;
    const char *slash = strrchr(o->manifest, '/');
    struct manifest m = {.path = o->manifest,
                         .folder = slash ? (int)(slash - o->manifest) + 1 : 0,
                         .options = o,
                         .jobs = jobs};
    for (int c = 0; c < COLUMNS; c++)
        m.at[c] = -1;
    int code = cad_csv_open(o->manifest, &reader);
    jobs->manifest_text = reader.text; /* the calls point into it */
    if (code)
        return code;
    if (!cad_csv_next(&reader, &row)) {
        cad_message("%s: an empty manifest", o->manifest);
        return 2;
    }
    read_header(&m, &row);
    if (!m.wrong)
        tell_others(&m);
    free(m.others);
    if (m.wrong)
        return 2;
    while (cad_csv_next(&reader, &row))
        read_row(&m, &row);
    return m.wrong ? 2 : 0;
}
