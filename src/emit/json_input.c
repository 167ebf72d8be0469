/* What was read: call, input, settings, quality. */
#include "emit/json_parts.h"
#include "emit/json_write.h"
#include "emit/words.h"

json_t *cad_json_call(const cad_report *report)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_text(&o, "agent_id", report->call.agent_id, CAD_WHY_NOT_GIVEN);
    cad_json_text(&o, "queue", report->call.queue, CAD_WHY_NOT_GIVEN);
    cad_json_text(&o, "direction", report->call.direction, CAD_WHY_NOT_GIVEN);
    cad_json_text(&o, "started_at", report->call.started_at, CAD_WHY_NOT_GIVEN);
    return cad_json_end(&o);
}

static json_t *file_item(const void *from, size_t i)
{
    const cad_file *file = &((const cad_input *)from)->files[i];
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_text(&o, "name", file->name, CAD_WHY_NOT_GIVEN);
    cad_json_text(&o, "sha256", file->sha256, CAD_WHY_NOT_MEASURED);
    cad_json_text(&o, "format", file->format, CAD_WHY_NOT_MEASURED);
    cad_json_integer(&o, "sample_rate_hz", file->sample_rate_hz);
    cad_json_integer(&o, "channels", file->channels);
    return cad_json_end(&o);
}

json_t *cad_json_files(const cad_input *input)
{
    return cad_json_list(input->file_count, file_item, input);
}

static json_t *source_object(const cad_source *source)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_integer(&o, "file", source->file);
    cad_json_integer(&o, "channel", source->channel);
    return cad_json_end(&o);
}

static cad_why no_role_why(cad_layout layout)
{
    bool mono = layout == CAD_LAYOUT_MONO || layout == CAD_LAYOUT_DUAL_MONO;
    return mono ? CAD_WHY_MONO : CAD_WHY_ONE_SIDED;
}

json_t *cad_json_roles(const cad_input *input)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    for (cad_party p = CAD_AGENT; p <= CAD_CUSTOMER; p++)
        if (input->roles[p].file < 0)
            cad_json_null(&o, cad_word_party(p), no_role_why(input->layout));
        else
            cad_json_put(&o, cad_word_party(p),
                         source_object(&input->roles[p]));
    cad_json_text(&o, "source", cad_word_roles_source(input->roles_source),
                  CAD_WHY_NOT_GIVEN);
    cad_json_number(&o, "confidence", input->roles_confidence,
                    CAD_DECIMALS_SHARE);
    return cad_json_end(&o);
}

json_t *cad_json_input(const cad_input *input)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_put(&o, "files", cad_json_files(input));
    cad_json_number(&o, "duration_s", input->duration_s, CAD_DECIMALS_S);
    cad_json_count(&o, "bandwidth_hz", input->bandwidth_hz);
    cad_json_text(&o, "layout", cad_word_layout(input->layout),
                  CAD_WHY_NOT_MEASURED);
    cad_json_put(&o, "roles", cad_json_roles(input));
    return cad_json_end(&o);
}

json_t *cad_json_settings(const cad_report *report)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_text(&o, "key", report->settings.key, CAD_WHY_NOT_GIVEN);
    cad_json changed = cad_json_begin(CAD_WHY_KNOWN);
    for (size_t i = 0; i < report->settings.changed_count; i++)
        cad_json_put(&changed, report->settings.changed[i].key,
                     json_real(report->settings.changed[i].value));
    cad_json_put(&o, "changed", cad_json_end(&changed));
    return cad_json_end(&o);
}

static json_t *leakage_object(const cad_leakage *leakage, cad_why absent)
{
    cad_json o = cad_json_begin(absent);
    cad_json_figure(&o, "level_db", leakage->level_db, CAD_DECIMALS_DB);
    cad_json_figure(&o, "delay_ms", leakage->delay_ms, CAD_DECIMALS_MS);
    cad_json_figure(&o, "suppressed_s", leakage->suppressed_s, CAD_DECIMALS_S);
    return cad_json_end(&o);
}

json_t *cad_json_party_quality(const cad_party_quality *q)
{
    cad_why absent = q->present ? CAD_WHY_KNOWN : q->absent_why;
    cad_json o = cad_json_begin(absent);
    cad_json_figure(&o, "noise_floor_dbfs", q->noise_floor_dbfs,
                    CAD_DECIMALS_DB);
    cad_json_figure(&o, "active_level_dbfs", q->active_level_dbfs,
                    CAD_DECIMALS_DB);
    cad_json_figure(&o, "snr_db", q->snr_db, CAD_DECIMALS_DB);
    cad_json_figure(&o, "clipped_share", q->clipped_share, CAD_DECIMALS_SHARE);
    cad_json_figure(&o, "dropout_s", q->dropout_s, CAD_DECIMALS_S);
    cad_json_flag(&o, "agc_suspected", q->agc_suspected);
    cad_json_put(&o, "leakage", leakage_object(&q->leakage, absent));
    return cad_json_end(&o);
}

/* A note without a place is about the whole call, and says so in seconds. */
static json_t *note_item(const void *from, size_t i)
{
    const cad_report *report = from;
    const cad_note *note = &report->quality.notes[i];
    bool placed = note->start_s >= 0.0 && note->end_s >= 0.0;
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_text(&o, "code", cad_word_note(note->code), CAD_WHY_NOT_GIVEN);
    cad_json_text(&o, "text", note->text, CAD_WHY_NOT_GIVEN);
    cad_json_text(&o, "party", cad_word_party(note->party), CAD_WHY_KNOWN);
    cad_json_number(&o, "start_s", placed ? note->start_s : 0.0,
                    CAD_DECIMALS_S);
    cad_json_number(&o, "end_s",
                    placed ? note->end_s : report->input.duration_s,
                    CAD_DECIMALS_S);
    return cad_json_end(&o);
}

static json_t *sync_object(const cad_report *report)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_figure(&o, "offset_ms", report->quality.offset_ms,
                    CAD_DECIMALS_MS);
    cad_json_figure(&o, "drift_ms_per_min", report->quality.drift_ms_per_min,
                    CAD_DECIMALS_RATE);
    return cad_json_end(&o);
}

json_t *cad_json_quality(const cad_report *report)
{
    cad_json parties = cad_json_begin(CAD_WHY_KNOWN);
    cad_party last = report->mixed ? CAD_MIXED : CAD_CUSTOMER;
    for (cad_party p = CAD_AGENT; p <= last; p++)
        cad_json_put(&parties, cad_word_party(p),
                     cad_json_party_quality(&report->quality.party[p]));
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_put(&o, "notes",
                 cad_json_list(report->quality.note_count, note_item, report));
    cad_json_put(&o, "parties", cad_json_end(&parties));
    cad_json_put(&o, "sync", sync_object(report));
    return cad_json_end(&o);
}
