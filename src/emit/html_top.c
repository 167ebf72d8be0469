/* html_top.c - the head of the page: what the recording is, what is wrong with
   it, and the call in a few figures. */
#include "emit/html.h"
#include "emit/html_write.h"
#include "emit/words.h"

/* ---- the recording ------------------------------------------------------- */

static void put_fact(FILE *out, const char *name, const char *value)
{
    if (value)
        cad_html(out, "<div><dt>%s</dt><dd>%s</dd></div>\n", name, value);
}

static void put_files(const struct cad_html_page *page)
{
    const cad_input *in = &page->report->input;
    FILE *out = page->out;
    fputs("<div class=\"wide\"><dt>Recording</dt><dd>", out);
    for (size_t i = 0; i < in->file_count; i++)
        cad_html(out, "%s<bdi>%s</bdi> (%s, %d\xC2\xA0Hz, %d %s)",
                 i ? "; " : "", in->files[i].name, in->files[i].format,
                 in->files[i].sample_rate_hz, in->files[i].channels,
                 in->files[i].channels == 1 ? "channel" : "channels");
    fputs("</dd></div>\n<div><dt>Speech bandwidth</dt><dd>", out);
    cad_html_figure(out, in->bandwidth_hz, 0, "Hz");
    fputs("</dd></div>\n<div><dt>Layout</dt><dd>", out);
    cad_html_words(out, cad_word_layout(in->layout));
    fputs("</dd></div>\n", out);
}

static void put_roles(const struct cad_html_page *page)
{
    const cad_input *in = &page->report->input;
    FILE *out = page->out;
    if (in->roles[CAD_AGENT].file < 0 && in->roles[CAD_CUSTOMER].file < 0)
        return;
    cad_html(out, "<div><dt>%s</dt><dd>",
             in->file_count > 1 ? "Files" : "Channels");
    for (int p = 0; p < 2; p++) {
        cad_html(out, "%s%s ", p ? ", " : "", p ? "customer" : "agent");
        if (in->roles[p].file < 0)
            fputs("none", out);
        else
            cad_html(out, "%d",
                     in->file_count > 1 ? in->roles[p].file + 1
                                        : in->roles[p].channel);
    }
    fputs(in->roles_source == CAD_ROLES_ASSUMED ? " <b>(assumed)</b>"
                                                : " (given)",
          out);
    fputs("</dd></div>\n", out);
}

static void put_note(FILE *out, const cad_note *note)
{
    fputs("<li><b>", out);
    cad_html_words(out, cad_word_note(note->code));
    cad_html(out, "</b>%s%s: %s", note->party < 0 ? "" : ", ",
             note->party < 0 ? "" : cad_word_party(note->party), note->text);
    if (note->start_s > 0) {
        fputs(" (from ", out);
        cad_html_go(out, note->start_s);
        fputs(")", out);
    }
    fputs("</li>\n", out);
}

static void put_notes(const struct cad_html_page *page)
{
    const cad_report *r = page->report;
    FILE *out = page->out;
    cad_html(out,
             "<section class=\"quality%s\" aria-labelledby=\"h-notes\">\n"
             "<h2 id=\"h-notes\">What bears on the figures</h2>\n",
             r->quality.note_count ? " notes" : "");
    if (!r->quality.note_count)
        fputs("<p>Nothing was noted about this recording. "
              "<a class=\"def\" href=\"#def-notes\">What is looked for</a>"
              "</p>\n",
              out);
    else
        fputs("<ul>\n", out);
    for (size_t i = 0; i < r->quality.note_count; i++)
        put_note(out, &r->quality.notes[i]);
    fputs(r->quality.note_count ? "</ul>\n" : "", out);
}

static void put_quality_row(FILE *out, cad_party party,
                            const cad_party_quality *q)
{
    cad_html(out, "<tr><th scope=\"row\">%s</th>", cad_html_party(party));
    cad_html_cell(out, q->active_level_dbfs, 1, NULL);
    cad_html_cell(out, q->noise_floor_dbfs, 1, NULL);
    cad_html_cell(out, q->snr_db, 1, NULL);
    cad_figure clipped = q->clipped_share;
    clipped.value *= 100;
    cad_html_cell(out, clipped, 2, "%");
    cad_html_cell(out, q->dropout_s, 1, NULL);
    cad_html_cell(out, q->leakage.level_db, 1, NULL);
    fputs("</tr>\n", out);
}

