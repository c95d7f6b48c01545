import { SettingError } from "../../platform/env.ts";

/** Where the database is and who asks. */
export interface Dsn {
    user: string;
    password: string;
    host: string;
    port: number;
    database: string;
}

/** Go's MySQL form: `user:password@tcp(host:3306)/database`; the password may hold any character. */
const FORM = /^([^:@]*):(.*)@tcp\(([^:()]+)(?::(\d+))?\)\/([^/?]+)(?:\?.*)?$/;

/** Reads a DSN; throws SettingError, which never repeats the text since it holds the password. */
export function parseDsn(text: string): Dsn {
    const [, user, password, host, port, database] = FORM.exec(text) ?? [];
    if (!user || password === undefined || !host || !database) {
        throw new SettingError(
            "flag -DSN or variable DSN",
            "found a text of another form (not shown: it may hold a password)",
            "user:password@tcp(host:3306)/database",
            "correct the secret that the variable comes from",
        );
    }
    return { user, password, host, port: Number(port ?? 3306), database };
}
