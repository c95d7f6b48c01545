import { writeSync } from "node:fs";

export const STDOUT = 1;
export const STDERR = 2;

/** Writes one line to a file descriptor. */
export type Write = (line: string) => void;

/**
 * A synchronous writer: nothing may be left in a buffer when the kernel kills the process, since the
 * last lines before an OOM kill are the ones an incident is read by.
 */
export function writer(descriptor: number): Write {
    return (line) => {
        const bytes = Buffer.from(`${line}\n`);
        let written = 0;
        while (written < bytes.length) {
            try {
                written += writeSync(descriptor, bytes, written);
            } catch (error) {
                // A pipe that is full for a moment: try again. One whose reader is gone: let it be.
                if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) {
                    return;
                }
            }
        }
    };
}

/** A value in a logfmt line; null prints as `null`. */
export type LogValue = string | number | null;

/** Writes a logfmt line that starts with `ts` and `caller`, as go-kit's logger does. */
export type LogLine = (caller: string, fields: Readonly<Record<string, LogValue>>) => void;

/** A logfmt logger in go-kit's order and quoting. `now` is replaced in tests. */
export function logfmt(write: Write, now: () => Date = () => new Date()): LogLine {
    return (caller, fields) => {
        let line = `ts=${now().toISOString()} caller=${caller}`;
        for (const [key, value] of Object.entries(fields)) {
            line += ` ${key}=${quoted(value)}`;
        }
        write(line);
    };
}

function quoted(value: LogValue): string {
    const text = String(value);
    return /[\s="\\\p{Cc}\ufffd]/u.test(text) ? JSON.stringify(text) : text;
}