static void put_quality(const struct cad_html_page *page)
{
    static const char *const columns[] = {
        "Side",     "#Speech, dBFS", "#Noise, dBFS", "#Distance, dB",
        "#Clipped", "#Dropouts, s",  "#Leakage, dB"};
    const cad_report *r = page->report;
    FILE *out = page->out;
    fputs("<details><summary>Levels and noise of each side</summary>\n", out);
    cad_html_table_open(out, "Levels and noise", columns,
                        sizeof columns / sizeof *columns);
    for (cad_party p = CAD_AGENT; p < CAD_PARTIES; p++)
        if (r->quality.party[p].present)
            put_quality_row(out, p, &r->quality.party[p]);
    cad_html_table_close(out);
    fputs("</details>\n</section>\n", out);
}

static void put_way(FILE *out, const char *path, const char *agent,
                    const char *name)
{
    if (!path)
        return;
    fputs("<a href=\"", out);
    cad_html_url(out, path);
    if (agent) {
        fputs("#agent=", out);
        cad_html_url(out, agent);
    }
    cad_html(out, "\">%s</a>\n", name);
}

/* The agent's own page may be made later; from the agent's calls there is a way
   to it then. */
static void put_ways(const struct cad_html_page *page)
{
    FILE *out = page->out;
    const char *agent = page->report->call.agent_id;
    if (!page->options->index && !page->options->coach)
        return;
    fputs("<nav class=\"ways\" aria-label=\"Other pages\">\n", out);
    put_way(out, page->options->index, NULL, "All calls");
    put_way(out, agent ? page->options->index : NULL, agent,
            "This agent's calls");
    put_way(out, page->options->coach, NULL, "This agent over time");
    fputs("</nav>\n", out);
}

cad_status cad_html_top(const struct cad_html_page *page, cad_error *error)
{
    const cad_report *r = page->report;
    FILE *out = page->out;
    (void)error;
    fputs("<main>\n<header>\n", out);
    put_ways(page);
    cad_html(out,
             "<p class=\"kind\">Recorded call</p>\n"
             "<h1><bdi>%s</bdi></h1>\n<dl class=\"facts\">\n",
             r->call_id);
    put_fact(out, "Agent", r->call.agent_id);
    put_fact(out, "Queue", r->call.queue);
    put_fact(out, "Direction", r->call.direction);
    put_fact(out, "Started", r->call.started_at);
    fputs("<div><dt>Length</dt><dd>", out);
    cad_html_length(out, r->input.duration_s);
    fputs("</dd></div>\n", out);
    put_roles(page);
    put_files(page);
    fputs("</dl>\n</header>\n", out);
    put_notes(page);
    put_quality(page);
    return CAD_OK;
}

/* ---- the call in a few figures ------------------------------------------- */

/* A part of the call: who talked, both at once, nobody, hold. */
struct share {
    const char *class, *name;
    double share; /* of the call */
};

static double share_of(cad_figure figure_s, double duration_s)
{
    return cad_is_known(figure_s) ? figure_s.value / duration_s : 0;
}

/* One bar, and below it what each part is: thin ones hold no words. */
static void put_shares(FILE *out, const struct share *shares, size_t count)
{
    enum { BAR, WORDS };
    for (int as = BAR; as <= WORDS; as++) {
        fputs(as == BAR ? "<div class=\"split\" aria-hidden=\"true\">"
                        : "<ul class=\"shares\"><li class=\"whole\">Of the "
                          "call:</li>",
              out);
        for (size_t i = 0; i < count; i++) {
            const struct share *s = &shares[i];
            if (s->share < 0.005)
                continue;
            if (as == BAR)
                cad_html(out,
                         "<span class=\"part %s\" style=\"flex:%.4f\">"
                         "</span>",
                         s->class, s->share);
            else
                cad_html(out, "<li class=\"%s\"><b>%s</b> %.0f\xC2\xA0%%</li>",
                         s->class, s->name, 100 * s->share);
        }
        fputs(as == BAR ? "</div>\n" : "</ul>\n", out);
    }
}

