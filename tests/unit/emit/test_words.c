/* The words of the enums as others read them: those of the report. */
#include <callcadence/emit.h>
#include <callcadence/words.h>

#include "tap.h"

#include <string.h>

static bool is(cad_words list, int value, const char *want)
{
    const char *word = cad_word(list, value);
    return want ? word && !strcmp(word, want) : !word;
}

static void test_known(void)
{
    ok(is(CAD_WORDS_EFFECT, CAD_EFFECT_CALMED, "calmed") &&
           is(CAD_WORDS_PARTY, CAD_MIXED, "mixed") &&
           is(CAD_WORDS_WHY, CAD_WHY_MONO, "mono") &&
           is(CAD_WORDS_NOTE, CAD_NOTE_LOW_RATE, "low_rate") &&
           is(CAD_WORDS_CUE, CAD_CUE_LET_FINISH, "let_finish") &&
           is(CAD_WORDS_PACING, CAD_PACING_LISTENING, "listening") &&
           is(CAD_WORDS_WHOLE, CAD_WHOLE_RATE, "articulation_rate"),
       "values have their words");
    ok(is(CAD_WORDS_PARTY, CAD_NOBODY, NULL) &&
           is(CAD_WORDS_TONE, CAD_TONE_UNKNOWN, NULL) &&
           is(CAD_WORDS_EFFECT, CAD_EFFECT_NULL, NULL) &&
           is(CAD_WORDS_WHY, CAD_WHY_KNOWN, ""),
       "what is null has none");
    ok(!strcmp(cad_word_unit(CAD_WORDS_CUE, CAD_CUE_LOUDER), "dB") &&
           !strcmp(cad_word_unit(CAD_WORDS_PACING, CAD_PACING_PACE),
                   "syllables/s") &&
           !strcmp(cad_word_unit(CAD_WORDS_WHOLE, CAD_WHOLE_TILT), "dB") &&
           !cad_word_unit(CAD_WORDS_TONE, CAD_TONE_RAISED),
       "numbers have units");
}

/* From the first value on every list goes to its end, and no further. */
static void test_bounds(void)
{
    bool good = true;
    for (int list = 0; list < CAD_WORDS_COUNT; list++) {
        int value = cad_word((cad_words)list, 0) ? 0 : 1;
        while (value < 100 && cad_word((cad_words)list, value))
            value++;
        good &= value >= 2 && value < 100 && !cad_word((cad_words)list, -1);
        for (int beyond = value; beyond < 200; beyond++)
            good &= !cad_word((cad_words)list, beyond);
    }
    ok(good, "every list has words, and an end");
    ok(!cad_word(CAD_WORDS_COUNT, 0) && !cad_word((cad_words)-1, 0) &&
           !cad_word_unit((cad_words)999, 0) &&
           !cad_word_unit(CAD_WORDS_CUE, 999),
       "no list, no words");
}

/* Every word that may stand in a report is in its schema. */
static void test_schema(void)
{
    const char *schema = cad_report_schema();
    for (int list = 0; list < CAD_WORDS_COUNT; list++)
        for (int value = 0; value < 100; value++) {
            char quoted[64];
            const char *word = cad_word((cad_words)list, value);
            if (!word || !*word)
                continue;
            snprintf(quoted, sizeof quoted, "\"%s\"", word);
            if (!strstr(schema, quoted))
                ok(false, "list %d: %s is in the schema", list, word);
        }
    ok(true, "the words are those of the schema");
}

int main(void)
{
    test_known();
    test_bounds();
    test_schema();
    return tap_done();
}
