import { setTimeout as delay } from "node:timers/promises";
import { LabError } from "../../components/kit/error.ts";
import { run } from "../images/engine.ts";
import type { Outcome } from "../images/engine.ts";
import type { Room } from "./room.ts";

/** The parts of nodes and pods that are read. */
export interface Item {
    kind: string;
    metadata: { name: string; labels?: Record<string, string> };
    status: {
        conditions?: {
            type: string;
            status: string;
            message?: string;
            lastHeartbeatTime?: string | null;
        }[];
        allocatable?: { cpu: string; memory: string };
        containerStatuses?: { state: { running?: { startedAt: string } } }[];
    };
}

/** Add-ons that no pod can do without, by their label `k8s-app`. */
const ADD_ONS: Readonly<Record<string, string>> = {
    "kube-dns": "CoreDNS",
    "kube-proxy": "kube-proxy",
};

export interface Health {
    /** Undefined if all is well; else what isn't, for a person. */
    problem: string | undefined;
    /** Sum over all nodes. */
    allocatable: Room;
}

/** Asks kubectl with a lab kubeconfig. */
export function kubectl(kubeconfig: string, args: readonly string[]): Promise<Outcome> {
    return run("kubectl", ["--kubeconfig", kubeconfig, ...args]);
}

/**
 * Nodes, DNS and service network in one question.
 *
 * @param since start of the node: what was reported before that says nothing about now
 */
export async function health(kubeconfig: string, since: string): Promise<Health> {
    const asked = await kubectl(kubeconfig, [
        "get",
        "nodes,pods",
        "--namespace",
        "kube-system",
        "--output",
        "json",
        "--request-timeout",
        "5s",
    ]);
    if (asked.code !== 0) {
        const last = asked.stderr.trim().split("\n").at(-1) ?? "";
        return {
            problem: `the API server doesn't answer: ${last}`,
            allocatable: { cpuMilli: 0, memoryMi: 0 },
        };
    }
    const { items } = JSON.parse(asked.stdout) as { items: Item[] };
    return judgeHealth(items, since);
}

/** What is wrong with nodes and add-ons, and the room the nodes give. */
export function judgeHealth(items: readonly Item[], since: string): Health {
    const nodes = items.filter(({ kind }) => kind === "Node");
    const allocatable = { cpuMilli: 0, memoryMi: 0 };
    for (const { status } of nodes) {
        allocatable.cpuMilli += cpuMilli(status.allocatable?.cpu ?? "0");
        allocatable.memoryMi += memoryMi(status.allocatable?.memory ?? "0");
    }
    // Kubernetes writes whole seconds.
    const from = Math.floor(Date.parse(since) / 1000) * 1000;
    return { problem: nodeProblem(nodes, from) ?? addOnProblem(items, from), allocatable };
}

function nodeProblem(nodes: readonly Item[], from: number): string | undefined {
    if (nodes.length === 0) return "no node has registered";
    for (const { metadata, status } of nodes) {
        const ready = status.conditions?.find(({ type }) => type === "Ready");
        if (ready?.status !== "True") {
            return `node ${metadata.name} is not ready: ${ready?.message ?? "no report yet"}`;
        }
        if (!isAfter(ready.lastHeartbeatTime, from)) {
            return `node ${metadata.name} has not reported since it was started`;
        }
    }
    return undefined;
}

function addOnProblem(items: readonly Item[], from: number): string | undefined {
    for (const [label, name] of Object.entries(ADD_ONS)) {
        const pods = items.filter(({ metadata }) => metadata.labels?.["k8s-app"] === label);
        const up = pods.some(({ status }) => {
            const ready = status.conditions?.find(({ type }) => type === "Ready");
            const running = status.containerStatuses?.[0]?.state.running;
            return ready?.status === "True" && isAfter(running?.startedAt, from);
        });
        if (!up) return `${name} is not available`;
    }
    return undefined;
}

function isAfter(time: string | null | undefined, from: number): boolean {
    return time !== undefined && time !== null && Date.parse(time) >= from;
}

function cpuMilli(text: string): number {
    return text.endsWith("m") ? Number(text.slice(0, -1)) : Number(text) * 1000;
}

function memoryMi(text: string): number {
    const [, amount = "0", unit = ""] = /^(\d+)(Ki|Mi|Gi)?$/.exec(text) ?? [];
    const bytes = { "": 1, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 }[unit] ?? 1;
    return Math.floor((Number(amount) * bytes) / 2 ** 20);
}

/**
 * Waits until the API answers, every node is ready, and DNS and the service network are up.
 *
 * @param deadlineSeconds after which it fails with the last thing that was wrong
 */
export async function waitHealthy(
    name: string,
    kubeconfig: string,
    since: string,
    deadlineSeconds: number,
): Promise<Health> {
    const deadline = Date.now() + deadlineSeconds * 1000;
    for (;;) {
        const now = await health(kubeconfig, since);
        if (now.problem === undefined) return now;
        if (Date.now() > deadline) {
            throw new LabError({
                where: `kind cluster ${name}`,
                found: `after ${deadlineSeconds} s ${now.problem}`,
                allowed: "API server, node, DNS and kube-proxy well",
                cure: `kind export logs --name ${name}; then docker restart ${name}-control-plane, or pulumi destroy --stack baseline and pulumi up --stack baseline`,
            });
        }
        await delay(500);
    }
}
