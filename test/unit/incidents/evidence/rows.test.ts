import assert from "node:assert/strict";
import type { AddressInfo, Server } from "node:net";
import mysql from "mysql2";
import { countRows } from "../../../../incidents/evidence/rows.ts";

const LOGIN = { user: "catalogue_user", password: "x", database: "socksdb" };

/** A server that speaks MariaDB's protocol and knows one answer. */
async function serving(
    answer: (sql: string) => readonly { name: string; n: number }[] | Error,
): Promise<{ port: number; close(): Promise<void> }> {
    const server = mysql.createServer((connection) => {
        connection.on("error", () => undefined);
        connection.serverHandshake({
            protocolVersion: 10,
            serverVersion: "10.11.0-MariaDB",
            connectionId: 1,
            statusFlags: 2,
            characterSet: 33,
            // Protocol 4.1 with a database, a password and its plugin; no TLS.
            capabilityFlags: 0x00_08_a2_09,
            authCallback: (_: unknown, done: (error: undefined, result: undefined) => void) =>
                done(undefined, undefined),
        });
        connection.on("query", (sql: string) => {
            // Each answer counts its packets anew.
            (connection as unknown as { sequenceId: number }).sequenceId = 1;
            const rows = answer(sql);
            if (rows instanceof Error) connection.writeError({ message: rows.message, code: 1142 });
            else {
                connection.writeTextResult(
                    rows.map(({ name, n }) => ({ name, n: String(n) })) as never,
                    ["name", "n"].map((name) => ({
                        catalog: "def",
                        schema: "",
                        table: "",
                        orgTable: "",
                        name,
                        orgName: name,
                        characterSet: 33,
                        columnLength: 64,
                        columnType: 253,
                        type: 253,
                        flags: 0,
                        decimals: 0,
                    })) as never,
                );
            }
        });
    }) as unknown as { listen(port: number): void; close(done: () => void): void; _server: Server };
    await new Promise<void>((resolve) => server._server.listen(0, "127.0.0.1", resolve));
    return {
        port: (server._server.address() as AddressInfo).port,
        close: () => new Promise((resolve) => server._server.close(() => resolve())),
    };
}

describe("rows of the catalogue's database", () => {
    it("are counted by table, in one question", async () => {
        const asked: string[] = [];
        const server = await serving((sql) => {
            asked.push(sql);
            return [
                { name: "sock", n: 9 },
                { name: "tag", n: 11 },
                { name: "sock_tag", n: 26 },
            ];
        });
        try {
            const rows = await countRows(server.port, LOGIN);
            assert.deepEqual(rows, { sock: 9, tag: 11, sock_tag: 26 });
            assert.equal(asked.length, 1);
            assert.match(
                asked[0] ?? "",
                /^SELECT 'sock' AS name, COUNT\(\*\) AS n FROM sock UNION/,
            );
        } finally {
            await server.close();
        }
    });
    it("are an error where the server refuses, never no rows", async () => {
        const server = await serving(() => new Error("SELECT command denied"));
        try {
            await assert.rejects(countRows(server.port, LOGIN), /SELECT command denied/);
        } finally {
            await server.close();
        }
    });
});
