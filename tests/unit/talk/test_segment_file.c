/* RTTM, CSV and labels are read; what is wrong is refused by line. */
#include "talk/segment_file.h"
#include "scratch_file.h"
#include "tap.h"

#include <string.h>

static cad_status read_text(cad_arena *arena, const char *text, size_t length,
                            cad_given_spans *out, cad_error *error)
{
    char path[32];
    scratch_write(path, text, length);
    cad_status status = cad_segment_file_read(arena, path, out, error);
    remove(path);
    if (status) /* the messages begin with the name of the file */
        memmove(error->text, error->text + strlen(path),
                strlen(error->text + strlen(path)) + 1);
    return status;
}

/* All of these say: the customer speaks 0.5-2.25, the agent 2-3. */
static void takes(const char *text, const char *name)
{
    cad_arena *arena = cad_arena_new();
    cad_given_spans spans = {0};
    cad_error error = {0};
    cad_status status = read_text(arena, text, strlen(text), &spans, &error);
    if (ok(status == CAD_OK && spans.count == 2, "%s: two spans %s", name,
           error.text)) {
        const struct cad_given_span *s = spans.items;
        ok(s[0].party == CAD_CUSTOMER && s[1].party == CAD_AGENT,
           "the parties, in order of start");
        near(s[0].start_s, 0.5, 0.0, "start (exact)");
        near(s[0].end_s, 2.25, 0.0, "end (exact)");
        near(s[1].start_s, 2.0, 0.0, "start (exact)");
        near(s[1].end_s, 3.0, 0.0, "end (exact)");
    }
    cad_arena_free(arena);
}

static void refuses(const char *text, const char *want)
{
    cad_arena *arena = cad_arena_new();
    cad_given_spans spans = {0};
    cad_error error = {0};
    cad_status status = read_text(arena, text, strlen(text), &spans, &error);
    ok(status == CAD_ERR_SEGMENTS && strcmp(error.text, want) == 0,
       "FILE%s (want FILE%s)", error.text, want);
    cad_arena_free(arena);
}

static void good_files(void)
{
    takes("SPEAKER call 1 2.000 1.000 <NA> <NA> agent <NA> <NA>\n"
          "SPEAKER call 1 0.500 1.750 <NA> <NA> customer <NA> <NA>\n",
          "RTTM with 10 fields");
    takes(";; made elsewhere\n"
          "SPKR-INFO call 1 <NA> <NA> <NA> unknown agent <NA>\n"
          "SPEAKER call 1 0.5  1.75 <NA> <NA> C <NA>\r\n"
          "\r\n"
          "SPEAKER\tcall\t1\t2\t1\t<NA>\t<NA>\tAgent\t<NA>",
          "RTTM with 9 fields, tabs, CR LF and a comment");
    takes("0.5,2.25,customer\n2,3,agent\n", "CSV");
    takes("start,end,party\n2,3,a\n0.5,2.25,c\n", "CSV with a header");
    takes("\xEF\xBB\xBF"
          "id,Party,start_s,end_s,text\n"
          "s0,\"customer\",0.5,2.25,\"hi, \"\"you\"\"\"\n"
          "s1,agent, 2.0 ,3.000,\"\"\n",
          "CSV with other columns, quotes and a byte order mark");
    takes("0.500000\t2.250000\tcustomer\n\\\t100.0\t900.0\n"
          "2.000000\t3.000000\tagent turn raised\n"
          "2.000000\t2.250000\t[interruption agent]\n",
          "labels with a frequency range and a remark");
    takes("0.5,2.25,customer\r2,3,agent\r", "CR alone ends a line, too");
}

