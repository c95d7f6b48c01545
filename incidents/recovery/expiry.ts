import { LAB_NAMESPACE, stackMark } from "../../components/kit/labels.ts";
import { seconds } from "../../components/kit/scalars.ts";
import { span } from "../../components/kit/time.ts";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { type ObjectRef, objectPath } from "../../components/kube/path.ts";
import { readTombstone } from "./tombstone.ts";

/** When an incident ends by itself. */
export interface Expiry {
    stack: string;
    /** When the Job that ends it was made; the time runs from there, whatever becomes of its pods. */
    startedAt: Date;
    /** The stack's `expiresAfter`. */
    after: string;
    /** When the recovery begins. */
    dueAt: Date;
}

/** The Job that ends a stack's incident. Events, which more people read than this namespace, name it by its mark. */
export function expiryJob(stack: string): ObjectRef {
    return {
        apiVersion: "batch/v1",
        kind: "Job",
        namespace: LAB_NAMESPACE,
        name: `expiry-${stackMark(stack)}`,
    };
}

/** What the keeper is told to do in that Job. */
export function expiryArguments(stack: string, after: string): string[] {
    return ["expire", "--stack", stack, "--after", after];
}

interface JobSpec {
    template?: { spec?: { containers?: { args?: string[] }[] } };
}

/** The expiry that such a Job stands for: its age is the incident's, its arguments say the rest. */
export function expiryIn(stack: string, job: KubeObject): Expiry {
    const args = ((job["spec"] ?? {}) as JobSpec).template?.spec?.containers?.[0]?.args ?? [];
    const after = args[args.indexOf("--after") + 1] ?? "";
    return expiryFrom(stack, job, after);
}

/** The same where the length is known. */
export function expiryFrom(stack: string, job: KubeObject, after: string): Expiry {
    const startedAt = new Date(String(job.metadata["creationTimestamp"]));
    const dueAt = new Date(startedAt.getTime() + seconds(after) * 1000);
    return { stack, startedAt, after, dueAt };
}

/** A sentence on when that stack's incident ends by itself; undefined where it isn't up, or has. */
export async function describeExpiry(
    kube: KubeClient,
    stack: string,
    now = new Date(),
): Promise<string | undefined> {
    const [job, tombstone] = await Promise.all([
        kube.find(objectPath(expiryJob(stack))),
        readTombstone(kube, stack),
    ]);
    if (job === undefined || tombstone !== undefined) return undefined;
    const { dueAt } = expiryIn(stack, job);
    return `${stack} expires ${whenDue(dueAt, now)}`;
}

/** A due time for people: `at 2025-11-21T12:00:05Z, in 27 min 3 s`. */
export function whenDue(dueAt: Date, now: Date): string {
    const left = dueAt.getTime() - now.getTime();
    const distance = left >= 0 ? `in ${span(left)}` : `due since ${span(-left)}`;
    return `at ${dueAt.toISOString().replace(/\.\d+Z$/, "Z")}, ${distance}`;
}
