import type { Criterion, Reading } from "../incident.ts";
import { part } from "../reading-part.ts";
import type { AutoscalerState } from "../reading-parts.ts";

/**
 * Must: the autoscaler of a workload means that share of the request, and has read that metric. Not at every
 * look: of a pod that isn't ready, or has just restarted, there is none (FailedGetResourceMetric).
 */
export function watches(
    workload: string,
    metric: string,
    targetPercent: number,
    source: string,
): Criterion {
    return {
        name: `${workload}'s autoscaler watches its ${metric}`,
        expected: `${metric} of ${targetPercent} %, and it was read`,
        source,
        value: (reading) => shown(lastRead(reading, workload) ?? newest(reading, workload)),
        holds: (reading) =>
            [newest(reading, workload), lastRead(reading, workload)].every(
                (state) => state?.metric === metric && state.targetPercent === targetPercent,
            ),
    };
}

function lastRead(reading: Reading, workload: string): AutoscalerState | undefined {
    return states(reading, workload).findLast((one) => one.currentPercent !== undefined);
}

/** Must-not: the autoscaler asked for more than one pod, or Kubernetes says that it rescaled. */
export function rescales(workload: string, source: string): Criterion {
    const most = (reading: Reading): number =>
        Math.max(0, ...states(reading, workload).map((one) => one.desiredReplicas));
    return {
        name: `${workload} is scaled`,
        expected: "1 pod wanted, no event SuccessfulRescale",
        source,
        value: (reading) => `${most(reading)} wanted, ${rescaleEvents(reading, workload)} events`,
        holds: (reading) => most(reading) > 1 || rescaleEvents(reading, workload) > 0,
    };
}

/** Must: the autoscaler rescaled, and more than one pod of the workload serves. */
export function scalesUp(workload: string, source: string): Criterion {
    return {
        name: `${workload} is scaled up`,
        expected: "> 1 pod available, event SuccessfulRescale",
        source,
        figure: (reading) => part(reading, "deployments")[workload]?.available ?? 0,
        value: (reading) => {
            const pods = part(reading, "deployments")[workload]?.available ?? 0;
            const events = rescaleEvents(reading, workload);
            return `${pods} available, ${events} events, ${shown(newest(reading, workload))}`;
        },
        holds: (reading) =>
            (part(reading, "deployments")[workload]?.available ?? 0) > 1 &&
            rescaleEvents(reading, workload) > 0,
    };
}

/** Recovered: no autoscaler is left, and the workload has its one pod. */
export function unscaled(workload: string, source: string): Criterion {
    return {
        name: `${workload} has one pod and no autoscaler`,
        expected: "1 of 1 available, no autoscaler",
        source,
        value: (reading) => {
            const seen = part(reading, "deployments")[workload];
            return `${seen?.available ?? 0} of ${seen?.want ?? 0} available, ${shown(newest(reading, workload))}`;
        },
        holds: (reading) => {
            const seen = part(reading, "deployments")[workload];
            const isOne = seen?.want === 1 && seen.available === 1 && seen.pods === 1;
            return isOne && newest(reading, workload) === undefined;
        },
    };
}

function states(reading: Reading, workload: string): AutoscalerState[] {
    return part(reading, "autoscalers").flatMap(({ autoscalers }) =>
        autoscalers.filter((one) => one.target === workload),
    );
}

function newest(reading: Reading, workload: string): AutoscalerState | undefined {
    return part(reading, "autoscalers")
        .at(-1)
        ?.autoscalers.find((one) => one.target === workload);
}

/** The events are about autoscalers: each is told by the workload that its name begins with, else by its name. */
function rescaleEvents(reading: Reading, workload: string): number {
    const owners = [workload, ...states(reading, workload).map((one) => one.name)];
    return part(reading, "events")
        .filter((one) => one.reason === "SuccessfulRescale" && owners.includes(one.workload))
        .reduce((sum, one) => sum + one.count, 0);
}

function shown(state: AutoscalerState | undefined): string {
    if (state === undefined) return "no autoscaler";
    const current = state.currentPercent === undefined ? "unread" : `${state.currentPercent} %`;
    return `${state.metric ?? "no resource"} ${current} of ${state.targetPercent ?? "?"} %`;
}
