import { createConnection, type RowDataPacket } from "mysql2/promise";
import { LabError } from "../../components/kit/error.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { KubeClient } from "../../components/kube/client.ts";
import { PodForwards } from "../../components/kube/forward.ts";
import { objectPath } from "../../components/kube/path.ts";

const STORE = "catalogue-db";
const PORT = 3306;
const TABLES = ["sock", "tag", "sock_tag"];
/** A starved database takes its time. */
const TIMEOUT_MS = 60_000;

/** An account of the catalogue's database. */
export interface RowsLogin {
    user: string;
    password: string;
    database: string;
}

/** Rows by table of the catalogue's database, which is asked itself as the user that may only read it. */
export async function readRows(
    kube: Pick<KubeClient, "access" | "find" | "list">,
): Promise<Record<string, number>> {
    const login = await loginOf(kube);
    const forwards = new PodForwards(kube, SHOP_NAMESPACE);
    try {
        return await countRows(await forwards.port(STORE, PORT), login);
    } finally {
        await forwards.close();
    }
}

/** The same of a server on that port of 127.0.0.1. */
export async function countRows(port: number, login: RowsLogin): Promise<Record<string, number>> {
    const connection = await createConnection({
        ...login,
        host: "127.0.0.1",
        port,
        connectTimeout: TIMEOUT_MS,
    });
    // Told of a loss by the query; without a listener it would end the process.
    connection.on("error", () => undefined);
    try {
        const sql = TABLES.map((table) => `SELECT '${table}' AS name, COUNT(*) AS n FROM ${table}`);
        const [rows] = await connection.query<RowDataPacket[]>({
            sql: sql.join(" UNION ALL "),
            timeout: TIMEOUT_MS,
        });
        return Object.fromEntries(rows.map((row) => [String(row["name"]), Number(row["n"])]));
    } finally {
        connection.destroy();
    }
}

async function loginOf(kube: Pick<KubeClient, "find">): Promise<RowsLogin> {
    const ref = { apiVersion: "v1", kind: "Secret", namespace: SHOP_NAMESPACE, name: STORE };
    const data = (await kube.find(objectPath(ref)))?.["data"] as Record<string, string> | undefined;
    const [user, password, database] = ["USER", "PASSWORD", "DATABASE"].map((key) => {
        const value = data?.[`MARIADB_${key}`];
        return value === undefined ? undefined : Buffer.from(value, "base64").toString("utf8");
    });
    if (user !== undefined && password !== undefined && database !== undefined) {
        return { user, password, database };
    }
    throw new LabError({
        where: `Secret ${SHOP_NAMESPACE}/${STORE}`,
        found: "no such Secret, or not these keys",
        allowed: "MARIADB_USER, MARIADB_PASSWORD and MARIADB_DATABASE",
        cure: "pulumi up --stack baseline --refresh",
    });
}
