/* html_tables.c - moments, exchanges, pacing: what to listen to. */
#include "emit/html.h"
#include "emit/html_write.h"
#include "emit/titles.h"
#include "emit/words.h"

#include <callcadence/figures.h>

#include <string.h>

void cad_html_section(FILE *out, const char *id, const char *title,
                      const char *measure)
{
    cad_html(out,
             "<section id=\"%s\" aria-labelledby=\"h-%s\">\n"
             "<h2 id=\"h-%s\">%s",
             id, id, id, title);
    cad_html_def(out, measure);
    fputs("</h2>\n", out);
}

void cad_html_table_open(FILE *out, const char *name,
                         const char *const columns[], size_t count)
{
    cad_html(out,
             "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
             "aria-label=\"%s\"><table>\n<thead><tr>",
             name);
    for (size_t i = 0; i < count; i++)
        cad_html(out, "<th scope=\"col\" class=\"%s\">%s</th>",
                 *columns[i] == '#' ? "n" : "",
                 columns[i] + (*columns[i] == '#'));
    fputs("</tr></thead>\n<tbody>\n", out);
}

void cad_html_table_close(FILE *out)
{
    fputs("</tbody></table></div>\n", out);
}

/* ---- moments ------------------------------------------------------------- */

static void put_evidence(FILE *out, const cad_evidence *e)
{
    fputs("<li>", out);
    cad_html_words(out, cad_title(CAD_TITLE_EVIDENCE, e->metric));
    fputs(": ", out);
    /* "1" is no unit */
    cad_html_figure(out, cad_known(e->value), cad_unit_decimals(e->unit),
                    e->unit && *e->unit == '1' ? NULL : e->unit);
    fputs("</li>", out);
}

static void put_moment(FILE *out, const cad_highlight *h)
{
    const char *kind = cad_word_highlight_kind(h->kind);
    fputs("<li><p><span class=\"when\">", out);
    cad_html_go(out, h->start_s);
    cad_html(out, "</span> <b class=\"what %s\">", kind);
    cad_html_words(out, cad_title(CAD_TITLE_MOMENT, kind));
    fputs("</b> ", out);
    cad_html_sentence(out, h->text);
    fputs("</p><details><summary>Evidence</summary><ul>", out);
    for (size_t i = 0; i < h->evidence_count; i++)
        put_evidence(out, &h->evidence[i]);
    cad_html(out, "<li>confidence: %.2f</li></ul></details></li>\n",
             h->confidence);
}

cad_status cad_html_moments(const struct cad_html_page *page, cad_error *error)
{
    const cad_report *r = page->report;
    FILE *out = page->out;
    char scale[CAD_SCALE_TEXT];
    (void)error;
    cad_html_section(out, "moments", "Moments to listen to", "highlights");
    if (r->highlight_count)
        cad_html(out,
                 "<p class=\"key\">Places to listen, not findings. Where a "
                 "voice rises or falls: %s.</p>\n<ol class=\"moments\">\n",
                 cad_scale_text(r->settings.raised_from, scale));
    else if (r->mixed)
        fputs("<p>None: both voices are in one channel, so they cannot be told "
              "apart. A recording of two channels, or --segments with who "
              "speaks when, gives them.</p>\n",
              out);
    else
        fputs("<p>No moment stands out in this call.</p>\n", out);
    for (size_t i = 0; i < r->highlight_count; i++)
        put_moment(out, &r->highlights[i]);
    fputs(r->highlight_count ? "</ol>\n</section>\n" : "</section>\n", out);
    return CAD_OK;
}

/* ---- exchanges ----------------------------------------------------------- */

static const char *glyph_of(cad_effect effect)
{
    return effect == CAD_EFFECT_ESCALATED ? "\xE2\x96\xB2 "
           : effect == CAD_EFFECT_CALMED  ? "\xE2\x96\xBC "
                                          : "";
}

static void put_cues(FILE *out, const cad_exchange *x)
{
    fputs("<td class=\"did\">", out);
    for (size_t i = 0; i < x->agent.did_count; i++) {
        const cad_cue *cue = &x->agent.did[i];
        fputs(i ? ", <span>" : "<span>", out);
        cad_html_words(out, cad_title(CAD_TITLE_CUE, cad_word_cue(cue->kind)));
        fputs(" <small>", out);
        cad_html_figure(out, cad_known(cue->value),
                        cad_unit_decimals(cad_unit_cue(cue->kind)),
                        cad_unit_cue(cue->kind));
        fputs("</small></span>", out);
    }
    fputs("</td>", out);
}

static void put_exchange(const struct cad_html_page *page,
                         const cad_exchange *x)
{
    FILE *out = page->out;
    const char *effect = cad_word_effect(x->effect);
    cad_html(out, "<tr class=\"%s\"><th scope=\"row\">",
             effect ? effect : "none");
    cad_html_go(out, x->start_s);
    fputs("</th>", out);
    cad_html_cell(out, x->customer.before, 2, NULL);
    cad_html_cell(out, x->customer.after, 2, NULL);
    cad_html_cell(out, x->customer.expected, 2, NULL);
    cad_html(out, "<td>%s</td>", cad_word_change(x->customer.change));
    cad_html_cell(out, x->agent.activation, 2, NULL);
    cad_html(out, "<td>%s</td>", cad_word_move(x->agent.move));
    put_cues(out, x);
    fputs("<td><b>", out);
    fputs(glyph_of(x->effect), out);
    cad_html(out, "%s</b></td>", effect ? effect : "none");
    cad_html_cell(out, x->confidence, 2, NULL);
    fputs("</tr>\n", out);
}

