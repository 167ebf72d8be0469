#!/bin/sh
# make install gives a command, a library with its links, headers and a .pc
# file that a program can be built with; nothing lands outside.
. "$(dirname "$0")/../tap.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL
at=$scratch/staged

ok "make install" make -s -C "$root" BUILD="$BUILD_DIR" install \
    DESTDIR="$at" PREFIX=/opt/cc
ok "only below the prefix" test "$(ls "$at" && ls "$at/opt")" = "opt
cc"
ok "the command runs" "$at/opt/cc/bin/callcadence" --version
for name in callcadence.h analyze.h report.h emit.h status.h; do
    ok "header $name" test -s "$at/opt/cc/include/callcadence/$name"
done
for name in libcallcadence.a libcallcadence.so libcallcadence.so.0 \
    libcallcadence.so.0.1.0 pkgconfig/callcadence.pc; do
    ok "lib/$name" test -s "$at/opt/cc/lib/$name"
done
is "$(readlink "$at/opt/cc/lib/libcallcadence.so.0")" \
    libcallcadence.so.0.1.0 "soname link"
ok "model" test -s "$at/opt/cc/share/callcadence/models/default.json"
ok "schema" test -s \
    "$at/opt/cc/share/callcadence/schema/report-1.schema.json"
ok "licence" test -s "$at/opt/cc/share/doc/callcadence/LICENSE"

cat >"$scratch/program.c" <<'C'
#include <callcadence/callcadence.h>
int main(void)
{
    cad_engine *engine;
    cad_error error;
    if (cad_engine_new(NULL, &engine, &error))
        return 1;
    cad_engine_free(&engine);
    return engine != NULL;
}
C
export PKG_CONFIG_PATH="$at/opt/cc/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR=
pc() { pkg-config --define-variable=prefix="$at/opt/cc" \
    --define-variable=libdir="$at/opt/cc/lib" "$@" callcadence; }
version=$(sed -n 's/^#define CAD_VERSION "\(.*\)"/\1/p' \
    "$root/include/callcadence/report.h")
is "$(pc --modversion)" "$version" "pkg-config knows the header's version"
ok "a program builds with the .pc file" ${CC:-cc} $(pc --cflags) \
    -o "$scratch/program" "$scratch/program.c" $(pc --libs) $LINK_WITH
ok "it is linked with the soname" sh -c \
    "objdump -p '$scratch/program' | grep -q 'NEEDED *libcallcadence.so.0'"
ok "and runs" env LD_LIBRARY_PATH="$at/opt/cc/lib" "$scratch/program"
ok "static too" ${CC:-cc} -I"$at/opt/cc/include" -o "$scratch/static" \
    "$scratch/program.c" "$at/opt/cc/lib/libcallcadence.a" \
    $(pkg-config --libs sndfile fftw3f samplerate jansson libmd) \
    $LINK_WITH -lm -pthread
ok "and runs" "$scratch/static"
done_testing
