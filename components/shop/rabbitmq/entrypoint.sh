#!/bin/sh
# Starts the message broker. In the environment, each also as NAME_FILE with the path of a mounted secret:
#   RABBITMQ_USER, RABBITMQ_PASSWORD     the account, an administrator
# A changed password takes effect at the next start.
set -eu
umask 077

STORE=rabbitmq
RUN=/run/rabbitmq

. /etc/sock-shop/settings.sh

user=$(setting RABBITMQ_USER)
password=$(setting RABBITMQ_PASSWORD)
# Not for the server, which would tell them to whoever asks for its environment.
unset RABBITMQ_USER RABBITMQ_PASSWORD

# bytes HEX: these bytes; no shell's printf has to know \x.
bytes() {
    # shellcheck disable=SC2059 # The format is what it is for.
    printf "$(printf '%s' "$1" | sed 's/../0x& /g' | xargs printf '\\%03o')"
}

# RabbitMQ's own form of a password: base64 of a salt of four bytes and of the digest of salt and password.
password_hash() {
    salt=$(od -An -N 4 -t x1 /dev/urandom | tr -d ' \n')
    digest=$({ bytes "$salt"; printf '%s' "$1"; } | sha256sum | cut -d ' ' -f 1)
    { bytes "$salt"; bytes "$digest"; } | base64 -w 0
}

json() {
    printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"
}

name=$(json "$user")
hash=$(password_hash "$password")
cat >"$RUN/definitions.json" <<JSON
{
    "users": [
        {
            "name": $name,
            "password_hash": "$hash",
            "hashing_algorithm": "rabbit_password_hashing_sha256",
            "tags": ["administrator"]
        }
    ],
    "vhosts": [{ "name": "/" }],
    "permissions": [{ "user": $name, "vhost": "/", "configure": ".*", "write": ".*", "read": ".*" }]
}
JSON

# What a second Erlang program, such as rabbitmqctl, needs to be let in.
cookie=$HOME/.erlang.cookie
if [ ! -s "$cookie" ]; then
    od -An -N 24 -t x1 /dev/urandom | tr -d ' \n' >"$cookie.new"
    mv "$cookie.new" "$cookie"
fi
chmod 600 "$cookie"

# One scheduler: more would only take turns on what the container may use of a processor. The Erlang
# distribution, as epmd, is for this container only. The table of processes is sized for one small node.
export RABBITMQ_MAX_NUMBER_OF_PROCESSES=65536
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="+S 1:1 +SDcpu 1:1 -kernel inet_dist_use_interface {127,0,0,1}"

exec rabbitmq-server
