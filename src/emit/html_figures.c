/* html_figures.c - quarters, parties, and as tables all that is drawn. */
#include "emit/html.h"
#include "emit/html_write.h"
#include "emit/titles.h"
#include "emit/words.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- quarters and parties ------------------------------------------------ */

static void put_quarters(const struct cad_html_page *page)
{
    static const char *const columns[] = {
        "Quarter",
        "#Agent's share of both parties' talk",
        "#activation",
        "#cut in",
        "#Customer's share",
        "#activation",
        "#cut in"};
    FILE *out = page->out;
    cad_html_table_open(out, "Quarters", columns, COUNT(columns));
    for (int i = 0; i < 4; i++) {
        const cad_quarter *q = &page->report->conversation.quarters[i];
        cad_html(out, "<tr><th scope=\"row\">%d, from ", i + 1);
        cad_html_go(out, q->start_s);
        fputs("</th>", out);
        for (int p = 0; p < 2; p++) {
            cad_html_cell(out, cad_scaled(q->party[p].talk_share, 100), 0, "%");
            cad_html_cell(out, q->party[p].activation, 2, NULL);
            cad_html_cell(out, q->party[p].interruptions, 0, NULL);
        }
        fputs("</tr>\n", out);
    }
    cad_html_table_close(out);
}

/* A row of the table of parties: one figure of each. */
struct party_row {
    const char *name, *unit, *measure;
    int decimals;
    size_t offset; /* of a cad_figure in cad_party_report */
};

#define ROW(name, unit, decimals, field, measure)                              \
    {                                                                          \
        name, unit, measure, decimals, offsetof(cad_party_report, field)       \
    }

static const struct party_row party_rows[] = {
    ROW("Talks", "s", 1, talk_s, "talk"),
    ROW("Share of both parties' talk", "%", 0, talk_share, "talk"),
    ROW("Share of the call", "%", 0, talk_share_of_call, "talk"),
    ROW("Turns", NULL, 0, turns, "turns"),
    ROW("Longest turn", "s", 1, longest_turn_s, "turns"),
    ROW("Median wait", "s", 2, response_latency.median_s, "response_latency"),
    ROW("Cut in", NULL, 0, interruptions.made, "interruptions"),
    ROW("and got the floor", NULL, 0, interruptions.made_yielded,
        "interruptions"),
    ROW("Backchannels", NULL, 0, backchannels.n, "backchannels"),
    ROW("Median pitch", "Hz", 0, pitch.median_hz, "pitch"),
    ROW("Pitch range", "st", 1, pitch.range_st, "pitch"),
    ROW("Speech level", "LUFS", 1, speech_level_lufs, "loudness"),
    ROW("Pace", "syllables/s", 1, articulation_syl_s, "rate"),
    ROW("Pauses, share of the own talk", "%", 0, pause_share, "rate"),
    ROW("Activation at the opening", NULL, 2, activation.opening, "activation"),
    ROW("Activation at the end", NULL, 2, activation.closing, "activation"),
};

static void put_parties(const struct cad_html_page *page)
{
    const cad_report *r = page->report;
    FILE *out = page->out;
    static const char *const names[] = {"#Agent", "#Customer", "#Both voices"};
    const char *columns[1 + CAD_PARTIES] = {"Figure"};
    size_t count = 1;
    cad_party first = r->mixed ? CAD_MIXED : CAD_AGENT;
    cad_party last = r->mixed ? CAD_MIXED : CAD_CUSTOMER;
    for (cad_party p = first; p <= last; p++)
        columns[count++] = names[p];
    cad_html_table_open(out, "Figures of each party", columns, count);
    for (size_t i = 0; i < COUNT(party_rows); i++) {
        const struct party_row *row = &party_rows[i];
        cad_html(out, "<tr><th scope=\"row\">%s", row->name);
        cad_html_def(out, row->measure);
        fputs("</th>", out);
        for (cad_party p = first; p <= last; p++) {
            const cad_party_report *party = &r->party[p];
            const void *at = (const char *)party + row->offset;
            bool percent = row->unit && *row->unit == '%';
            cad_figure figure = party->present ? *(const cad_figure *)at
                                               : cad_unknown(party->absent_why);
            cad_html_cell(out, cad_scaled(figure, percent ? 100 : 1),
                          row->decimals, row->unit);
        }
        fputs("</tr>\n", out);
    }
    cad_html_table_close(out);
}

