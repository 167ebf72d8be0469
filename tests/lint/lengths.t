#!/bin/sh
# Functions stay short, files too: median 14 lines, 95 % within 60, none over
# 100; a .c file at most 400 lines, a line at most 80 columns.
. "$(dirname "$0")/../tap.sh"
cd "$root" || exit 1

ctags -f - --languages=C --langmap=C:.c.h --kinds-C=f --fields=+ne \
    src/*.c src/*/*.c 2>/dev/null | awk -F'\t' '{
        for (i = 4; i <= NF; i++) {
            if ($i ~ /^line:/) from = substr($i, 6)
            if ($i ~ /^end:/) to = substr($i, 5)
        }
        print to - from + 1, $1, $2
    }' | sort -n >"$scratch/lengths"
at() { sed -n "$1p" "$scratch/lengths" | cut -d' ' -f1; }
n=$(wc -l <"$scratch/lengths")

ok "$n functions found" test "$n" -gt 10
median=$(at $((n / 2 + 1))) p95=$(at $((n * 95 / 100 + 1)))
ok "median of $median lines, at most 14" test "$median" -le 14
ok "95th percentile of $p95 lines, at most 60" test "$p95" -le 60
ok "none over 100: longest $(tail -n 1 "$scratch/lengths")" \
    test "$(at "$n")" -le 100
tail -n 3 "$scratch/lengths" | sed 's/^/# longest: /'

find src include tests -name '*.c' -o -name '*.h' | sort >"$scratch/c"
long_files=$(xargs awk 'FNR == 401 { print FILENAME }' <"$scratch/c" |
    grep '^src/')
is "$long_files" "" "no .c file over 400 lines"
find src include tests samples .ci '(' -name '*.[cht]' -o -name '*.sh' \
    -o -name '*.py' -o -name run ')' -type f | sort >"$scratch/text"
wide=$(xargs awk '{ gsub(/\t/, "        ") }
    length > 80 { print FILENAME ":" FNR }' <"$scratch/text" | head)
is "$wide" "" "no line over 80 columns"
done_testing
