#!/bin/sh
# Starts the session store. In the environment, also as NAME_FILE with the path of a mounted secret:
#   REDIS_PASSWORD                       the password of Redis' default user
# A changed password takes effect at the next start.
set -eu
umask 077

STORE=session-db
RUN=/run/redis
CONFIG=/etc/sock-shop

. "$CONFIG/settings.sh"

password=$(setting REDIS_PASSWORD)

# In a file: a process's arguments are for all to see.
printf 'include %s/redis.conf\nrequirepass "%s"\n' "$CONFIG" \
    "$(printf '%s' "$password" | sed 's/[\\"]/\\&/g')" >"$RUN/redis.conf"

exec redis-server "$RUN/redis.conf"