/* ---- beside most speakers, and where the voice went --------------------- */

static void put_whole_figure(FILE *out, const cad_whole_figure *w,
                             const char *unit)
{
    const char *place = cad_word_place(w->place);
    cad_html_cell(out, w->value, cad_unit_decimals(unit), unit);
    cad_html(out, "<td>%s</td>", place ? place : "");
}

static void put_whole_call(const struct cad_html_page *page)
{
    static const char *const columns[] = {"Figure",    "Range of most speakers",
                                          "#Agent",    "it lies",
                                          "#Customer", "it lies"};
    static const char *const names[CAD_WHOLE_COUNT] = {
        "Median pitch", "Pitch range", "Tilt", "Spread of level", "Pace"};
    const cad_party_report *party = page->report->party;
    FILE *out = page->out;
    cad_html_table_open(out, "Beside most speakers", columns, COUNT(columns));
    for (int i = 0; i < CAD_WHOLE_COUNT; i++) {
        const char *unit = cad_unit_whole((cad_whole_id)i);
        const cad_norm *norm = &party[CAD_AGENT].whole_call.figure[i].norm;
        cad_html(out, "<tr><th scope=\"row\">%s</th>", names[i]);
        if (norm->known)
            cad_html(out, "<td title=\"%s\">%.0f to %.0f %s</td>", norm->source,
                     norm->low, norm->high, unit);
        else
            fputs("<td>none: the line decides it</td>", out);
        for (int p = CAD_AGENT; p <= CAD_CUSTOMER; p++)
            put_whole_figure(out, &party[p].whole_call.figure[i], unit);
        fputs("</tr>\n", out);
    }
    cad_html_table_close(out);
}

static void put_changes(const struct cad_html_page *page, cad_party p)
{
    FILE *out = page->out;
    const cad_party_report *party = &page->report->party[p];
    for (size_t i = 0; i < party->activation.change_count; i++) {
        const cad_course_change *c = &party->activation.changes[i];
        fputs("<tr><th scope=\"row\">", out);
        cad_html_go(out, c->start_s);
        cad_html(out, "</th><td>%s</td><td>%s</td>", cad_word_party(p),
                 cad_word_change(c->change));
        cad_html_cell(out, cad_known(c->before), 2, NULL);
        cad_html_cell(out, cad_known(c->after), 2, NULL);
        cad_html_cell(out, cad_known(c->end_s - c->start_s), 1, "s");
        cad_html_cell(out, cad_known(c->confidence), 2, NULL);
        fputs("</tr>\n", out);
    }
}

static void put_course(const struct cad_html_page *page)
{
    static const char *const columns[] = {
        "At", "Who", "Voice", "#from", "#to", "#held for", "#Confidence"};
    const cad_party_report *party = page->report->party;
    FILE *out = page->out;
    cad_html_section(out, "course", "Where a voice went to another level",
                     "changes");
    if (party[CAD_AGENT].activation.change_count +
        party[CAD_CUSTOMER].activation.change_count) {
        cad_html_table_open(out, "Changes of level", columns, COUNT(columns));
        put_changes(page, CAD_AGENT);
        put_changes(page, CAD_CUSTOMER);
        cad_html_table_close(out);
    } else
        fputs("<p>Nowhere for two turns and more.</p>\n", out);
    fputs("</section>\n", out);
    cad_html_section(out, "whole", "Over the whole call, beside most speakers",
                     "whole_call");
    put_whole_call(page);
    fputs("</section>\n", out);
}

