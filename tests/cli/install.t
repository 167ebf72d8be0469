#!/bin/sh
# make install gives a command with its manual and completion, a library with
# its links, headers and a .pc file that a program can be built with; nothing
# lands outside, and make uninstall takes it all away.
. "$(dirname "$0")/../tap.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL
at=$scratch/staged

ok "make install" make -s -C "$root" BUILD="$BUILD_DIR" install \
    DESTDIR="$at" PREFIX=/opt/cc
ok "only below the prefix" test "$(ls "$at" && ls "$at/opt")" = "opt
cc"
ok "the command runs" "$at/opt/cc/bin/callcadence" --version
for file in "$root"/include/callcadence/*.h; do
    name=$(basename "$file")
    ok "header $name" cmp "$file" "$at/opt/cc/include/callcadence/$name"
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
ok "recipes" test -s \
    "$at/opt/cc/share/doc/callcadence/recipes/kubernetes.yaml"
ok "manual" cmp "$BUILD_DIR/man/callcadence.1" \
    "$at/opt/cc/share/man/man1/callcadence.1"
ok "manual of the measures" cmp "$BUILD_DIR/man/callcadence-measures.7" \
    "$at/opt/cc/share/man/man7/callcadence-measures.7"
ok "completion" bash -n \
    "$at/opt/cc/share/bash-completion/completions/callcadence"
if command -v mandb >/dev/null; then
    for page in 1/callcadence 7/callcadence-measures; do
        is "$(man -M "$at/opt/cc/share/man" -w "${page%/*}" "${page#*/}")" \
            "$at/opt/cc/share/man/man${page%/*}/${page#*/}.${page%/*}" \
            "man finds ${page#*/}"
    done
fi

# each header alone, as the strictest C and as C++
for file in "$at"/opt/cc/include/callcadence/*.h; do
    name=$(basename "$file")
    echo "#include <callcadence/$name>" >"$scratch/alone.c"
    cp "$scratch/alone.c" "$scratch/alone.cpp"
    ok "$name alone is C11" ${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic \
        -Werror -I"$at/opt/cc/include" -fsyntax-only "$scratch/alone.c"
    if command -v "${CXX:-g++}" >/dev/null; then
        ok "$name alone is C++" "${CXX:-g++}" -std=c++11 -Wall -Wextra \
            -Wpedantic -Werror -I"$at/opt/cc/include" -fsyntax-only \
            "$scratch/alone.cpp"
    else
        ok "$name alone is C++ # SKIP no C++ compiler" true
    fi
done

# the program that README.md shows, as it stands there
sed -n '/^```c$/,/^```$/p' "$root/README.md" | sed '1d;$d' \
    >"$scratch/program.c"
ok "README.md shows a program" grep -q cad_analyze "$scratch/program.c"
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
sample=$root/samples/rushed.flac
LD_LIBRARY_PATH=$at/opt/cc/lib "$scratch/program" "$sample" \
    >"$scratch/told" 2>&1
"$at/opt/cc/bin/callcadence" analyze --json "$sample" >"$scratch/json"
first=$(sed -n 's/^ *[0-9.]* s  //p' "$scratch/told" | sed 1q)
ok "and tells what the command tells: $first" \
    grep -qF "\"$first\"" "$scratch/json"
LD_LIBRARY_PATH=$at/opt/cc/lib "$scratch/program" "$scratch/gone.wav" \
    >"$scratch/said" 2>&1
ok "and names what goes wrong" grep -q 'gone.wav: no such file' \
    "$scratch/said"
if command -v "${CXX:-g++}" >/dev/null; then
    ok "the same as C++" "${CXX:-g++}" -std=c++20 -x c++ $(pc --cflags) \
        -o "$scratch/plus" "$scratch/program.c" -x none $(pc --libs) \
        $LINK_WITH
    is "$(LD_LIBRARY_PATH=$at/opt/cc/lib "$scratch/plus" "$sample" 2>&1)" \
        "$(cat "$scratch/told")" "tells the same"
else
    ok "the same as C++ # SKIP no C++ compiler" true
fi
ok "static too" ${CC:-cc} -I"$at/opt/cc/include" -o "$scratch/static" \
    "$scratch/program.c" "$at/opt/cc/lib/libcallcadence.a" \
    $(pkg-config --libs sndfile fftw3f samplerate jansson libmd) \
    $LINK_WITH -lm -pthread
is "$("$scratch/static" "$sample" 2>&1)" "$(cat "$scratch/told")" \
    "and tells the same"

ok "make uninstall" make -s -C "$root" BUILD="$BUILD_DIR" uninstall \
    DESTDIR="$at" PREFIX=/opt/cc
is "$(find "$at" ! -type d; find "$at" -name 'callcadence*')" "" \
    "leaves nothing behind"
done_testing
