#include "cli/batch.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "cli/formats.h"
#include "cli/journal.h"
#include "cli/message.h"
#include "cli/other_reports.h"
#include "cli/output.h"
#include "cli/processors.h"
#include "cli/progress.h"
#include "cli/rebuild.h"
#include "cli/record.h"
#include "cli/resume.h"
#include "cli/signals.h"
#include "cli/work.h"

struct batch {
    const cad_engine *engine;
    const struct cad_options *options;
    const struct cad_jobs *jobs;
    size_t workers;
    pthread_mutex_t lock;
    pthread_cond_t told_more;
    /* under the lock */
    struct cad_result *results; /* a ring: [told, told + ahead) are in it */
    size_t ahead, next, told, reports, kept, failed;
    bool stop;
    int exit_code;
    double audio_s;
    struct cad_progress progress;
    struct cad_journal journal;
};

static struct cad_result *result_of(const struct batch *b, size_t index)
{
    return &b->results[index % b->ahead];
}

/* ---- one call --------------------------------------------------------- */

static void run_job(const struct batch *b, const struct cad_job *job,
                    struct cad_result *r)
{
    double started_s = cad_progress_elapsed_s(&b->progress);
    r->kept = b->options->out_folder && !b->options->force &&
              cad_resume_holds(b->engine, b->options, job, r->key);
    if (!r->kept)
        cad_work(b->engine, b->options, b->jobs, job, r);
    r->seconds = cad_progress_elapsed_s(&b->progress) - started_s;
}

/* ---- telling ---------------------------------------------------------- */

static int rank(int exit_code)
{
    static const int order[] = {0, 2, 3, 4, 70};
    int i = 0;
    while (i < 4 && order[i] != exit_code)
        i++;
    return i;
}

static void raise_code(struct batch *b, int exit_code)
{
    if (rank(exit_code) > rank(b->exit_code))
        b->exit_code = exit_code;
}

/* --on-error record: false where even that cannot be written */
static bool record(const struct batch *b, const struct cad_job *job,
                   struct cad_result *r)
{
    struct cad_output out;
    cad_error error;
    if (!b->options->out_folder)
        return !cad_record_write(job, &r->error, stdout);
    char *path = cad_resume_path(b->options, job, ".error.json");
    cad_status status = cad_output_open(path, &out, &error);
    if (!status)
        status = cad_output_close(
            &out, cad_record_write(job, &r->error, out.stream), &error);
    free(path);
    if (status)
        cad_message("%s", error.text);
    return !status;
}

static void tell_failure(struct batch *b, const struct cad_job *job,
                         struct cad_result *r)
{
    char text[1024];
    int code = cad_status_exit_code(r->error.status);
    bool input = code == 2 || code == 3; /* the call's own fault */
    cad_job_complaint(b->options, job, &r->error, text, sizeof text);
    cad_message("%s", text);
    b->failed++;
    if (input && b->options->on_error == CAD_RECORD) {
        if (record(b, job, r))
            return;
        code = 4;
        r->error.status = CAD_ERR_WRITE;
    }
    raise_code(b, code);
    /* a disk that takes no report will take none of the next either */
    if (b->options->on_error == CAD_STOP || r->error.status == CAD_ERR_WRITE)
        b->stop = true;
}

static void tell_success(struct batch *b, const struct cad_job *job,
                         const struct cad_result *r)
{
    if (r->kept)
        b->kept++;
    else
        b->reports++;
    if (b->options->loudness > 0 && r->kept)
        cad_message("%s: already there", job->shown);
    else if (b->options->loudness > 0)
        cad_message("%s: done, %.1f s", job->shown, r->audio_s);
    if (r->line && fwrite(r->line, 1, r->line_bytes, stdout) != r->line_bytes)
        b->stop = true;
    if (r->line && fflush(stdout))
        b->stop = true;
}

static void write_journal(struct batch *b, const struct cad_job *job,
                          const struct cad_result *r)
{
    const struct cad_journal_line line = {
        .job = job,
        .error = r->error.status ? &r->error : NULL,
        .kept = r->kept,
        .seconds = r->seconds,
        .audio_s = r->audio_s,
        .key = r->error.status ? "" : r->key,
    };
    if (!b->options->out_folder || cad_journal_add(&b->journal, &line))
        return;
    raise_code(b, 4);
    b->stop = true;
}

static void tell(struct batch *b, const struct cad_job *job,
                 struct cad_result *r)
{
    if (r->warnings && b->options->loudness >= 0)
        cad_message_lines(r->warnings);
    b->audio_s += r->audio_s;
    if (cad_signals_caught() && r->error.status) {
        b->stop = true; /* its failure is ours: it was told to stop */
        return;
    }
    if (r->error.status)
        tell_failure(b, job, r);
    else
        tell_success(b, job, r);
    write_journal(b, job, r);
}

static void tell_ready(struct batch *b)
{
    size_t before = b->told;
    while (b->told < b->jobs->count && result_of(b, b->told)->done) {
        struct cad_result *r = result_of(b, b->told);
        if (!b->stop)
            tell(b, &b->jobs->items[b->told], r);
        cad_result_clear(r);
        b->told++;
    }
    if (b->told == before)
        return;
    cad_progress_show(&b->progress, b->told, b->audio_s);
    pthread_cond_broadcast(&b->told_more);
}

/* ---- workers ---------------------------------------------------------- */