cad_status cad_html_quarters(const struct cad_html_page *page, cad_error *error)
{
    FILE *out = page->out;
    (void)error;
    if (!page->report->mixed) {
        cad_html_section(out, "quarters", "The call in quarters", "talk");
        put_quarters(page);
        fputs("</section>\n", out);
        put_course(page);
    }
    cad_html_section(out, "parties", "Figures of each party", "baseline");
    put_parties(page);
    fputs("</section>\n", out);
    return CAD_OK;
}

/* ---- segments and events ------------------------------------------------- */

static void put_segment(FILE *out, const cad_segment *s)
{
    const char *tone = cad_word_tone(s->tone);
    fputs("<tr><th scope=\"row\">", out);
    cad_html_go(out, s->start_s);
    cad_html(out, "</th><td>%s</td><td>%s</td>", cad_word_party(s->party),
             cad_word_segment_kind(s->kind));
    cad_html_cell(out, cad_known(s->speech_s), 1, NULL);
    cad_html_cell(out, s->response_latency_s, 2, NULL);
    cad_html_cell(out, s->pitch.median_st, 1, NULL);
    cad_html_cell(out, s->loudness.rel_db, 1, NULL);
    cad_html_cell(out, s->rate.articulation_syl_s, 1, NULL);
    cad_html_cell(out, s->activation, 2, NULL);
    cad_html(out, "<td>%s</td></tr>\n", tone ? tone : "");
}

static void put_outcome(FILE *out, const cad_event *e)
{
    const char *outcome = cad_word_outcome(e->outcome);
    cad_html_words(out, cad_title(CAD_TITLE_HOW, outcome));
    if (cad_is_known(e->competitive) && e->competitive.value > 0)
        cad_html(out, ", %s", cad_title(CAD_TITLE_HOW, "competitive"));
}

static void put_event(FILE *out, const cad_event *e)
{
    fputs("<tr><th scope=\"row\">", out);
    cad_html_go(out, e->start_s);
    fputs("</th><td>", out);
    cad_html_words(out,
                   cad_title(CAD_TITLE_EVENT, cad_word_event_kind(e->kind)));
    cad_html(out, "</td><td>%s</td>",
             e->party < 0 ? "" : cad_word_party(e->party));
    cad_html_cell(out, cad_known(e->end_s - e->start_s), 1, NULL);
    fputs("<td>", out);
    if (e->doubted)
        fputs("doubted, not counted", out);
    else if (e->kind == CAD_EVENT_INTERRUPTION)
        put_outcome(out, e);
    if (e->kind == CAD_EVENT_OVERLAP)
        cad_html_words(
            out, cad_title(CAD_TITLE_HOW, cad_word_overlap_form(e->form)));
    cad_html(out, "%s</td>", e->digits);
    cad_html_cell(out, cad_known(e->confidence), 2, NULL);
    fputs("</tr>\n", out);
}

cad_status cad_html_segments(const struct cad_html_page *page, cad_error *error)
{
    static const char *const of_segments[] = {
        "At",         "Who",        "What",   "#Speech, s",  "#Wait, s",
        "#Pitch, st", "#Level, dB", "#Syl/s", "#Activation", "Tone"};
    static const char *const of_events[] = {
        "At", "What", "Who", "#Length, s", "How", "#Confidence"};
    const cad_report *r = page->report;
    FILE *out = page->out;
    (void)error;
    cad_html_section(out, "all", "All that was found", "segments");
    cad_html(out, "<details><summary>Segments (%zu)</summary>\n",
             r->segment_count);
    cad_html_table_open(out, "Segments", of_segments, COUNT(of_segments));
    for (size_t i = 0; i < r->segment_count; i++)
        put_segment(out, &r->segments[i]);
    cad_html_table_close(out);
    cad_html(out, "</details>\n<details><summary>Events (%zu)</summary>\n",
             r->event_count);
    cad_html_table_open(out, "Events", of_events, COUNT(of_events));
    for (size_t i = 0; i < r->event_count; i++)
        put_event(out, &r->events[i]);
    cad_html_table_close(out);
    fputs("</details>\n</section>\n", out);
    return CAD_OK;
}
