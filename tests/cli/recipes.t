#!/bin/sh
# src/recipes: the contract of Spark's pipe by a shell pipe, and GNU parallel
# where it is installed. `make soak` has the other engines.
. "$(dirname "$0")/../tap.sh"
recipes=$root/src/recipes
cd "$scratch" || exit 1
mkdir in bin && ln -s "$CALLCADENCE" bin/callcadence
PATH=$scratch/bin:$PATH
for name in level menu; do
    cp "$root/samples/$name.wav" in
done
cp "$root/samples/rushed.flac" in
echo 'no audio' >in/bad.wav

# ---- Spark: four partitions, one of them empty ------------------------------

command=$(sed -n 's/^COMMAND = ("\(.*\)"$/\1/p; s/^ *"\(.*\)")$/\1/p' \
    "$recipes/spark_pipe.py" | tr -d '\n')
is "${command%% *}" callcadence "the command of spark_pipe.py: $command"
: >part0
echo in/level.wav >part1
printf '%s\n' in/bad.wav in/menu.wav >part2
echo in/rushed.flac >part3
codes=''
for part in 0 1 2 3; do
    $command <part$part >out$part 2>err$part
    codes="$codes $?"
done
is "$codes" " 0 0 0 0" "each partition ends with 0"
is "$(wc -c <out0) $(wc -c <err0)" "0 0" "an empty partition says nothing"
is "$(cat out0 out1 out2 out3 | wc -l)" 4 "a line a call"
is "$(cat out? | python3 -c '
import json, sys
for line in sys.stdin:
    report = json.loads(line)
    print(report["schema"][12:], report["call_id"])' | sort | tr '\n' ';')" \
    "error/1 bad;report/1 level;report/1 menu;report/1 rushed;" \
    "three reports, one error, each a JSON object"

# ---- GNU parallel -----------------------------------------------------------

{
    echo file
    ls in
} >in/calls.csv
if command -v parallel >/dev/null; then
    ok "parallel.sh" sh "$recipes/parallel.sh" in/calls.csv out 3
    "$CALLCADENCE" analyze -q --manifest in/calls.csv -o whole \
        --on-error record 2>/dev/null
    rm -f whole/journal* && mkdir journals && mv out/journal* journals
    ok "makes the folder that one run makes" diff -r -x '.parallel.log' \
        out whole
    is "$(cat journals/* | wc -l)" 5 "with a line a call in its journals"
    ok "again: nothing to do" sh "$recipes/parallel.sh" in/calls.csv out 3
else
    ok "parallel.sh # SKIP no GNU parallel (apt-get install parallel)" true
fi

# ---- the others: what can be said of them without the engine ----------------

for name in parallel.sh slurm.sbatch; do
    ok "$name is sh" sh -n "$recipes/$name"
done
for name in parallel.sh slurm.sbatch kubernetes.yaml spark_pipe.py; do
    options=$(grep -o -e '--[a-z-]*' "$recipes/$name" | grep -xF \
        -e --manifest -e --on-error -e --shard -e --files-from -e --ndjson)
    ok "$name: options of ours" test -n "$options"
done
done_testing
