/* A probe: what is in the files, before any analysis. */
#include <callcadence/emit.h>

#include "base/error.h"
#include "emit/json_parts.h"
#include "emit/json_stream.h"
#include "emit/json_write.h"
#include "emit/words.h"

static json_t *channel_item(const void *from, size_t i)
{
    const cad_probe_channel *c = (const cad_probe_channel *)from + i;
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_integer(&o, "file", c->file);
    cad_json_integer(&o, "channel", c->channel);
    cad_json_figure(&o, "loudness_lufs", c->loudness_lufs, CAD_DECIMALS_DB);
    cad_json_figure(&o, "p56_dbov", c->p56_dbov, CAD_DECIMALS_DB);
    cad_json_put(&o, "quality", cad_json_party_quality(&c->quality));
    return cad_json_end(&o);
}

static json_t *refusal_item(const void *from, size_t i)
{
    const cad_note *note = (const cad_note *)from + i;
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_text(&o, "code", cad_word_note(note->code), CAD_WHY_NOT_GIVEN);
    cad_json_text(&o, "text", note->text, CAD_WHY_NOT_GIVEN);
    return cad_json_end(&o);
}

/* One tree and not a stream of keys: a probe is small, and its two loudness
   figures share one "why". */
static json_t *probe_object(const cad_probe *p)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_put(&o, "files", cad_json_files(&p->input));
    cad_json_text(&o, "layout", cad_word_layout(p->input.layout),
                  CAD_WHY_NOT_MEASURED);
    cad_json_put(&o, "roles", cad_json_roles(&p->input));
    cad_json_number(&o, "duration_s", p->input.duration_s, CAD_DECIMALS_S);
    cad_json_count(&o, "bandwidth_hz", p->input.bandwidth_hz);
    cad_json_figure(&o, "loudness_lufs", p->loudness_lufs, CAD_DECIMALS_DB);
    cad_json_figure(&o, "p56_dbov", p->p56_dbov, CAD_DECIMALS_DB);
    cad_json_put(&o, "channels",
                 cad_json_list(p->channel_count, channel_item, p->channels));
    cad_json_put(&o, "refusals",
                 cad_json_list(p->refusal_count, refusal_item, p->refusals));
    return cad_json_end(&o);
}

static json_t *reason_item(const void *from, size_t i)
{
    static const char *const codes[] = {[CAD_ERR_MISSING] = "missing",
                                        [CAD_ERR_FORMAT] = "unreadable",
                                        [CAD_ERR_EMPTY] = "empty",
                                        [CAD_ERR_READ] = "read_error"};
    const cad_error *refusal = (const cad_error *)from + i;
    size_t status = (size_t)refusal->status;
    const char *code =
        status < sizeof codes / sizeof *codes ? codes[status] : NULL;
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_text(&o, "code", code ? code : "refused", CAD_WHY_KNOWN);
    cad_json_text(&o, "text", refusal->text, CAD_WHY_KNOWN);
    return cad_json_end(&o);
}

/* The keys of a probe, of a call that cannot be opened. */
static json_t *refusal_object(const cad_error *refusal)
{
    static const char *const unknown[] = {"layout",        "roles",
                                          "duration_s",    "bandwidth_hz",
                                          "loudness_lufs", "p56_dbov"};
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_put(&o, "files", json_array());
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        cad_json_null(&o, unknown[i], CAD_WHY_NOT_MEASURED);
    cad_json_put(&o, "channels", json_array());
    cad_json_put(&o, "refusals", cad_json_list(1, reason_item, refusal));
    return cad_json_end(&o);
}

cad_status cad_emit_refusal_json(const cad_error *refusal, FILE *out,
                                 cad_error *error)
{
    if (!refusal || !out)
        return cad_fail_null(error, "refusal or out");
    return cad_json_write(refusal_object(refusal), out, error);
}

cad_status cad_emit_probe_json(const cad_probe *probe, FILE *out,
                               cad_error *error)
{
    if (!probe || !out)
        return cad_fail_null(error, "probe or out");
    return cad_json_write(probe_object(probe), out, error);
}