static void bad_files(void)
{
    refuses("", ":1: nobody speaks in it");
    refuses("start,end,party\n", ":2: nobody speaks in it");
    refuses("once upon a time\n",
            ":1: not RTTM, labels or a CSV with start, end, party");
    refuses("0.5,2.25\n", ":1: a row wants start, end, party");
    refuses("0.5,2.25,bob\n", ":1: not agent or customer: bob; "
                              "say who it is, such as with sed 's/bob/agent/'");
    refuses("\n0.5,2.25,agent\n3,x,agent\n", ":3: not a time: x");
    refuses("0.5,nan,agent\n", ":1: not a time: nan");
    refuses("0.5,1e300,agent\n", ":1: not a time: 1e300");
    refuses("-1,2,agent\n", ":1: starts before the call");
    refuses("3,2,agent\n", ":1: ends before it starts");
    refuses("SPEAKER call 1 0.5 -1 <NA> <NA> agent <NA>\n",
            ":1: ends before it starts");
    refuses("SPEAKER call 1 0.5 1 agent\n", ":1: SPEAKER wants 9 or 10 fields");
    refuses("SPEAKER a 1 0 1 <NA> <NA> agent <NA>\n"
            "SPEAKER b 1 0 1 <NA> <NA> agent <NA>\n",
            ":2: a second recording: b");
    refuses("SPEAKER a 1 0 1 <NA> <NA> SPEAKER_00 <NA>\n",
            ":1: not agent or customer: SPEAKER_00; say who it is, such "
            "as with sed 's/SPEAKER_00/agent/'");
    refuses("0.5\t2.25\n", ":1: a label wants start, tab, end, tab, party");
    refuses("0.5\t2.25\thello\n", ":1: not agent or customer: hello");
    refuses("0.5,2.25,\"agent\n3,4,agent", ":1: a quote is not closed");
    char long_line[300];
    memset(long_line, ',', 299);
    long_line[299] = '\0';
    refuses(long_line, ":1: not RTTM, labels or a CSV with start, end, party");
}

static void no_text(void)
{
    cad_arena *arena = cad_arena_new();
    cad_given_spans spans = {0};
    cad_error error = {0};
    ok(read_text(arena, "0,1,agent\0\n", 11, &spans, &error) ==
           CAD_ERR_SEGMENTS,
       "FILE%s", error.text);
    ok(cad_segment_file_read(arena, "/nowhere", &spans, &error) ==
           CAD_ERR_SEGMENTS,
       "%s", error.text);
    cad_arena_fail_after(arena, 1);
    ok(read_text(arena, "0,1,agent\n", 10, &spans, &error) == CAD_ERR_MEMORY,
       "no memory: an error");
    cad_arena_free(arena);
}

/* Spoiled files are read or refused with path and line; what is read is
   sound. Under make asan, this is where a stray byte would show. */
static void spoiled(void)
{
    static const char *const texts[] = {
        "SPEAKER c 1 2.0 1.0 <NA> <NA> agent <NA> <NA>\n"
        "SPEAKER c 1 0.5 1.75 <NA> <NA> customer <NA> <NA>\n",
        "id,Party,start_s,end_s\ns0,\"customer\",0.5,2.25\n"
        "s1,agent, 2.0 ,\"3.0\"\n",
        "0.5\t2.25\tcustomer\n\\\t100\t900\n2.0\t3.0\tagent turn\n"};
    int taken = 0, refused = 0, wrong = 0;
    for (uint32_t seed = 0; seed < 3000; seed++) {
        char bytes[200];
        cad_arena *arena = cad_arena_new();
        cad_given_spans spans = {0};
        cad_error error = {0};
        size_t length = scratch_spoil(texts[seed % 3], seed, bytes);
        cad_status status = read_text(arena, bytes, length, &spans, &error);
        taken += status == CAD_OK;
        refused += status == CAD_ERR_SEGMENTS && error.text[0] == ':';
        for (size_t i = 0; status == CAD_OK && i < spans.count; i++)
            wrong += !(spans.items[i].start_s >= 0.0 &&
                       spans.items[i].end_s >= spans.items[i].start_s &&
                       spans.items[i].end_s < 1e15);
        cad_arena_free(arena);
    }
    ok(taken > 300 && refused > 300 && taken + refused == 3000 && !wrong,
       "of 3000 spoiled files %d are read, %d refused", taken, refused);
}

int main(void)
{
    good_files();
    bad_files();
    no_text();
    spoiled();
    return tap_done();
}
