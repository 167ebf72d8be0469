/* A probe: what is in the files, before any analysis. */
#include <callcadence/emit.h>

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

cad_status cad_emit_probe_json(const cad_probe *probe, FILE *out,
                               cad_error *error)
{
    return cad_json_write(probe_object(probe), out, error);
}
