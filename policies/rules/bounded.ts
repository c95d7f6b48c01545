import { seconds } from "../../components/kit/scalars.ts";
import { MAX_EXPIRY_SECONDS, MIN_EXPIRY_SECONDS } from "../../incidents/expiry/expiry-bounds.ts";
import {
    MAX_LOAD_SECONDS,
    MAX_SPAWN_RATE,
    MAX_USERS,
    MAX_WORKERS,
} from "../../load/load.schema.ts";
import { list, shown } from "../json.ts";
import { kubeObject } from "../kube-object.ts";
import { type Generator, generatorsOf } from "../load-job.ts";
import { type PlannedResource, UNKNOWN } from "../planned.ts";
import { podOf } from "../pod.ts";
import type { Rule, Violation } from "../rule.ts";

/** A load's Job may run twice its time, and a minute to start (`load/load-objects.ts`). */
const MAX_JOB_SECONDS = 2 * MAX_LOAD_SECONDS + 60;

interface Bound {
    field: string;
    value: unknown;
    /** The value as a number; not a number where it makes no sense. */
    number: number;
    least: number;
    most: number;
    unit: string;
}

/**
 * Users, their rate, the time of a load and of an incident have an end, whatever made them. An incident's changes come
 * after the Job that takes them back.
 */
export const bounded: Rule = {
    name: "bounded",
    description: "Users, duration and expiry are bounded, and every incident expires.",
    check(resource, before) {
        const generators = generatorsOf(resource);
        const loads = generators.flatMap((one) => ofLoad(one));
        const expiry = expiryOf(resource);
        return [
            ...outside(resource, loads),
            ...(expiry === undefined ? [] : outside(resource, [expiry])),
            ...withoutEnd(resource, generators.length > 0, before),
        ];
    },
};

function ofLoad({ object, environment }: Generator): Bound[] {
    const { spec } = object;
    const count = (field: string, value: unknown, most: number, unit: string): Bound => ({
        ...{ field, value, most, unit, least: 1 },
        number: typeof value === "string" || typeof value === "number" ? Number(value) : NaN,
    });
    const runTime = environment.get("RUN_TIME");
    return [
        count("spec.activeDeadlineSeconds", spec["activeDeadlineSeconds"], MAX_JOB_SECONDS, "s"),
        count("spec.parallelism", spec["parallelism"] ?? 1, MAX_WORKERS, "pods"),
        // Workers do as their master says.
        ...(environment.has("MASTER")
            ? []
            : [
                  count("env USERS", environment.get("USERS"), MAX_USERS, "users"),
                  count("env SPAWN_RATE", environment.get("SPAWN_RATE"), MAX_SPAWN_RATE, "users/s"),
                  {
                      ...count("env RUN_TIME", runTime, MAX_LOAD_SECONDS, "s"),
                      number: durationSeconds(runTime),
                  },
              ]),
    ];
}

/** The time after which an incident ends by itself, where the resource is the Job that ends it. */
function expiryOf(resource: PlannedResource): Bound | undefined {
    const object = kubeObject(resource);
    const pod = object?.kind === "Job" ? podOf(object, resource.props) : undefined;
    const args = pod?.containers.map(({ spec }) => list(spec["args"])) ?? [];
    const words = args.find((one) => one[0] === "expire");
    if (words === undefined) return undefined;
    const value = words[words.indexOf("--after") + 1];
    const [least, most] = [MIN_EXPIRY_SECONDS, MAX_EXPIRY_SECONDS];
    return { field: "--after", value, number: durationSeconds(value), least, most, unit: "s" };
}

function durationSeconds(value: unknown): number {
    return /^\d+(s|m)$/.test(String(value)) ? seconds(String(value)) : NaN;
}

function outside(resource: PlannedResource, bounds: readonly Bound[]): Violation[] {
    const title = kubeObject(resource)?.title ?? resource.name;
    return bounds
        .filter(({ value }) => value !== UNKNOWN)
        .filter(({ number, least, most }) => !(number >= least && number <= most))
        .map(({ field, value, least, most, unit }) => ({
            what: field,
            where: `${title}, ${field}`,
            found: shown(value),
            allowed: `${least} to ${most} ${unit}`,
            cure: "set load or expiresAfter of the stack file within the bounds",
        }));
}

/** What only an incident makes, and no Job before it that would take it back. */
function withoutEnd(
    resource: PlannedResource,
    isLoad: boolean,
    before: readonly PlannedResource[],
): Violation[] {
    const object = kubeObject(resource);
    if (object === undefined || !(isLoad || object.isPatch)) return [];
    if (before.some((one) => expiryOf(one) !== undefined)) return [];
    return [
        {
            what: "no expiry",
            where: object.title,
            found: "no Job before it that ends the incident",
            allowed: "changes and load after an expiry Job (incidents/expiry)",
            cure: "let it depend on an ExpiryJob",
        },
    ];
}
