#!/bin/sh
# Runs one part of a load to its end: run-load FILE.py[,FILE.py]
# In the environment, for both parts: ROLE (master or worker), LOCUST_HOST (address of the shop),
# STOP_TIMEOUT_S (seconds that the end waits for what users are at, 0: cut off). For the master: WORKERS
# (how many it waits for), USERS, SPAWN_RATE (users a second), RUN_TIME (such as 3m). For a worker:
# MASTER (its master's host). What a profile takes besides is said in the profile.
set -eu

need() {
    for name in "$@"; do
        eval "value=\${$name:-}"
        if [ -z "$value" ]; then
            printf 'load: variable %s: found nothing\n' "$name" >&2
            printf '  allowed: ROLE master or worker, LOCUST_HOST an address, numbers, RUN_TIME such as 3m\n' >&2
            printf '  cure:    set it in the container of the Job\n' >&2
            exit 2
        fi
    done
}

need ROLE LOCUST_HOST STOP_TIMEOUT_S
set -- --locustfile "$1" --loglevel WARNING --stop-timeout "$STOP_TIMEOUT_S"
if [ "$ROLE" = worker ]; then
    need MASTER
    exec locust "$@" --worker --master-host "$MASTER"
fi
need WORKERS USERS SPAWN_RATE RUN_TIME
# Only the lines of the profile go to stdout, as JSON; the log goes to stderr. Pods of one Job start
# within seconds of each other: a worker that takes a minute has failed.
exec locust "$@" --master --headless --only-summary \
    --expect-workers "$WORKERS" --expect-workers-max-wait 60 \
    --users "$USERS" --spawn-rate "$SPAWN_RATE" --run-time "$RUN_TIME"
