#!/bin/sh
# Debian packages: dpkg-buildpackage makes them from src/debian, lintian has
# neither error nor warning, and in a bare bookworm that knows nothing of us
# they install, read a call, show their manual and build a program.
. "$(dirname "$0")/../tap.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL
for tool in dpkg-buildpackage dh lintian; do
    command -v $tool >/dev/null || {
        echo "1..0 # SKIP no $tool: apt-get install debhelper lintian"
        exit 0
    }
done
deb=$scratch/deb
ok "make deb" nice make -C "$root" DEB="$deb" deb || done_testing
for package in callcadence libcallcadence0 libcallcadence-dev; do
    ok "$package" test -s "$deb/$package"_*.deb
done
hints=$(lintian --allow-root --fail-on none "$deb"/*.changes 2>&1)
is "$(echo "$hints" | grep -E '^[EW]:')" "" "lintian: no error, no warning"
echo "$hints" | sed 's/^/# /'
ok "and no override" test -z "$(find "$root/src/debian" -name '*overrides*')"
version=$(sed -n 's/^#define CAD_VERSION "\(.*\)"/\1/p' \
    "$root/include/callcadence/report.h")
is "$(dpkg-deb -f "$deb"/libcallcadence0_*.deb Version | sed 's/-.*//')" \
    "$version" "the packages know the header's version"
dpkg-deb --fsys-tarfile "$deb"/callcadence_*.deb |
    tar -xO ./usr/share/doc/callcadence/copyright >"$scratch/copyright"
ok "the copyright file tells of FFTW and the GPL" \
    grep -q 'FFTW' "$scratch/copyright"

if test "$(id -u)" != 0 || ! command -v debootstrap >/dev/null; then
    ok "in a bare bookworm # SKIP needs root and debootstrap" true
    done_testing
fi
bare=$scratch/bare
ok "debootstrap" nice debootstrap --variant=minbase bookworm "$bare" ||
    done_testing
mkdir "$bare/deb"
cp "$deb"/*.deb "$root/samples/rushed.flac" "$bare/deb"
rm "$bare"/deb/*-dbgsym_*
sed -n '/^```c$/,/^```$/p' "$root/README.md" | sed '1d;$d' \
    >"$bare/deb/program.c"
inside() { chroot "$bare" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive sh -c "$1"; }
ok "the command and its library install" inside \
    'apt-get install -y --no-install-recommends man-db /deb/callcadence_*.deb'
ok "it reads a call" inside 'callcadence analyze /deb/rushed.flac |
    grep "where to listen"'
dpkg-deb -x "$deb"/callcadence_*.deb "$scratch/here"
"$scratch/here/usr/bin/callcadence" analyze --json \
    "$root/samples/rushed.flac" >"$scratch/json"
inside 'callcadence analyze --json /deb/rushed.flac' >"$scratch/json.bare"
ok "to the bytes that it writes here" cmp "$scratch/json" "$scratch/json.bare"
is "$(inside 'man -w callcadence; man -w 7 callcadence-measures')" \
    "/usr/share/man/man1/callcadence.1.gz
/usr/share/man/man7/callcadence-measures.7.gz" "man finds both pages"
ok "and shows them" inside 'man callcadence | grep -q SYNOPSIS'
ok "bash finds the completion" inside 'bash -c \
    ". /usr/share/bash-completion/completions/callcadence &&
    complete -p callcadence"'
ok "the library and its development files install" inside \
    'apt-get install -y --no-install-recommends gcc libc6-dev pkg-config \
    /deb/libcallcadence0_*.deb /deb/libcallcadence-dev_*.deb'
ok "the README's program builds" inside 'gcc -o /deb/program /deb/program.c \
    $(pkg-config --cflags --libs callcadence)'
ok "and runs" inside '/deb/program /deb/rushed.flac | grep -q "voice rose"'
# without --static: libsndfile's own list names libraries it does not bring
ok "static too" inside 'gcc -o /deb/static /deb/program.c \
    /usr/lib/*/libcallcadence.a $(pkg-config --libs sndfile fftw3f \
    samplerate jansson libmd) -lm -pthread &&
    /deb/static /deb/rushed.flac | grep -q "voice rose"'
ok "all of it can be removed" inside 'apt-get purge -y callcadence \
    libcallcadence0 libcallcadence-dev && ! find /usr /etc /var/lib/dpkg/info \
    -name "*callcadence*" | grep .'
done_testing