static void put_split(const struct cad_html_page *page)
{
    const cad_report *r = page->report;
    double both = share_of(r->conversation.overlap_s, page->duration_s);
    double speech = share_of(r->conversation.speech_s, page->duration_s);
    double hold = share_of(r->conversation.hold_s, page->duration_s);
    double agent = share_of(r->party[CAD_AGENT].talk_s, page->duration_s);
    double customer = share_of(r->party[CAD_CUSTOMER].talk_s, page->duration_s);
    const struct share shares[] = {
        {"mixed", "Someone talks", r->mixed ? speech : 0},
        {"agent", "Agent alone", r->mixed ? 0 : agent - both},
        {"both", "Both at once", r->mixed ? 0 : both},
        {"customer", "Customer alone", r->mixed ? 0 : customer - both},
        {"hold", "Hold", hold},
        {"quiet", "Nobody", 1 - speech - hold},
    };
    put_shares(page->out, shares, sizeof shares / sizeof *shares);
}

static void put_glance(FILE *out, const char *name, cad_figure figure,
                       int decimals, const char *unit)
{
    cad_html(out, "<div><dt>%s</dt><dd>", name);
    cad_html_figure(out, figure, decimals, unit);
}

static void put_interruptions(FILE *out, const cad_report *r, cad_party party,
                              const char *name)
{
    const cad_party_report *p = &r->party[party];
    put_glance(out, name, p->interruptions.made, 0, NULL);
    if (cad_is_known(p->interruptions.made_yielded))
        cad_html(out, " <small>(%.0f got the floor)</small>",
                 p->interruptions.made_yielded.value);
    fputs("</dd></div>\n", out);
}

/* How many places to listen there are, and the way to the first. */
static void put_moments(FILE *out, const cad_report *r)
{
    if (r->mixed)
        return;
    cad_html(out,
             "<div><dt>Moments to listen to</dt><dd><a href=\"#moments\" "
             "class=\"count\">%zu</a>",
             r->highlight_count);
    if (r->highlight_count) {
        fputs(", first ", out);
        cad_html_go(out, r->highlights[0].start_s);
    }
    fputs("</dd></div>\n", out);
}

cad_status cad_html_glance(const struct cad_html_page *page, cad_error *error)
{
    const cad_report *r = page->report;
    const cad_conversation_report *c = &r->conversation;
    FILE *out = page->out;
    (void)error;
    fputs("<section class=\"glance\" aria-labelledby=\"h-glance\">\n"
          "<h2 id=\"h-glance\">The call at a glance</h2>\n",
          out);
    put_split(page);
    fputs("<dl class=\"facts figures\">\n", out);
    put_moments(out, r);
    if (!r->mixed) {
        put_interruptions(out, r, CAD_AGENT, "Agent cut in");
        put_interruptions(out, r, CAD_CUSTOMER, "Customer cut in");
        put_glance(out, "Agent's median wait",
                   r->party[CAD_AGENT].response_latency.median_s, 2, "s");
        fputs("</dd></div>\n", out);
        put_glance(out, "Agent's longest turn",
                   r->party[CAD_AGENT].longest_turn_s, 1, "s");
        fputs("</dd></div>\n", out);
    }
    put_glance(out, "Longest silence", c->silence.longest_s, 1, "s");
    if (cad_is_known(c->silence.longest_s) && c->silence.longest_s.value > 0 &&
        cad_is_known(c->silence.longest_start_s)) {
        fputs(" at ", out);
        cad_html_go(out, c->silence.longest_start_s.value);
    }
    fputs("</dd></div>\n", out);
    cad_figure both = c->overlap_share;
    both.value *= 100;
    put_glance(out, "Both at once, of speech", both, 1, "%");
    fputs("</dd></div>\n", out);
    put_glance(out, "Changes of floor", c->floor_changes_per_min, 1,
               "a minute");
    fputs("</dd></div>\n</dl>\n</section>\n", out);
    return CAD_OK;
}
