#include "key.h"

#include "audio/decode.h"
#include "base/error.h"
#include "base/hash.h"
#include "model/profile.h"
#include "names.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The length first, so that no two lists of texts look alike. */
static void hash_text(cad_hash *hash, const char *text)
{
    char head[32];
    int n = text ? snprintf(head, sizeof head, "%zu:", strlen(text))
                 : snprintf(head, sizeof head, "-:");
    cad_hash_add(hash, head, (size_t)n);
    if (text)
        cad_hash_add(hash, text, strlen(text));
}

/* Whole numbers: a decimal point would follow the host's locale. */
static void hash_numbers(cad_hash *hash, const cad_call *call)
{
    char text[160];
    snprintf(text, sizeof text, "%d %d %d %d %lld %lld",
             (int)call->roles_source, call->agent_channel, call->raw.rate_hz,
             call->raw.channels, llround(call->from_s * 1e6),
             llround(call->to_s * 1e6));
    hash_text(hash, text);
}

static cad_status hash_segments(cad_hash *hash, const cad_call *call,
                                cad_error *error)
{
    char hex[65] = "";
    cad_status status = CAD_OK;
    if (call->segments_file)
        status = cad_file_sha256(call->segments_file, hex, error);
    hash_text(hash, hex);
    return status;
}

/* Its name is in the report, where it lies is not. */
static void hash_recording(cad_hash *hash, const char *path, const char *name,
                           const char *sha256)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    hash_text(hash, path && name ? name : slash ? slash + 1 : path);
    hash_text(hash, path ? sha256 : NULL);
}

cad_status cad_key_make(const cad_engine *engine, const cad_call *call,
                        const char *const audio[2], cad_arena *arena,
                        char key[65], cad_error *error)
{
    const char *first = call->file ? call->file : call->agent_file;
    const char *id = cad_call_id_of(arena, call);
    const cad_profile *profile = cad_profile_of(call);
    cad_hash *hash = cad_hash_new(arena);
    if (!hash || !id)
        return cad_fail_memory(error);
    const char *const texts[] = {
        CAD_VERSION,
        engine->model.sha256,
        profile ? profile->sha256 : NULL,
        id,
        call->agent_id,
        call->queue,
        call->direction,
        call->started_at,
        call->raw.encoding,
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        hash_text(hash, texts[i]);
    hash_numbers(hash, call);
    hash_recording(hash, first, call->file_names[0], audio[0]);
    hash_recording(hash, call->customer_file, call->file_names[1], audio[1]);
    cad_status status = hash_segments(hash, call, error);
    cad_hash_hex(hash, key);
    return status;
}

static cad_status hash_and_make(const cad_engine *engine, const cad_call *call,
                                cad_arena *arena, char key[65],
                                cad_error *error)
{
    char hex[2][65] = {"", ""};
    const char *const audio[2] = {hex[0], hex[1]};
    const char *first = call->file ? call->file : call->agent_file;
    cad_status status = cad_file_sha256(first, hex[0], error);
    if (!status && call->customer_file)
        status = cad_file_sha256(call->customer_file, hex[1], error);
    if (!status)
        status = cad_key_make(engine, call, audio, arena, key, error);
    return status;
}

cad_status cad_call_key(const cad_engine *engine, const cad_call *call,
                        char key[65], cad_error *error)
{
    if (!engine || !call || !key)
        return cad_fail_null(error, "engine, call or key");
    if (!call->file && !call->agent_file)
        return cad_fail(error, CAD_ERR_ARGUMENT, "a call without a recording");
    cad_arena *arena = cad_arena_new();
    if (!arena)
        return cad_fail_memory(error);
    cad_status status = hash_and_make(engine, call, arena, key, error);
    cad_arena_free(arena);
    return status;
}
