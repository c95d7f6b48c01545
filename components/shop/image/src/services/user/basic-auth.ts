/** A name and a password as they came in. */
export interface Credentials {
    username: string;
    password: string;
}

/** Strict, as Go's decoder is; Node's skips what it doesn't know. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Reads `Authorization: Basic …`; undefined when it is missing or is none. */
export function basicAuth(header: string | undefined): Credentials | undefined {
    const [, encoded] = /^basic (.*)$/i.exec(header ?? "") ?? [];
    if (encoded === undefined || !BASE64.test(encoded)) return undefined;
    const text = Buffer.from(encoded, "base64").toString("utf8");
    const colon = text.indexOf(":");
    return colon === -1
        ? undefined
        : { username: text.slice(0, colon), password: text.slice(colon + 1) };
}
