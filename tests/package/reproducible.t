#!/bin/sh
# The same source gives the same bytes wherever it lies.
. "$(dirname "$0")/../tap.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL
cd "$root" || exit 1
mkdir -p "$scratch/here" "$scratch/elsewhere/deeper"
git ls-files -co --exclude-standard | tar -cf - -T - |
    tar -xf - -C "$scratch/here"
cp -R "$scratch/here/." "$scratch/elsewhere/deeper"
ok "a build here" nice make -s -j2 -C "$scratch/here" BUILD=build
ok "a build elsewhere, at another time and place" \
    env TZ=Pacific/Auckland LC_ALL=C HOME=/nowhere SOURCE_DATE_EPOCH=1 \
    nice make -s -C "$scratch/elsewhere/deeper" BUILD=build
a=$scratch/here/build b=$scratch/elsewhere/deeper/build
for file in callcadence libcallcadence.a libcallcadence.so.0.1.0 builtin.c \
    man/callcadence.1 man/callcadence-measures.7 man/callcadence.bash; do
    ok "$file is the same" cmp "$a/$file" "$b/$file"
done
ok "no path of the build in the command" sh -c \
    "! grep -qF '$scratch' '$a/callcadence'"
done_testing