static bool take(struct batch *b, size_t *index)
{
    pthread_mutex_lock(&b->lock);
    while (!b->stop && b->next < b->jobs->count &&
           b->next >= b->told + b->ahead)
        pthread_cond_wait(&b->told_more, &b->lock);
    bool more = !b->stop && !cad_signals_caught() && b->next < b->jobs->count;
    if (more)
        *index = b->next++;
    pthread_mutex_unlock(&b->lock);
    return more;
}

static void *work(void *user)
{
    struct batch *b = user;
    size_t index;
    while (take(b, &index)) {
        struct cad_result *r = result_of(b, index);
        run_job(b, &b->jobs->items[index], r);
        pthread_mutex_lock(&b->lock);
        r->done = true;
        tell_ready(b);
        if (b->stop)
            pthread_cond_broadcast(&b->told_more);
        pthread_mutex_unlock(&b->lock);
    }
    return NULL;
}

static size_t worker_count(const struct batch *b)
{
    size_t n =
        b->options->workers ? (size_t)b->options->workers : cad_processors();
    return n < b->jobs->count ? n : b->jobs->count;
}

static void run_workers(struct batch *b)
{
    pthread_t *threads = cad_must(calloc(b->workers, sizeof *threads));
    size_t started = 0;
    while (started + 1 < b->workers &&
           !pthread_create(&threads[started], NULL, work, b))
        started++;
    work(b);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    free(threads);
}

static void free_untold(struct batch *b)
{
    for (size_t i = 0; i < b->ahead; i++)
        cad_result_clear(&b->results[i]);
    free(b->results);
}

/* ---- the run ---------------------------------------------------------- */

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

static void say_sum(const struct batch *b, double elapsed_s)
{
    char rest[160] = "", where[160] = "", pace[80];
    size_t n = 0;
    size_t untouched = b->jobs->count - b->reports - b->kept - b->failed;
    if (b->kept)
        n +=
            (size_t)snprintf(rest, sizeof rest, ", %zu already there", b->kept);
    if (b->failed)
        n += (size_t)snprintf(rest + n, sizeof rest - n,
                              ", %zu skipped (named above)", b->failed);
    if (untouched)
        n += (size_t)snprintf(rest + n, sizeof rest - n, ", %zu not done",
                              untouched);
    if (b->jobs->ignored)
        snprintf(rest + n, sizeof rest - n, ", %zu other file%s left alone",
                 b->jobs->ignored, plural(b->jobs->ignored));
    if (b->options->out_folder)
        snprintf(where, sizeof where, " in %s", b->options->out_folder);
    if (b->audio_s > 0)
        snprintf(pace, sizeof pace,
                 "%.1f min of audio in %.1f s (%.0fx real time)",
                 b->audio_s / 60, elapsed_s, b->audio_s / elapsed_s);
    else /* all that was there needed was a look */
        snprintf(pace, sizeof pace, "looked through in %.1f s", elapsed_s);
    cad_message("%zu call%s: %zu report%s%s%s; %s", b->jobs->count,
                plural(b->jobs->count), b->reports, plural(b->reports), where,
                rest, pace);
}

static bool open_folder(struct batch *b)
{
    const struct cad_options *o = b->options;
    if (!o->out_folder)
        return true;
    cad_output_sweep(o->out_folder);
    b->exit_code =
        cad_journal_open(o->out_folder, o->shard.k, o->shard.n, &b->journal);
    return !b->exit_code;
}

/* A disk that took no report will take no table. */
static void close_folder(struct batch *b)
{
    cad_journal_close(&b->journal);
    bool page = b->options->formats & cad_format_bit("html");
    if (!cad_signals_caught() && !(b->stop && b->exit_code == 4))
        raise_code(b, cad_rebuild_tables(b->options->out_folder, page));
    const struct cad_options *o = b->options;
    size_t others = 0;
    if (o->manifest && !o->shard.n && o->loudness >= 0)
        others = cad_other_reports(o->out_folder, b->jobs);
    if (others)
        cad_message("%zu report%s in %s %s of no call of this run (kept)",
                    others, plural(others), o->out_folder,
                    others == 1 ? "is" : "are");
}

int cad_batch_run(const cad_engine *engine, const struct cad_options *options,
                  const struct cad_jobs *jobs)
{
    struct batch b = {.engine = engine, .options = options, .jobs = jobs};
    if (!open_folder(&b))
        return b.exit_code;
    pthread_mutex_init(&b.lock, NULL);
    pthread_cond_init(&b.told_more, NULL);
    b.workers = worker_count(&b);
    b.ahead = 4 * b.workers;
    b.results = cad_must(calloc(b.ahead, sizeof *b.results));
    cad_progress_start(&b.progress, options->progress, options->loudness < 0,
                       jobs->count);
    run_workers(&b);
    double elapsed_s = cad_progress_elapsed_s(&b.progress);
    cad_progress_end(&b.progress);
    if (options->loudness >= 0 && options->out_folder)
        say_sum(&b, elapsed_s);
    free_untold(&b);
    if (options->out_folder)
        close_folder(&b);
    if (jobs->lost_folder)
        raise_code(&b, 3);
    if (cad_signals_caught())
        return 128 + cad_signals_caught();
    /* 2 says that nothing was written; what does not fit one call of many, as
       a clip beyond its end, is that call's failure */
    bool some = b.reports || b.kept;
    return b.exit_code == 2 && some ? 3 : b.exit_code;
}
