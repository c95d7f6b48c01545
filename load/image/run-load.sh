#!/bin/sh
# Runs one profile to its end: run-load PROFILE.py
# In the environment: LOCUST_HOST (address of the shop), USERS, SPAWN_RATE (users a second), RUN_TIME
# (such as 3m). What a profile takes besides is said in the profile.
set -eu

profile=$1
for name in LOCUST_HOST USERS SPAWN_RATE RUN_TIME; do
    eval "value=\${$name:-}"
    if [ -z "$value" ]; then
        printf 'load: variable %s: found nothing\n' "$name" >&2
        printf '  allowed: LOCUST_HOST an address, USERS and SPAWN_RATE numbers, RUN_TIME such as 3m\n' >&2
        printf '  cure:    set it in the container of the Job\n' >&2
        exit 2
    fi
done

# Only the summary of the profile goes to stdout, as JSON; the log goes to stderr.
exec locust --locustfile "$profile" --headless --only-summary --loglevel WARNING \
    --users "$USERS" --spawn-rate "$SPAWN_RATE" --run-time "$RUN_TIME"
