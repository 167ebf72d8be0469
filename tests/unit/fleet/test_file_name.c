#include "tap.h"

#include <callcadence/fleet.h>

#include <string.h>

static bool stays(const char *id)
{
    char name[CAD_FILE_NAME];
    cad_file_name(id, name);
    return !strcmp(name, id);
}

/* Became start, a hyphen and 16 hexadecimal digits. */
static bool becomes(const char *id, const char *start)
{
    char name[CAD_FILE_NAME];
    size_t n = strlen(start);
    cad_file_name(id, name);
    bool good = !strncmp(name, start, n) && strlen(name) == n + 17 &&
                name[n] == '-' &&
                strspn(name + n + 1, "0123456789abcdef") == 16;
    if (!good)
        printf("# %s is now %s\n", id, name);
    return good;
}

static bool apart(const char *id, const char *other)
{
    char one[CAD_FILE_NAME], two[CAD_FILE_NAME];
    cad_file_name(id, one);
    cad_file_name(other, two);
    return strcmp(one, two) != 0;
}

static void test_kept(void)
{
    ok(stays("2026-05-04_a.7") && stays("-x") && stays("_"), "plain names");
    ok(stays("my call (2), +49@pbx"), "as people and phones name files");
    ok(stays("M\xC3\xBCller") && stays("\xE6\x97\xA5\xE6\x9C\xAC") &&
           stays("\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD") &&
           stays("\xF0\x9F\x8E\xA7"),
       "letters of all scripts");
    ok(stays("Mu\xCC\x88ller") && apart("Mu\xCC\x88ller", "M\xC3\xBCller"),
       "an accent of its own stays one");
}

static void test_replaced(void)
{
    ok(becomes("x/y", "x_y") && becomes("a  b", "a_ b"), "slash, two blanks");
    ok(becomes("a ", "a_") && becomes(" a", "_a"), "blanks at the ends");
    ok(apart("x/y", "x y") && apart("x/y", "x_y"), "stay apart");
    ok(becomes("..", "_.") && becomes(".hid", "_hid") && becomes("", "_"),
       "never hidden, never a folder, never empty");
    ok(becomes("M\xFCller", "M_ller") && becomes("a\xC3", "a_"), "no UTF-8");
    ok(apart("M\xFCller", "M\xF6ller"), "stay apart, too");
    ok(becomes("a\xE2\x80\xAEz", "a_z"),
       "what turns its neighbours about is no letter");
    ok(becomes("a\xC2\x85", "a_"), "nor is a control");
    ok(becomes("<b>&\"'%", "_b_____"), "what means something in a page");
}

static void test_long(void)
{
    char id[401], other[401], name[CAD_FILE_NAME];
    memset(id, 'x', 200);
    id[200] = '\0';
    ok(stays(id), "200 bytes");
    memset(id, 'x', 300);
    id[300] = '\0';
    memcpy(other, id, 301);
    other[299] = 'y';
    cad_file_name(id, name);
    ok(strlen(name) == 200 && apart(id, other), "longer: cut, and apart");
    for (size_t i = 0; i < 400; i += 2)
        memcpy(id + i, "\xC3\xBC", 2);
    id[400] = '\0';
    id[0] = id[1] = 'x';
    cad_file_name(id + 1, name);
    size_t n = strlen(name) - 17;
    ok(n > 170 && name[n] == '-' && n % 2 == 1 && name[n - 1] == '\xBC',
       "not in the middle of a letter: %zu", n);
}

int main(void)
{
    test_kept();
    test_replaced();
    test_long();
    return tap_done();
}
