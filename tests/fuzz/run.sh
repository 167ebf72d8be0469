#!/bin/sh
# run.sh FOLDER SECONDS - every target of FOLDER under libFuzzer for as long,
# one after the other, from its corpus and the samples' reports. The corpora
# grow in FOLDER/../corpus; tests/fuzz/corpus stays as it is.
set -u
targets=$1 seconds=$2 root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(cd "$targets/.." && pwd)
mkdir -p "$work/found" "$work/logs" "$work/samples" "$work/models"
# every setting at its lowest, at its highest, and as it is
# and the samples' reports in few bytes
python3 - "$root" "$work" <<'PYTHON'
import glob
import json
import os
import sys

root, work = sys.argv[1:]


def compact(value, *path):
    with open(os.path.join(work, *path), "w") as file:
        json.dump(value, file, separators=(",", ":"))


with open(root + "/models/default.json") as file:
    model = json.load(file)
for part in "min", "max", "value":
    compact({s: {k: e[part] for k, e in keys.items()}
             for s, keys in model.items()}, "models", part + ".json")
for path in glob.glob(root + "/samples/*.report.json"):
    with open(path) as file:
        compact(json.load(file), "samples", os.path.basename(path))
PYTHON

runs=0 bad='' count=0
for target in "$targets"/*; do
    test -x "$target" || continue
    name=$(basename "$target") more='' length=16384
    mkdir -p "$work/corpus/$name"
    case $name in
    compare | coach) more=$work/samples length=65536 ;;
    talk) length=512 ;;
    model) more=$work/models length=16384 ;;
    segments | manifest | profile | tolerances) length=4096 ;;
    esac
    ASAN_OPTIONS=allocator_may_return_null=1 "$target" \
        -max_total_time="$seconds" -max_len="$length" -rss_limit_mb=2048 \
        -timeout=20 -artifact_prefix="$work/found/$name-" -print_final_stats=1 \
        "$work/corpus/$name" "$root/tests/fuzz/corpus/$name" $more \
        >"$work/logs/$name" 2>&1 || bad="$bad $name"
    n=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/logs/$name")
    cover=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$work/logs/$name" | tail -n 1)
    printf '%-12s %9s runs  %6s edges\n' "$name" "${n:-?}" "${cover:-?}"
    runs=$((runs + ${n:-0})) count=$((count + 1))
done
if test -n "$bad"; then
    for name in $bad; do
        echo "$name: $(grep -m 1 -E 'ERROR|must hold|runtime error' \
            "$work/logs/$name"); see $work/logs/$name"
    done
    echo "fuzz: $count targets, $runs runs, FAILED:$bad"
    exit 1
fi
echo "fuzz: $count targets, $seconds s each, $runs runs, nothing found"
