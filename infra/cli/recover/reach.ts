import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { parse } from "yaml";
import { LabError } from "../../../components/kit/error.ts";
import { KubeClient } from "../../../components/kube/client.ts";
import type { KubeTarget } from "../../../components/kube/credentials.ts";
import { ensureCluster } from "../../cluster/ensure.ts";
import { contextOf, ownKubeconfig, refreshOwn } from "../../cluster/kubeconfig.ts";
import { observe } from "../../cluster/observe.ts";
import { foreignCluster } from "../../cluster/refusal.ts";
import { NAMESPACE } from "../../config/load.ts";
import { decideImageSource } from "../../images/source.ts";
import { pulumi } from "../engine.ts";

type Say = (line: string) => void;

/** Where the shop is, as far as a stack file or a state tells; either may be missing or broken. */
export interface Whereabouts {
    /** Name of a kind cluster of the lab's own. */
    own?: string;
    /** A cluster that was there before the lab. */
    existing?: KubeTarget;
}

/** The cluster of a baseline, brought to where it answers; undefined where there is none any more. */
export async function reachCluster(baseline: string, say: Say): Promise<KubeTarget | undefined> {
    const file = `stacks/Pulumi.${baseline}.yaml`;
    const text = existsSync(file) ? readFileSync(file, "utf8") : undefined;
    const written = text === undefined ? undefined : whereaboutsIn(text);
    const found = written ?? (await whereaboutsInState(baseline));
    if (written === undefined && found !== undefined) {
        say(`${file} does not tell which cluster: asking the state of stack ${baseline}`);
    }
    if (found?.existing !== undefined) return await answering(found.existing);
    if (found?.own !== undefined) return await reachOwn(found.own, say);
    throw new LabError({
        where: `${file}, ${NAMESPACE}:cluster`,
        found: `no cluster, neither there nor in the state of stack ${baseline}`,
        allowed: "the name of the lab's cluster, or an existing context with allowContexts",
        cure: `git checkout -- ${file}, or npm run recover -- --baseline <stack>`,
    });
}

/** Reads a stack file that may be half written; undefined where it doesn't tell. */
export function whereaboutsIn(text: string): Whereabouts | undefined {
    let cluster: { name?: unknown; context?: unknown; allowContexts?: unknown } | undefined;
    try {
        const file = parse(text) as { config?: Record<string, unknown> } | null;
        cluster = file?.config?.[`${NAMESPACE}:cluster`] ?? undefined;
    } catch {
        return undefined;
    }
    if (typeof cluster?.name === "string") return { own: cluster.name };
    const { context, allowContexts } = cluster ?? {};
    const isAllowed = Array.isArray(allowContexts) && allowContexts.includes(context);
    if (typeof context !== "string" || !isAllowed) return undefined;
    const kubeconfig = process.env["KUBECONFIG"] ?? `${process.env["HOME"]}/.kube/config`;
    return { existing: { kubeconfig, context } };
}

async function whereaboutsInState(baseline: string): Promise<Whereabouts | undefined> {
    const { code, stdout } = await pulumi(["stack", "output", "--json", "--stack", baseline]);
    if (code !== 0) return undefined;
    const { kubeconfig, context } = JSON.parse(stdout) as Partial<KubeTarget>;
    if (kubeconfig === undefined || context === undefined) return undefined;
    const name = context.replace(/^kind-/, "");
    const isOwn = kubeconfig === ownKubeconfig(name);
    return isOwn ? { own: name } : { existing: { kubeconfig, context } };
}

async function reachOwn(name: string, say: Say): Promise<KubeTarget | undefined> {
    const target = { kubeconfig: ownKubeconfig(name), context: contextOf(name) };
    const seen = await observe(name);
    switch (seen.state) {
        case "absent":
            return undefined;
        case "foreign":
            throw foreignCluster(name, seen.detail);
        case "orphan":
            // This project's, but its checkout's state is lost: nothing but the cluster knows of an incident.
            say(`cluster ${name}: ${seen.detail ?? "its state is gone"}; asking it all the same`);
            mkdirSync(dirname(target.kubeconfig), { recursive: true });
            await refreshOwn(name);
            return await answering(target);
        case "stopped":
            say(`cluster ${name} was stopped: starting its node`);
            break;
        case "running":
            if (await answers(target)) return target;
            say(`cluster ${name} runs, but does not answer: waiting for it`);
    }
    const httpPort = seen.httpPort ?? 0;
    await ensureCluster({ name, httpPort, source: () => decideImageSource("auto"), say });
    return await answering(target);
}

async function answering(target: KubeTarget): Promise<KubeTarget> {
    const problem = await problemOf(target);
    if (problem === undefined) return target;
    throw new LabError({
        where: `cluster of context ${target.context}`,
        found: `does not answer: ${problem}`,
        allowed: "an API server that answers: what is to be put back is recorded there",
        cure: `kubectl --kubeconfig ${target.kubeconfig} --context ${target.context} get nodes shows why; then npm run recover again`,
    });
}

async function answers(target: KubeTarget): Promise<boolean> {
    return (await problemOf(target)) === undefined;
}

async function problemOf(target: KubeTarget): Promise<string | undefined> {
    try {
        const kube = new KubeClient(target, 5_000);
        try {
            await kube.text("GET", "/readyz");
            return undefined;
        } finally {
            kube.close();
        }
    } catch (error) {
        return (error as Error).message;
    }
}
