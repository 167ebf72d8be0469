#!/bin/sh
# parallel.sh MANIFEST DIR [SHARDS] - a batch by GNU parallel: the processors
# of this machine, or of several that see the same folders (-S in $OVER, as in
# OVER='-S 4/alpha,4/beta'). The same command again runs only what failed.
set -eu
manifest=$1 out=$2 shards=${3:-4}
mkdir -p "$out"

# record: a recording that cannot be read is written down, and no reason to
# try again; what is left (code 4: disk, memory) is, three times
# shellcheck disable=SC2086
seq 0 $((shards - 1)) | parallel ${OVER:-} --retries 3 \
    --joblog "$out/.parallel.log" --resume-failed \
    callcadence analyze --manifest "$manifest" -o "$out" -j 1 -q \
    --on-error record --shard "{}/$shards"
