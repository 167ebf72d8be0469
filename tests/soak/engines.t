#!/bin/sh
# The recipes on their engines: a Slurm job array with a private slurmctld and
# slurmd on this host; Kubernetes' own schema for the Indexed Job. GNU parallel
# is in tests/cli/recipes.t. Installs what is missing when it may.
. "$(dirname "$0")/../tap.sh"
recipes=$root/src/recipes
cd "$scratch" || exit 1
mkdir bin && ln -s "$CALLCADENCE" bin/callcadence
PATH=$scratch/bin:$PATH:/usr/sbin

if test "$(id -u)" = 0 && ! command -v slurmctld >/dev/null; then
    apt-get install -q -y --no-install-recommends slurm-wlm munge \
        >/dev/null 2>&1
fi

# ---- calls: 24, two of them bad ---------------------------------------------

python3 -B - "$root/tests/soak" <<'PYTHON'
import sys
sys.path.insert(0, sys.argv[1])
from nightly import make_night
make_night(24, 2)
PYTHON
callcadence analyze -q --manifest calls/night.csv -o whole \
    --on-error record 2>/dev/null
rm -f whole/journal*

# ---- Slurm ------------------------------------------------------------------

stop_slurm() {
    for name in slurmd slurmctld munged; do
        test -s "$name.pid" && kill "$(cat "$name.pid")" 2>/dev/null
    done
}
trap 'stop_slurm; sleep 1; rm -rf "$scratch"' EXIT

start_slurm() {
    mkdir -p spool state && chmod 755 . spool state
    head -c 1024 /dev/urandom >munge.key && chmod 400 munge.key
    munged --force --key-file="$PWD/munge.key" --socket="$PWD/munge.sock" \
        --pid-file="$PWD/munged.pid" --log-file="$PWD/munged.log" \
        --seed-file="$PWD/munged.seed" || return 1
    host=$(hostname -s)
    cat >slurm.conf <<CONF
ClusterName=soak
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=26817
SlurmdPort=26818
AuthType=auth/munge
AuthInfo=socket=$PWD/munge.sock
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$PWD/state
SlurmdSpoolDir=$PWD/spool
SlurmctldPidFile=$PWD/slurmctld.pid
SlurmdPidFile=$PWD/slurmd.pid
SlurmctldLogFile=$PWD/slurmctld.log
SlurmdLogFile=$PWD/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
ReturnToService=2
SchedulerParameters=sched_interval=1,batch_sched_delay=0
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=1000 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES State=UP
CONF
    export SLURM_CONF="$PWD/slurm.conf"
    slurmctld && slurmd || return 1
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        sinfo -h -o %T 2>/dev/null | grep -qx idle && return 0
        sleep 1
    done
    return 1
}

submit() { # submit DIR MORE...
    folder=$1
    shift
    sbatch --wait --output="$PWD/task.%a" "$@" \
        --export="ALL,MANIFEST=calls/night.csv,OUT=$folder" \
        "$recipes/slurm.sbatch"
}

if test "$(id -u)" = 0 && command -v slurmctld munged >/dev/null; then
    ok "slurmctld and slurmd run, the node is idle" start_slurm ||
        { sed 's/^/# /' slurmctld.log slurmd.log | tail -n 20; }
    began=$(date +%s)
    ok "an array of 4 tasks" submit out
    echo "# in $(($(date +%s) - began)) s"
    is "$(ls out | grep -c '^journal\.[0-3]\.ndjson$')" 4 "a journal a shard"
    cat out/journal.*.ndjson >merged
    is "$(grep -c . merged) $(grep -c '"failed"' merged)" "24 2" \
        "24 calls, 2 of them failed, in the journals that cat has merged"
    rm out/journal*
    ok "the folder that one run makes" diff -r out whole
    # the next night begins with a task that is ended in the middle
    echo '#!/bin/sh
exec env -u SLURM_ARRAY_TASK_COUNT false' >ended.sh
    ok "a task that fails fails the array" sh -c \
        "! sbatch --wait --array=0-1 --output=/dev/null ended.sh"
    rm out/call-0003.json out/call-0004.json
    ok "the same line again" submit out
    is "$(cat out/journal.*.ndjson | grep -c '"done"')" 2 \
        "does what is missing: 2 calls"
    rm out/journal*
    ok "and ends at the same folder" diff -r out whole
else
    ok "a Slurm job array # SKIP needs root, slurm-wlm and munge" true
fi

# ---- Kubernetes -------------------------------------------------------------

modules=${KUBERNETES_MODELS:-$BUILD_DIR/kubernetes}
if command -v npm >/dev/null && ! test -d "$modules/node_modules"; then
    mkdir -p "$modules" && echo '{"private": true}' >"$modules/package.json" &&
        npm install --silent --no-fund --no-audit --prefix "$modules" \
            kubernetes-models yaml >/dev/null 2>&1
fi
if test -d "$modules/node_modules/kubernetes-models"; then
    cat >"$modules/validate.cjs" <<'NODE'
const fs = require('fs');
const { parse } = require('yaml');
const { Job } = require('kubernetes-models/batch/v1');
const job = parse(fs.readFileSync(process.argv[2], 'utf8'));
if (process.argv[3])
    job.spec.completionMode = 7;
new Job(job).validate();
const { spec } = job;
const box = spec.template.spec.containers[0];
const shards = box.env.find((e) => e.name === 'SHARDS').value;
if (spec.completionMode !== 'Indexed' || String(spec.completions) !== shards)
    throw new Error('completions and SHARDS are not one number');
console.log(box.args[0]);
NODE
    ok "kubernetes.yaml is a batch/v1 Job" node "$modules/validate.cjs" \
        "$recipes/kubernetes.yaml"
    ok "and the schema can refuse one" sh -c "node '$modules/validate.cjs' \
        '$recipes/kubernetes.yaml' spoilt 2>&1 | grep -q completionMode"
    node "$modules/validate.cjs" "$recipes/kubernetes.yaml" \
        >pod.sh 2>/dev/null
    sed -i "s|/calls/calls.csv|calls/night.csv|; s|/calls/reports|pods|" pod.sh
    codes=''
    for index in 0 1 2 3; do
        JOB_COMPLETION_INDEX=$index SHARDS=4 sh -c "$(cat pod.sh)" 2>/dev/null
        codes="$codes $?"
    done
    callcadence analyze -q --manifest calls/night.csv -o strict 2>/dev/null
    rm -f pods/journal* strict/journal*
    ok "its command, index by index, makes the same folder" diff -r pods strict
    echo "# codes of the pods:$codes"
    is "$(echo "$codes" | tr ' ' '\n' | sort -u | tr '\n' ' ')" " 0 3 " \
        "shards with a bad call end with 3, the others with 0"
else
    ok "kubernetes.yaml # SKIP no kubernetes-models from npm" true
fi
done_testing
