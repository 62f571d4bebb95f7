#!/bin/bash
# A Slurm of one node on this machine, to try classify.sbatch: needs root and Debian's slurm-wlm and munge.
#   eng/slurm/local-cluster.sh start FOLDER [TASKS_AT_ONCE]     then: export SLURM_CONF=FOLDER/slurm.conf
#   eng/slurm/local-cluster.sh stop FOLDER
# Everything it writes is in FOLDER; it stops only the daemons that it has started.
set -eu
action=$1
folder=$(realpath -m "$2")
export SLURM_CONF=$folder/slurm.conf
case $action in
start)
    mkdir -p "$folder/state" "$folder/spool" "$folder/munge"
    chown munge: "$folder/munge"
    chmod 755 "$folder/munge"
    setpriv --reuid munge --regid munge --clear-groups /usr/sbin/munged --socket="$folder/munge/socket" \
        --pid-file="$folder/munge/pid" --log-file="$folder/munge/log" --seed-file="$folder/munge/seed"
    cat > "$SLURM_CONF" <<END
ClusterName=drums
SlurmctldHost=$(hostname -s)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
SlurmctldPort=16817
SlurmdPort=16818
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
ReturnToService=2
KillWait=10
NodeName=$(hostname -s) CPUs=${3:-4} RealMemory=8000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
    slurmctld -c
    slurmd
    ;;
stop)
    for pid in "$folder/slurmd.pid" "$folder/slurmctld.pid" "$folder/munge/pid"; do
        [ ! -f "$pid" ] || kill "$(cat "$pid")" || true
    done
    ;;
*)
    echo "start or stop" >&2
    exit 2
    ;;
esac