/* How many there are, and how many chance alone would give. */
static void put_attribution(FILE *out, const cad_attribution *a)
{
    fputs("<p>Escalated: ", out);
    cad_html_figure(out, a->escalated, 0, NULL);
    fputs(", calmed: ", out);
    cad_html_figure(out, a->calmed, 0, NULL);
    fputs(", of ", out);
    cad_html_figure(out, a->exchanges, 0, NULL);
    fputs(
        " exchanges in which the customer could be assessed. <em>Followed "
        "by</em> is an order in time, not a reason. By chance alone, from the "
        "same exchanges shifted, it would be ",
        out);
    cad_html_figure(out, a->expected_by_chance.escalated, 1, NULL);
    fputs(" and ", out);
    cad_html_figure(out, a->expected_by_chance.calmed, 1, NULL);
    cad_html(out, "%s. Over the whole call: <b>%s</b>",
             a->verdict == CAD_VERDICT_INSUFFICIENT
                 ? "; with so few exchanges that is coarse"
                 : "",
             cad_title(CAD_TITLE_VERDICT, cad_word_verdict(a->verdict)));
    if (cad_is_known(a->coupling.p))
        cad_html(out, " (p = %.3f)", a->coupling.p.value);
    cad_html_def(out, "attribution");
    fputs("</p>\n", out);
}

cad_status cad_html_exchanges(const struct cad_html_page *page,
                              cad_error *error)
{
    static const char *const columns[] = {
        "Agent at",    "#Customer before",
        "#after",      "#expected",
        "Customer",    "#Agent",
        "Agent moved", "The agent was, or did",
        "Followed by", "#Confidence"};
    const cad_report *r = page->report;
    FILE *out = page->out;
    char scale[CAD_SCALE_TEXT];
    (void)error;
    cad_html_section(out, "exchanges", "Exchanges", "exchanges");
    if (!r->exchange_count) {
        fputs("<p>None: an exchange is a customer's turn, the agent's answer "
              "and the customer's next turn.</p>\n</section>\n",
              out);
        return CAD_OK;
    }
    put_attribution(out, &r->attribution);
    cad_html(out, "<p class=\"key\">Activation: %s.</p>\n",
             cad_scale_text(r->settings.raised_from, scale));
    cad_html_table_open(out, "Exchanges", columns,
                        sizeof columns / sizeof *columns);
    for (size_t i = 0; i < r->exchange_count; i++)
        put_exchange(page, &r->exchanges[i]);
    cad_html_table_close(out);
    fputs("</section>\n", out);
    return CAD_OK;
}

/* ---- pacing -------------------------------------------------------------- */

static void put_norm(FILE *out, const cad_norm *norm)
{
    if (norm->known)
        cad_html(out, "<td class=\"n\" title=\"%s\">%.0f to %.0f</td>",
                 norm->source ? norm->source : "", norm->low, norm->high);
    else
        cad_html_cell(out, cad_unknown(CAD_WHY_NONE_DEFENSIBLE), 0, NULL);
}

static void put_pacing(FILE *out, cad_pacing_id id, const cad_pacing_note *n)
{
    enum { SHOWN = 6 };
    fputs("<tr><th scope=\"row\">", out);
    cad_html_words(out, cad_title(CAD_TITLE_PACING, cad_word_pacing(id)));
    fputs("</th>", out);
    fputs("<td class=\"text\">", out);
    cad_html_sentence(out, n->text ? n->text : "");
    for (size_t i = 0; i < n->moment_count && i < SHOWN; i++) {
        putc(' ', out);
        cad_html_go(out, n->moments[i].start_s);
    }
    if (n->moment_count > SHOWN)
        cad_html(out, " and %zu more", n->moment_count - SHOWN);
    fputs("</td>", out);
    bool share = !strcmp(cad_unit_pacing(id), "share"); /* as percent */
    const char *unit = share ? "%" : cad_unit_pacing(id);
    int decimals = cad_pacing_decimals(id);
    cad_html_cell(out, cad_scaled(n->value, share ? 100 : 1), decimals, NULL);
    cad_html(out, "<td class=\"unit\"><small>%s</small></td>", unit);
    cad_html_cell(out, cad_scaled(n->own_habit, share ? 100 : 1), decimals,
                  NULL);
    put_norm(out, &n->norm);
    fputs("</tr>\n", out);
}

cad_status cad_html_pacing(const struct cad_html_page *page, cad_error *error)
{
    static const char *const columns[] = {
        "Measure", "In words", "#Value", "Unit", "#Own habit", "#Reference"};
    FILE *out = page->out;
    (void)error;
    cad_html_section(out, "pacing", "Pacing", "pacing");
    if (page->report->mixed) {
        fputs("<p>Not measured: the two voices are not told apart.</p>\n"
              "</section>\n",
              out);
        return CAD_OK;
    }
    cad_html_table_open(out, "Pacing", columns,
                        sizeof columns / sizeof *columns);
    for (int i = 0; i < CAD_PACING_COUNT; i++)
        put_pacing(out, (cad_pacing_id)i, &page->report->pacing[i]);
    cad_html_table_close(out);
    fputs("</section>\n", out);
    return CAD_OK;
}
