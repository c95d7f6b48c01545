import { SHOP_NAMESPACE } from "../../kit/labels.ts";
import type { KubeClient } from "../../kube/client.ts";
import { collectionPath } from "../../kube/path.ts";
import { logLines } from "./log-reader.ts";
import { PrometheusReader } from "./prometheus-reader.ts";

/** Telemetry that is older says nothing about now. */
const FRESH_S = 60;

/** Older lines may have left the store, which keeps two days at the most. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/** A line has been carried to the store after this long; a younger one may be on its way. */
const CARRIED_MS = 10_000;

/** Lines of each pod that are looked at: the newest that is old enough is among them, whoever is chatty. */
const TAIL = 200;

/** What must be seen before a proof may count on it. */
export interface ExpectedTelemetry {
    /** Jobs of Prometheus with a target that answers. */
    jobs: readonly string[];
    /** Workloads of the shop whose containers are measured, and whose lines are kept. */
    workloads: readonly string[];
}

type Kube = Pick<KubeClient, "list" | "text">;

/**
 * What is not seen, one line each: a job without an answer within the last minute, a workload that the
 * kernel's figures lack, a pod of which the store lacks what the kubelet has. None: all is seen.
 */
export async function telemetryGaps(
    kube: Kube,
    { jobs, workloads }: ExpectedTelemetry,
    now = new Date(),
): Promise<string[]> {
    const prometheus = new PrometheusReader(kube);
    // The time of a sample is told of a bare selector only; of anything else it is that of the question.
    const ages = async (
        selector: string,
        label: string,
        only = "",
    ): Promise<Map<string, number>> => {
        const series = await prometheus.query(
            `max by (${label}) (timestamp(${selector})${only})`,
            now,
        );
        return new Map(
            series.map(({ metric, value: [, seconds] }) => [
                metric[label] ?? "",
                now.getTime() / 1000 - Number(seconds),
            ]),
        );
    };
    const [answered, measured] = await Promise.all([
        ages("up", "job", " and (up == 1)"),
        ages(`container_cpu_usage_seconds_total{namespace="${SHOP_NAMESPACE}"}`, "container"),
    ]);
    const logs = await Promise.all(workloads.map((one) => logGaps(kube, one, now)));
    return [
        ...jobs.flatMap((job) => gapOf(`metrics of ${job}`, answered.get(job))),
        ...workloads.flatMap((one) => gapOf(`container figures of ${one}`, measured.get(one))),
        ...logs.flat(),
    ];
}

function gapOf(what: string, age: number | undefined): string[] {
    if (age === undefined) return [`${what}: none`];
    return age <= FRESH_S ? [] : [`${what}: the last is ${Math.round(age)} s old`];
}

/** Held against the kubelet, and not against a time: a service with nothing to do writes nothing. */
async function logGaps(kube: Kube, workload: string, now: Date): Promise<string[]> {
    const pods = collectionPath({ apiVersion: "v1", kind: "Pod", namespace: SHOP_NAMESPACE });
    const found = await kube.list(`${pods}?labelSelector=name%3D${workload}`);
    if (found.length === 0) return [`logs of ${workload}: no pod`];
    const gaps = await Promise.all(
        found.map(async ({ metadata: { name } }) => {
            const options = `container=${workload}&timestamps=true&tailLines=${TAIL}`;
            const tail = await kube.text("GET", `${pods}/${name}/log?${options}`);
            const last = newestBefore(tail, now.getTime() - CARRIED_MS);
            if (last === undefined || now.getTime() - last.getTime() > KEPT_MS) return [];
            const kept = await logLines(kube, {
                service: workload,
                from: last,
                to: new Date(last.getTime() + 1),
            });
            return kept.some(({ pod }) => pod === name)
                ? []
                : [`logs of ${workload}: the line of ${last.toISOString()} in ${name} isn't kept`];
        }),
    );
    return gaps.flat();
}

/** When the newest line was written that is older than a moment. */
function newestBefore(tail: string, moment: number): Date | undefined {
    const times = tail
        .split("\n")
        .map((line) => Date.parse(line.slice(0, line.indexOf(" "))))
        .filter((time) => time < moment);
    return times.length === 0 ? undefined : new Date(Math.max(...times));
}
