import { z } from "zod";
import type { Exceptions } from "./exceptions.ts";

const Advisory = z.object({
    name: z.string(),
    title: z.string(),
    url: z.string(),
    severity: z.string(),
    range: z.string(),
});

const Report = z.object({
    auditReportVersion: z.literal(2),
    // An advisory, or the name of the package that brings it.
    vulnerabilities: z.record(
        z.string(),
        z.object({ via: z.array(z.union([z.string(), Advisory])) }),
    ),
});

const Failure = z.object({ message: z.string(), statusCode: z.number().optional() });

/** Outcome of asking for known weaknesses of what we depend on. */
export type Audit =
    | { done: true; troubles: string[] }
    /** Nobody answered; that is no good news. */
    | { done: false; because: string; troubles: string[] };

/**
 * Judges what `npm audit --json` printed.
 * @param today as `2026-01-31`
 */
export function judgeAudit(
    printed: string,
    exceptions: Exceptions["advisories"],
    today: string,
): Audit {
    const overdue = exceptions
        .filter(({ expires }) => expires < today)
        .map(({ id, expires }) => `exception ${id} expired on ${expires}: look again`);
    const json = parsed(printed);
    const report = Report.safeParse(json);
    if (!report.success) return { done: false, because: reasonOf(json), troubles: overdue };
    const found = Object.values(report.data.vulnerabilities)
        .flatMap(({ via }) => via)
        .filter((one) => typeof one !== "string");
    const unused = new Set(exceptions.map(keyOf));
    const open = found.filter((one) => {
        const key = keyOf({ id: idOf(one.url), package: one.name });
        const known = exceptions.some((exception) => keyOf(exception) === key);
        unused.delete(key);
        return !known;
    });
    return {
        done: true,
        troubles: [
            ...new Set(
                open.map(
                    ({ name, range, severity, title, url }) =>
                        `${name} ${range}: ${severity}: ${title} (${idOf(url)})`,
                ),
            ),
            ...overdue,
            ...[...unused].map((key) => `exception ${key}: no advisory needs it any more`),
        ],
    };
}

function keyOf({ id, package: name }: { id: string; package: string }): string {
    return `${id} of ${name}`;
}

/** Its last part names an advisory in its address. */
function idOf(url: string): string {
    return url.slice(url.lastIndexOf("/") + 1);
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

/** Why there is no report, without the host's name: it says where somebody works. */
function reasonOf(json: unknown): string {
    const failure = Failure.safeParse(json);
    if (!failure.success) return "npm audit printed no report";
    const { message, statusCode } = failure.data;
    return statusCode === undefined
        ? `the registry can't be reached (${/E[A-Z]{4,}/.exec(message)?.[0] ?? "no answer"})`
        : `the registry answers ${statusCode} to a question for advisories`;
}
