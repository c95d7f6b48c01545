#!/bin/sh
# Starts the document database: MongoDB where the image has it, else FerretDB. In the environment, each
# also as NAME_FILE with the path of a mounted secret:
#   MONGO_USER, MONGO_PASSWORD           the account, of the database admin, who may do everything
# A changed password takes effect at the next start.
set -eu
umask 077

STORE=document-db
DATA=/data/db
CONFIG=/etc/sock-shop
# Which account MongoDB has: a random text, and its digest with the account.
STAMP=$DATA/account.sha256

. "$CONFIG/settings.sh"

MONGO_USER=$(setting MONGO_USER)
MONGO_PASSWORD=$(setting MONGO_PASSWORD)
export MONGO_USER MONGO_PASSWORD

# It says itself which it is, and sets the account at every start.
command -v mongod >/dev/null || exec ferretdb -data "$DATA"

digest() {
    printf '%s\n%s\n%s' "$1" "$MONGO_USER" "$MONGO_PASSWORD" | sha256sum | cut -d ' ' -f 1
}

account_is_set() {
    [ -f "$STAMP" ] && read -r salt known <"$STAMP" && [ "$(digest "$salt")" = "$known" ]
}

# In a server without a login that listens to this container only. The stamp comes last: whatever
# interrupts it, the next start does it again.
set_account() {
    say "setting the account"
    mongod --config "$CONFIG/mongod.conf" --bind_ip 127.0.0.1 --port 27018 >/tmp/account.log 2>&1 &
    server=$!
    failed=
    mongosh --quiet --norc "mongodb://127.0.0.1:27018/admin?serverSelectionTimeoutMS=120000" \
        --file "$CONFIG/account.mongodb" >&2 || failed=yes
    kill -TERM "$server" 2>/dev/null || failed=yes
    wait "$server" || failed=yes
    if [ -n "$failed" ]; then
        # A server that was ended at once may not have begun its log.
        tail -n 20 /tmp/account.log >&2 || :
        say "the account could not be set; the lines above say why. It is tried again at the next start"
        exit 1
    fi
    rm -f /tmp/account.log
    salt=$(od -An -N 16 -t x1 /dev/urandom | tr -d ' \n')
    printf '%s %s\n' "$salt" "$(digest "$salt")" >"$STAMP.new"
    mv "$STAMP.new" "$STAMP"
}

say "MongoDB $(mongod --version | sed -n 's/^db version v//p')"
account_is_set || set_account

exec mongod --config "$CONFIG/mongod.conf" --auth
