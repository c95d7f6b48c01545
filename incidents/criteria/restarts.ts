import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { Criterion, Reading } from "../incident.ts";
import { part } from "../reading-part.ts";
import type { ContainerEnd } from "../reading-parts.ts";

/** Must: a workload's containers restarted at least so often since the shop was healthy. */
export function restartsAtLeast(workload: string, atLeast: number, source: string): Criterion {
    const count = ({ restarts }: Reading): number => restarts[`${SHOP_NAMESPACE}/${workload}`] ?? 0;
    return {
        name: `${workload} restarts`,
        expected: `≥ ${atLeast} times`,
        source,
        figure: count,
        value: (reading) => String(count(reading)),
        holds: (reading) => count(reading) >= atLeast,
    };
}

/** Must-not: a container of any namespace restarted, but of that workload of the shop. */
export function restartElsewhere(allowed: string, source: string): Criterion {
    const others = ({ restarts }: Reading): [string, number][] =>
        Object.entries(restarts).filter(
            ([owner, count]) => count > 0 && owner !== `${SHOP_NAMESPACE}/${allowed}`,
        );
    return {
        name: `a restart of anything but ${allowed}`,
        expected: "0 restarts in every namespace",
        source,
        value: (reading) =>
            others(reading)
                .map(([owner, count]) => `${owner} ${count}`)
                .join(", ") || "0",
        holds: (reading) => others(reading).length > 0,
    };
}

/** Must: a workload's container was ended for that reason and with that exit code, at least so often. */
export function endedAs(
    workload: string,
    reason: string,
    exitCode: number,
    atLeast: number,
    source: string,
): Criterion {
    const seen = (reading: Reading): number =>
        endsOf(reading, workload).filter(
            (one) => one.reason === reason && one.exitCode === exitCode,
        ).length;
    return {
        name: `${workload} is ${reason}`,
        expected: `exit ${exitCode}, ≥ ${atLeast} times`,
        source,
        figure: seen,
        value: (reading) => {
            const ends = endsOf(reading, workload);
            return ends.map((one) => `${one.reason} ${one.exitCode}`).join(", ") || "no end";
        },
        holds: (reading) => seen(reading) >= atLeast,
    };
}

/** Must-not: a workload's container was ended by the kernel for its memory. */
export function outOfMemory(workload: string, source: string): Criterion {
    const kills = (reading: Reading): number =>
        endsOf(reading, workload).filter(({ reason }) => reason === "OOMKilled").length;
    return {
        name: `${workload} is OOMKilled`,
        expected: "0 times",
        source,
        value: (reading) => String(kills(reading)),
        holds: (reading) => kills(reading) > 0,
    };
}

/** How the workload's containers ended since the last command, oldest first. */
function endsOf(reading: Reading, workload: string): readonly ContainerEnd[] {
    return part(reading, "terminations")[workload]?.ends ?? [];
}

/**
 * Must: Kubernetes lets the workload's container wait before its next start. Its status says so; the event
 * alone would not do: the kubelet tells of one pod 25 events, and failing probes use them up.
 */
export function backsOff(workload: string, source: string): Criterion {
    const events = (reading: Reading): number =>
        part(reading, "events")
            .filter((one) => one.workload === workload && one.reason === "BackOff")
            .reduce((sum, one) => sum + one.count, 0);
    const waits = (reading: Reading): boolean =>
        part(reading, "terminations")[workload]?.hasBackedOff ?? false;
    return {
        name: `${workload} is held back from its next start`,
        expected: "CrashLoopBackOff, or an event BackOff",
        source,
        value: (reading) =>
            `${waits(reading) ? "CrashLoopBackOff" : "never waited"}, ${events(reading)} events BackOff`,
        holds: (reading) => waits(reading) || events(reading) > 0,
    };
}
