/* What went wrong, where, and which exit code it is. */
#include "base/error.h"
#include "tap.h"

#include <errno.h>
#include <string.h>

int main(void)
{
    cad_error e;
    ok(cad_fail(NULL, CAD_ERR_READ, "x") == CAD_ERR_READ,
       "an error nobody wants keeps its status");
    ok(cad_fail(&e, CAD_ERR_FORMAT, "%s: %d", "a.wav", 7) == CAD_ERR_FORMAT &&
           e.status == CAD_ERR_FORMAT,
       "the status is returned and kept");
    ok(!strcmp(e.text, "a.wav: 7"), "the text is formatted: %s", e.text);
    near(e.at_s, -1, 0, "without a place");
    char lengthy[2000];
    memset(lengthy, 'x', sizeof lengthy - 1);
    lengthy[sizeof lengthy - 1] = '\0';
    ok(cad_fail(&e, CAD_ERR_BUG, "%s", lengthy) == CAD_ERR_BUG &&
           strlen(e.text) == sizeof e.text - 1,
       "a text too long is cut, not overrun");
    ok(cad_fail_errno(&e, CAD_ERR_READ, ENOENT, "%s: cannot open", "a.wav") ==
               CAD_ERR_READ &&
           !strcmp(e.text, "a.wav: cannot open: No such file or directory"),
       "the system's reason follows: %s", e.text);
    ok(cad_fail_errno(&e, CAD_ERR_READ, ENOENT, "%s", lengthy) ==
               CAD_ERR_READ &&
           strstr(e.text, "xx: No such file or directory"),
       "and is not crowded out");
    char reason[CAD_REASON];
    ok(strstr(cad_reason(99999, reason), "99999"),
       "a number without a name: %s", reason);
    ok(cad_fail_memory(&e) == CAD_ERR_MEMORY && strstr(e.text, "memory"),
       "out of memory says so");
    near(cad_status_exit_code(CAD_OK), 0, 0, "ok");
    near(cad_status_exit_code(CAD_ERR_MODEL), 2, 0, "wrong model");
    near(cad_status_exit_code(CAD_ERR_FORMAT), 3, 0, "undecodable");
    near(cad_status_exit_code(CAD_ERR_WRITE), 4, 0, "full disk");
    near(cad_status_exit_code((cad_status)999), 70, 0, "unknown");
    ok(!strcmp(cad_status_text((cad_status)999), "unknown status"),
       "an unknown status has a text");
    return tap_done();
}
