import { AnswerTimeout } from "../../platform/http-client.ts";

const CONNECT_ERRORS: Readonly<Record<string, string>> = {
    ECONNREFUSED: "connection refused",
    EHOSTUNREACH: "no route to host",
    ENETUNREACH: "network is unreachable",
    ETIMEDOUT: "connection timed out",
};

/** A network error of Node in the words of Go's `net` package, which the lab's log queries look for. */
export function goNetworkError(error: unknown): string {
    if (error instanceof AnswerTimeout) {
        return "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
    }
    if (!(error instanceof Error)) return String(error);
    const { code = "", address, port, hostname } = error as NetworkError;
    const connect = CONNECT_ERRORS[code];
    if (connect !== undefined && address !== undefined) {
        const host = address.includes(":") ? `[${address}]` : address;
        return `dial tcp ${host}:${port}: connect: ${connect}`;
    }
    if (code === "ENOTFOUND") return `dial tcp: lookup ${hostname}: no such host`;
    if (code === "EAI_AGAIN") return `dial tcp: lookup ${hostname}: server misbehaving`;
    return code === "ECONNRESET" ? "EOF" : error.message;
}

/** What Node puts on the errors of a socket, and of a name look-up. */
interface NetworkError extends NodeJS.ErrnoException {
    address?: string;
    port?: number;
    hostname?: string;
}
