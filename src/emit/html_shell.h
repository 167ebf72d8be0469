/*
 * html_shell.h - what all pages have around their parts: a head with a strict
 * Content-Security-Policy and the style, a foot with the script.
 *
 *   test    tests/unit/emit/test_html.c
 */
#ifndef CAD_EMIT_HTML_SHELL_H
#define CAD_EMIT_HTML_SHELL_H

#include <stdio.h>

#include "base/arena.h"

struct cad_html_shell {
    const char *title;   /* escaped here */
    const char *style;   /* after that of all pages; or NULL */
    const char *script;  /* the only one that may run; "": none */
    const char *skip_to; /* id of the part that a keyboard may skip to */
    const char *audio;   /* how the page plays, for --resume; or NULL */
};

/* Up to and with the start of <body>. errors: ERR_MEMORY */
cad_status cad_html_shell_open(FILE *out, cad_arena *arena,
                               const struct cad_html_shell *shell,
                               cad_error *error);
/* Opens <footer>; what else belongs in it goes between. <main> is open. */
void cad_html_shell_foot(FILE *out);
void cad_html_shell_close(FILE *out, const struct cad_html_shell *shell);

#endif
