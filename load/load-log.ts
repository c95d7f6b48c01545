/** One line of figures of a load's master: of the seconds since the line before. */
export interface LoadTick {
    /** UTC, ISO 8601. */
    t: string;
    users: number;
    rps: number;
    failuresPerSecond: number;
    /** Null where nothing was answered in those seconds. */
    meanMs: number | null;
    p50Ms: number | null;
    p95Ms: number | null;
}

/** Figures of one kind of request, over the whole load. */
export interface LoadFigures {
    requests: number;
    failures: number;
    requestsPerSecond: number;
    meanMs: number;
    p50Ms: number;
    p95Ms: number;
    maxMs: number;
    /** Answers above the marks that the documented loads called slow; they are no failures. */
    slow: { over2s: number; over3s: number; over5s: number };
}

/** The last line of a load's master. */
export interface LoadReport {
    total: LoadFigures;
    /** By what was asked, e.g. `GET /catalogue`. */
    endpoints: Record<string, LoadFigures>;
    /** What went wrong, and how often. */
    errors: Record<string, number>;
    /** Orders that were answered with 201; only of a profile that places any. */
    orders?: number;
}

/** What a load's master has said so far. */
export interface LoadLog {
    ticks: LoadTick[];
    /** Only once the load has ended. */
    report?: LoadReport;
}

/** Reads the log of a load's master; what else stands in it, such as Locust's own log, is passed over. */
export function readLoadLog(text: string): LoadLog {
    const ticks: LoadTick[] = [];
    let report: LoadReport | undefined;
    // What follows the last end of a line is a line that is still being written.
    for (const line of text.split("\n").slice(0, -1)) {
        if (line.startsWith('{"t":')) ticks.push(JSON.parse(line) as LoadTick);
        else if (line.startsWith('{"report":')) {
            ({ report } = JSON.parse(line) as { report: LoadReport });
        }
    }
    return { ticks, ...(report === undefined ? {} : { report }) };
}
