#include "cli/guard.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/foreign.h"
#include "cli/formats.h"
#include "cli/message.h"
#include "cli/rebuild.h"

/* A file by what it is: links give it other names. */
struct identity {
    dev_t device;
    ino_t inode;
};

struct check {
    const struct cad_options *options;
    const struct cad_jobs *jobs;
    const char **outputs; /* sorted */
    char **there;         /* names in the folder that the run would write */
    size_t count, room;
    bool used; /* an earlier run has left its journal there */
    struct identity *inputs;
    size_t input_count;
};

/* ---- inputs ----------------------------------------------------------- */

enum { OF_CALL = 3, OF_RUN = 5 };

static void list_inputs(const struct cad_options *o, const cad_call *call,
                        const char *out[OF_CALL + OF_RUN])
{
    const char *const all[OF_CALL + OF_RUN] = {
        call->file,  call->agent_file, call->customer_file, o->segments_file,
        o->manifest, o->files_from,    o->model_file,       o->profile_file};
    memcpy(out, all, sizeof all);
}

static bool identify(const char *path, struct identity *out)
{
    struct stat st;
    if (!path || stat(path, &st))
        return false;
    *out = (struct identity){st.st_dev, st.st_ino};
    return true;
}

static int by_identity(const void *a, const void *b)
{
    const struct identity *x = a, *y = b;
    if (x->device != y->device)
        return x->device < y->device ? -1 : 1;
    return (x->inode > y->inode) - (x->inode < y->inode);
}

bool cad_guard_is_input(const struct cad_options *options,
                        const struct cad_job *job, const char *path)
{
    const char *inputs[OF_CALL + OF_RUN];
    struct identity one, other;
    list_inputs(options, &job->call, inputs);
    if (!identify(path, &one))
        return false;
    for (size_t i = 0; i < OF_CALL + OF_RUN; i++)
        if (identify(inputs[i], &other) && !by_identity(&one, &other))
            return true;
    return false;
}

/* Those of the run come with the first call. */
static void find_inputs(struct check *c)
{
    const char *inputs[OF_CALL + OF_RUN];
    c->inputs =
        cad_must(calloc(OF_CALL * c->jobs->count + OF_RUN, sizeof *c->inputs));
    for (size_t i = 0; i < c->jobs->count; i++) {
        list_inputs(c->options, &c->jobs->items[i].call, inputs);
        for (size_t k = 0; k < (i ? OF_CALL : OF_CALL + OF_RUN); k++)
            c->input_count += identify(inputs[k], &c->inputs[c->input_count]);
    }
    qsort(c->inputs, c->input_count, sizeof *c->inputs, by_identity);
}

/* ---- what is there ---------------------------------------------------- */

static bool ends_with(const char *name, const char *ending)
{
    size_t n = strlen(name), m = strlen(ending);
    return n > m && !strcmp(name + n - m, ending);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The format of a call's file that the run would write, or NULL. */
static const struct cad_format *format_of(const struct check *c,
                                          const char *name)
{
    const struct cad_format *found = NULL;
    for (size_t i = 0; i < cad_format_count && !found; i++) {
        const struct cad_format *f = &cad_formats[i];
        if (!(c->options->formats & 1u << i) || !ends_with(name, f->ending))
            continue;
        char *stem =
            cad_text("%.*s", (int)(strlen(name) - strlen(f->ending)), name);
        if (bsearch(&stem, c->outputs, c->jobs->count, sizeof *c->outputs,
                    by_bytes))
            found = f;
        free(stem);
    }
    return found;
}

static bool is_table(const struct check *c, const char *name)
{
    bool page = c->options->formats & cad_format_bit("html");
    return cad_rebuild_mark(name) && (page || strcmp(name, CAD_INDEX_PAGE));
}

static void keep(struct check *c, const char *name)
{
    if (c->count == c->room) {
        c->room = c->room ? 2 * c->room : 16;
        c->there = cad_must(realloc(c->there, c->room * sizeof *c->there));
    }
    c->there[c->count++] = cad_text("%s", name);
}

static void look(struct check *c)
{
    DIR *d = opendir(c->options->out_folder);
    for (struct dirent *e; d && (e = readdir(d));) {
        c->used |= cad_is_journal(e->d_name);
        if (is_table(c, e->d_name) || format_of(c, e->d_name))
            keep(c, e->d_name);
    }
    if (d)
        closedir(d);
    if (c->count)
        qsort(c->there, c->count, sizeof *c->there, by_bytes);
}

/* ---- the verdict ------------------------------------------------------ */

/* Without a mark of its own, a file in a folder that no run has written to is
   somebody else's. */
static bool refuses(const struct check *c, const char *name, const char *path)
{
    struct identity file;
    if (identify(path, &file) &&
        bsearch(&file, c->inputs, c->input_count, sizeof file, by_identity)) {
        cad_message("%s: is read by this run, and would be written over; give "
                    "-o another folder",
                    path);
        return true;
    }
    const char *mark = cad_rebuild_mark(name);
    if (!mark)
        mark = format_of(c, name)->mark;
    return (mark || !c->used) && cad_foreign_refuses(path, mark);
}

static int judge(struct check *c)
{
    int code = 0;
    if (c->count)
        find_inputs(c);
    for (size_t i = 0; i < c->count; i++) {
        char *path = cad_text("%s/%s", c->options->out_folder, c->there[i]);
        if (refuses(c, c->there[i], path))
            code = 2;
        free(path);
    }
    return code;
}

int cad_guard_folder(const struct cad_options *options,
                     const struct cad_jobs *jobs)
{
    struct check c = {.options = options, .jobs = jobs};
    if (!options->out_folder)
        return 0;
    c.outputs = cad_must(calloc(jobs->count + 1, sizeof *c.outputs));
    for (size_t i = 0; i < jobs->count; i++)
        c.outputs[i] = jobs->items[i].output;
    qsort(c.outputs, jobs->count, sizeof *c.outputs, by_bytes);
    look(&c);
    int code = judge(&c);
    for (size_t i = 0; i < c.count; i++)
        free(c.there[i]);
    free(c.there);
    free(c.outputs);
    free(c.inputs);
    return code;
}
