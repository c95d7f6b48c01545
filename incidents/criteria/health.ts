import type { Criterion } from "../incident.ts";
import { part } from "../reading-part.ts";

/** Must-not: a container of any namespace restarted. */
export function restartAnywhere(source: string): Criterion {
    return {
        name: "a restart anywhere",
        expected: "0 restarts in every namespace",
        source,
        value: ({ restarts }) =>
            Object.entries(restarts)
                .filter(([, count]) => count > 0)
                .map(([owner, count]) => `${owner} ${count}`)
                .join(", ") || "0",
        holds: ({ restarts }) => Object.values(restarts).some((count) => count > 0),
    };
}

/** Must-not: product pages fail, so it isn't the part of the shop that is meant. */
export function catalogueFails(source: string): Criterion {
    return {
        name: "the catalogue fails",
        expected: "0 % of GET /catalogue failed",
        source,
        value: ({ failedShare }) => `${(failedShare * 100).toFixed(0)} %`,
        holds: ({ failedShare }) => failedShare > 0,
    };
}

/** Must: a Deployment has no pod left, not even one that is ending. */
export function isAtZero(workload: string, source: string): Criterion {
    return {
        name: `${workload} is at 0 replicas`,
        expected: "0 wanted, 0 pods",
        source,
        value: (reading) => {
            const seen = part(reading, "deployments")[workload];
            return `${seen?.want ?? "none"} wanted, ${seen?.pods ?? "no"} pods`;
        },
        holds: (reading) => {
            const seen = part(reading, "deployments")[workload];
            return seen?.want === 0 && seen.pods === 0;
        },
    };
}

/** Must-not: a Deployment lacks a pod that it wants, or wants none. */
export function isUnavailable(workload: string, source: string): Criterion {
    return {
        name: `${workload} not available`,
        expected: "every replica available",
        source,
        value: (reading) => {
            const seen = part(reading, "deployments")[workload];
            return `${seen?.available ?? 0} of ${seen?.want ?? 0} available`;
        },
        holds: (reading) => {
            const seen = part(reading, "deployments")[workload];
            return seen === undefined || seen.want === 0 || seen.available < seen.want;
        },
    };
}
