import { createPool } from "mysql2";
import type { Pool, RowDataPacket } from "mysql2";
import type { Dsn } from "./dsn.ts";
import type { SockRow } from "./sock.ts";
import type { SockStore } from "./store.ts";

/**
 * Upstream sets no limit and would open a connection per waiting request until the server's 151 are
 * gone. Ten keep the pool far from that; what is beyond waits here, in order and without a limit or a
 * time-out, so that a starved database shows as latency, as it does upstream.
 */
const CONNECTIONS = 10;

const JOINS = `FROM sock FORCE INDEX (PRIMARY)
JOIN sock_tag ON sock.sock_id = sock_tag.sock_id
JOIN tag ON sock_tag.tag_id = tag.tag_id`;

/**
 * STRAIGHT_JOIN and the forced index let the server walk the socks by id and group them as they come.
 * Otherwise it sorts, and a sock's tags lose the order of insertion, which live systems show.
 */
const SELECT_SOCKS = `SELECT STRAIGHT_JOIN sock.sock_id AS id, sock.name, sock.description, sock.price,
sock.count, sock.image_url_1 AS imageUrl1, sock.image_url_2 AS imageUrl2,
GROUP_CONCAT(tag.name) AS tagNames ${JOINS}`;

const GROUPED = "GROUP BY sock.sock_id ORDER BY sock.sock_id";

/** The catalogue's database behind a pool that connects when first asked, and again after a loss. */
export function mysqlStore(dsn: Dsn): SockStore {
    const options = {
        ...dsn,
        // A connection whose peer vanished without a word (its node went down) is found out when idle.
        enableKeepAlive: true,
        keepAliveInitialDelay: 10_000,
        connectTimeout: 10_000,
    };
    const pool = createPool({ ...options, connectionLimit: CONNECTIONS, queueLimit: 0 });
    // The health check has its own connection, or a queue of slow listings would make a busy service
    // look dead to the kubelet. (Upstream's pool has no limit, so its ping never waits either.)
    const healthPool = createPool({ ...options, connectionLimit: 1, queueLimit: 0 });
    const query = (sql: string, values: readonly string[]): Promise<RowDataPacket[]> =>
        ask(pool, sql, values);

    return {
        list: async (tags) => {
            const rows = await query(`${SELECT_SOCKS} ${anyOf(tags)} ${GROUPED}`, tags);
            return rows.map(toRow);
        },
        count: async (tags) => {
            const sql = `SELECT COUNT(DISTINCT sock.sock_id) AS n ${JOINS} ${anyOf(tags)}`;
            const [row] = await query(sql, tags);
            return Number(row?.["n"] ?? 0);
        },
        get: async (id) => {
            const [row] = await query(`${SELECT_SOCKS} WHERE sock.sock_id = ? ${GROUPED}`, [id]);
            return row === undefined ? undefined : toRow(row);
        },
        tags: async () => {
            const rows = await query("SELECT name FROM tag ORDER BY tag_id", []);
            return rows.map((row) => String(row["name"]));
        },
        ping: async () => {
            await ask(healthPool, "DO 1", []);
        },
        close: async () => {
            await Promise.all([end(pool), end(healthPool)]);
        },
    };
}

function anyOf(tags: readonly string[]): string {
    return tags.length === 0 ? "" : `WHERE ${tags.map(() => "tag.name = ?").join(" OR ")}`;
}

function ask(pool: Pool, sql: string, values: readonly string[]): Promise<RowDataPacket[]> {
    return new Promise((resolve, reject) => {
        pool.query<RowDataPacket[]>(sql, [...values], (error, rows) =>
            error === null ? resolve(rows) : reject(error),
        );
    });
}

function end(pool: Pool): Promise<void> {
    return new Promise((resolve, reject) => {
        pool.end((error) => (error ? reject(error) : resolve()));
    });
}

function toRow(row: RowDataPacket): SockRow {
    return {
        id: String(row["id"]),
        name: String(row["name"]),
        description: String(row["description"]),
        price: Number(row["price"]),
        count: Number(row["count"]),
        imageUrl1: String(row["imageUrl1"]),
        imageUrl2: String(row["imageUrl2"]),
        tagNames: String(row["tagNames"]),
    };
}
