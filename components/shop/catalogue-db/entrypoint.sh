#!/bin/sh
# Starts the database; makes and fills it first when the volume is empty. In the environment, each also
# as NAME_FILE with the path of a mounted secret:
#   MARIADB_ROOT_PASSWORD                root, who can log in through the socket only
#   MARIADB_USER, MARIADB_PASSWORD       the catalogue, who may read socksdb from anywhere
# A changed password takes effect at the next start.
set -eu
umask 077

VOLUME=/var/lib/mysql
RUN=/run/mysqld
CONFIG=/etc/sock-shop
STORE=catalogue-db

. "$CONFIG/settings.sh"

# quoted NAME: the setting as an SQL string.
quoted() {
    text=$(setting "$1")
    printf "'%s'" "$(printf '%s' "$text" | sed "s/[\\\\']/\\\\&/g")"
}

# Made aside and moved into place in one step: whatever interrupts it leaves no half-filled database
# that the next start would take for a whole one.
initialise() {
    say "empty volume: making the database"
    rm -rf "$VOLUME/making"
    {
        # Accounts made by default have no password. Root keeps its place without a way in; the
        # rest go; both before any port is open.
        printf '%s\n' \
            "DELETE FROM mysql.global_priv WHERE NOT (User = 'mariadb.sys' OR (User = 'root' AND Host = 'localhost'));" \
            "DELETE FROM mysql.proxies_priv;" \
            "FLUSH PRIVILEGES;" \
            "ALTER USER root@localhost IDENTIFIED VIA mysql_native_password USING 'invalid';"
        cat "$CONFIG/schema.sql" "$CONFIG/seed.sql"
    } >"$RUN/first.sql"
    mariadb-install-db --defaults-file="$CONFIG/my.cnf" --datadir="$VOLUME/making" \
        --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve \
        --extra-file="$RUN/first.sql" >"$RUN/first.log" 2>&1 || {
        cat "$RUN/first.log" >&2
        say "the database could not be made; the lines above say why. It is tried again at the next start"
        exit 1
    }
    sync -f "$VOLUME/making"
    mv "$VOLUME/making" "$VOLUME/data"
    rm -f "$RUN/first.sql" "$RUN/first.log"
}

root_password=$(quoted MARIADB_ROOT_PASSWORD)
user=$(quoted MARIADB_USER)
password=$(quoted MARIADB_PASSWORD)

[ -d "$VOLUME/data" ] || initialise

# Run by the server before it takes connections.
cat >"$RUN/accounts.sql" <<SQL
ALTER USER root@localhost IDENTIFIED BY $root_password;
CREATE USER IF NOT EXISTS $user@'%' IDENTIFIED BY $password;
ALTER USER $user@'%' IDENTIFIED BY $password;
GRANT SELECT ON socksdb.* TO $user@'%';
SQL

exec mariadbd --defaults-file="$CONFIG/my.cnf" --init-file="$RUN/accounts.sql"
