/* probe.c - what is in a recording and how it will be read. */
#include "cli/cells.h"
#include "cli/one_call.h"
#include "cli/summary.h"
#include "cli/verbs.h"

static void print_inset(const char *line, const struct cad_terminal *t,
                        FILE *out)
{
    enum { INDENT = 4 };
    fprintf(out, "%*s", INDENT, "");
    cad_wrap(line, INDENT, t, out);
}

static const char *clipped_text(cad_figure share, char *text, size_t room)
{
    share.value *= 100;
    return cad_figure_text(share, 2, "% of samples", text, room);
}

static void print_channel(const cad_probe *probe, const cad_probe_channel *c,
                          const struct cad_terminal *t, FILE *out)
{
    char line[240], a[64], b[64], d[64];
    const cad_party_quality *q = &c->quality;
    if (probe->input.file_count > 1)
        fprintf(out, "  file %d, channel %d\n", c->file + 1, c->channel);
    else
        fprintf(out, "  channel %d\n", c->channel);
    snprintf(line, sizeof line, "loudness %s, active level %s",
             cad_figure_text(c->loudness_lufs, 1, "LUFS", a, sizeof a),
             cad_figure_text(c->p56_dbov, 1, "dBov", b, sizeof b));
    print_inset(line, t, out);
    if (!q->present)
        return;
    snprintf(line, sizeof line,
             "noise floor %s, speech over noise %s, clipped %s",
             cad_figure_text(q->noise_floor_dbfs, 1, "dBFS", a, sizeof a),
             cad_figure_text(q->snr_db, 1, "dB", b, sizeof b),
             clipped_text(q->clipped_share, d, sizeof d));
    print_inset(line, t, out);
    if (!cad_is_known(q->leakage.level_db))
        return;
    snprintf(line, sizeof line, "the other party is heard at %.0f dB, %s later",
             q->leakage.level_db.value,
             cad_figure_text(q->leakage.delay_ms, 0, "ms", a, sizeof a));
    print_inset(line, t, out);
}

static void print_text(const cad_probe *probe, const struct cad_job *job,
                       const struct cad_terminal *t, FILE *out)
{
    char text[64];
    fprintf(out, "%s%s%s\n", cad_style(t, CAD_BOLD), job->shown,
            cad_style(t, CAD_PLAIN));
    cad_input_print(&probe->input, t, out);
    if (cad_is_known(probe->input.bandwidth_hz))
        fprintf(out, "  sound up to %s\n",
                cad_figure_text(probe->input.bandwidth_hz, 0, "Hz", text,
                                sizeof text));
    for (size_t i = 0; i < probe->channel_count; i++)
        print_channel(probe, &probe->channels[i], t, out);
    cad_notes_print(probe->refusals, probe->refusal_count, t, out);
    if (!probe->refusal_count)
        fputs("  nothing to note\n", out);
}

/* Who reads the JSON learns from it why there is nothing else in it. */
static cad_status show_refusal(const struct cad_job *job, const cad_error *why)
{
    cad_error refusal = *why;
    if (cad_status_exit_code(why->status) != 3 && why->status != CAD_ERR_READ)
        return CAD_OK;
    cad_job_message(job, why->text, refusal.text, sizeof refusal.text);
    return cad_emit_refusal_json(&refusal, stdout, NULL);
}

static cad_status show(const struct cad_options *options,
                       const cad_engine *engine, const struct cad_job *job,
                       cad_error *error)
{
    cad_probe *probe;
    cad_status status = cad_probe_call(engine, &job->call, &probe, error);
    if (status) {
        cad_status shown = options->json ? show_refusal(job, error) : CAD_OK;
        return shown ? shown : status;
    }
    if (options->json) {
        status = cad_emit_probe_json(probe, stdout, error);
    } else {
        struct cad_terminal t = cad_terminal_of_stdout(options->colour);
        print_text(probe, job, &t, stdout);
    }
    cad_probe_free(&probe);
    return status;
}

int cad_verb_probe(const struct cad_options *options)
{
    return cad_one_call(options, show);
}
