#include "emit/json_stream.h"

#include "base/error.h"

#include <errno.h>
#include <string.h>

/* 12 digits hold a day in milliseconds and hide binary fractions' tails. */
#define DUMP_FLAGS (JSON_ENCODE_ANY | JSON_REAL_PRECISION(12))

static void put(cad_json_stream *s, const char *text)
{
    fputs(text, s->out);
}

static void new_line(cad_json_stream *s)
{
    if (!s->pretty)
        return;
    putc('\n', s->out);
    for (int i = 0; i < s->depth; i++)
        putc(' ', s->out);
}

/* A line feed in what jansson writes is always layout: in strings it is
   escaped. So an inner value is moved right by what is open around it. */
static int write_part(const char *bytes, size_t length, void *user)
{
    cad_json_stream *s = user;
    while (length) {
        const char *feed = memchr(bytes, '\n', length);
        size_t run = feed ? (size_t)(feed - bytes) : length;
        fwrite(bytes, 1, run, s->out);
        if (feed)
            new_line(s);
        run += feed != NULL;
        bytes += run;
        length -= run;
    }
    if (!ferror(s->out))
        return 0;
    s->write_errno = s->write_errno ? s->write_errno : errno;
    return -1;
}

static void write_value(cad_json_stream *s, json_t *value)
{
    size_t flags = DUMP_FLAGS | (s->pretty ? JSON_INDENT(1) : JSON_COMPACT);
    if (!value || json_dump_callback(value, write_part, s, flags))
        s->out_of_memory = s->out_of_memory || !ferror(s->out);
    json_decref(value);
}

static void next(cad_json_stream *s)
{
    if (!s->empty)
        put(s, ",");
    s->empty = false;
    new_line(s);
}

static void open_key(cad_json_stream *s, const char *key)
{
    next(s);
    putc('"', s->out);
    put(s, key);
    put(s, s->pretty ? "\": " : "\":");
}

cad_json_stream cad_json_stream_begin(FILE *out, bool pretty)
{
    putc('{', out);
    return (cad_json_stream){out, pretty, 1, true, false, 0};
}

void cad_json_stream_key(cad_json_stream *s, const char *key, json_t *value)
{
    open_key(s, key);
    write_value(s, value);
}

void cad_json_stream_array(cad_json_stream *s, const char *key)
{
    open_key(s, key);
    putc('[', s->out);
    s->depth++;
    s->empty = true;
}

void cad_json_stream_item(cad_json_stream *s, json_t *value)
{
    next(s);
    write_value(s, value);
}

void cad_json_stream_array_end(cad_json_stream *s)
{
    s->depth--;
    if (!s->empty)
        new_line(s);
    putc(']', s->out);
    s->empty = false;
}

static cad_status finish(cad_json_stream *s, cad_error *error)
{
    if (s->out_of_memory)
        return cad_fail_memory(error);
    bool flushed = fflush(s->out) == 0;
    if (!flushed || ferror(s->out))
        return cad_fail_errno(error, CAD_ERR_WRITE,
                              s->write_errno ? s->write_errno : errno,
                              "cannot write");
    return CAD_OK;
}

cad_status cad_json_stream_end(cad_json_stream *s, cad_error *error)
{
    s->depth--;
    new_line(s);
    put(s, "}\n");
    return finish(s, error);
}

cad_status cad_json_write(json_t *value, FILE *out, cad_error *error)
{
    cad_json_stream s = {.out = out, .pretty = true};
    write_value(&s, value);
    put(&s, "\n");
    return finish(&s, error);
}
