import { readdirSync, readFileSync } from "node:fs";
import { markdownTable } from "markdown-table";
import { parse } from "yaml";
import { span } from "../../components/kit/time.ts";
import { KubeClient } from "../../components/kube/client.ts";
import { clusterNow } from "../../incidents/recovery/cluster-facts.ts";
import { type IncidentStatus, knownStacks, readStatus } from "../../incidents/recovery/status.ts";
import { NAMESPACE } from "../config/load.ts";
import { pulumi } from "./engine.ts";

/** A stack file of role incident. */
export interface IncidentFile {
    stack: string;
    /** Stack of the baseline that it lies over. */
    baseline: string;
}

/** An incident in the list; `unknown` where its cluster can't be asked. */
export type Row = Omit<IncidentStatus, "state"> & {
    state: IncidentStatus["state"] | "unknown";
    baseline: string;
};

/** A live cluster answers in milliseconds; this command is for looking, and doesn't wait for a dead one. */
const ANSWER_TIMEOUT_MS = 5_000;

/**
 * Lists every incident with its state. Exit code 0 also where a baseline isn't up, whose incidents are `not up`
 * then, and where its cluster doesn't answer: then they are `unknown`.
 */
export async function incidents(json: boolean): Promise<number> {
    // This machine's clock may be another's than that of the cluster, or have jumped.
    let nowThere: Date | undefined;
    const files = incidentFiles();
    const baselines = [...new Set(files.map(({ baseline }) => baseline))];
    const rows = (
        await Promise.all(
            baselines.map((baseline) => {
                const own = files.filter((file) => file.baseline === baseline);
                return rowsOver(
                    baseline,
                    own.map(({ stack }) => stack),
                    (now) => (nowThere = now),
                );
            }),
        )
    ).flat();
    rows.sort((a, b) => a.stack.localeCompare(b.stack, "en", { numeric: true }));
    process.stdout.write(
        json
            ? `${JSON.stringify(rows, undefined, 4)}\n`
            : `${incidentTable(rows, nowThere ?? new Date())}\n`,
    );
    return 0;
}

/** The stack files of incidents. Read without a schema: a file with a mistake is in the list too. */
export function incidentFiles(folder = "stacks"): IncidentFile[] {
    return readdirSync(folder).flatMap((file): IncidentFile[] => {
        const stack = /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1];
        if (stack === undefined) return [];
        const config = configIn(readFileSync(`${folder}/${file}`, "utf8"));
        if (config[`${NAMESPACE}:role`] !== "incident") return [];
        const baseline = config[`${NAMESPACE}:baseline`];
        return [{ stack, baseline: typeof baseline === "string" ? baseline : "baseline" }];
    });
}

/** A file that is torn, or no YAML, has no config: its preview says what is wrong with it. */
function configIn(text: string): Record<string, unknown> {
    try {
        const content = parse(text) as { config?: Record<string, unknown> } | null;
        return content?.config ?? {};
    } catch {
        return {};
    }
}

/** The rows as a table for people. */
export function incidentTable(rows: readonly Row[], now: Date): string {
    return markdownTable([
        ["incident", "state", "since (UTC)", "age", "expires (UTC)", "holds"],
        ...rows.map(({ stack, state, since, expires, holds }) => [
            stack,
            state,
            since === undefined ? "" : time(since),
            since === undefined ? "" : span(now.getTime() - Date.parse(since)),
            expires === undefined ? "" : expiryText(state, expires, now),
            heldText(holds),
        ]),
    ]);
}

function expiryText(state: Row["state"], expires: string, now: Date): string {
    if (state === "expired") return time(expires);
    const left = Date.parse(expires) - now.getTime();
    return `${time(expires)}, ${left >= 0 ? `in ${span(left)}` : `due since ${span(-left)}`}`;
}

/** `Deployment orders, payment; Service user`: each kind once, and no namespace, since all are the shop's. */
function heldText(holds: readonly string[]): string {
    const byKind = new Map<string, string[]>();
    for (const held of holds) {
        const [, kind = held, name] = /^(\w+) [^/ ]+\/(.+)$/.exec(held) ?? [];
        byKind.set(kind, [...(byKind.get(kind) ?? []), ...(name === undefined ? [] : [name])]);
    }
    return [...byKind]
        .map(([kind, names]) => [kind, names.join(", ")].filter((text) => text !== "").join(" "))
        .join("; ");
}

/** `2025-11-21 12:00:05`; seconds are as exact as anybody reads. */
function time(iso: string): string {
    return iso.slice(0, 19).replace("T", " ");
}

/** Rows of the incidents over one baseline, those without a stack file included. */
async function rowsOver(
    baseline: string,
    stacks: readonly string[],
    tellNow: (now: Date) => void,
): Promise<Row[]> {
    const all = (state: "not up" | "unknown"): Row[] =>
        stacks.map((stack) => ({ stack, baseline, state, holds: [] }));
    const { kubeconfig, context } = await outputsOf(baseline);
    if (!kubeconfig || !context) {
        say(`stack ${baseline} is not up: pulumi up --stack ${baseline}, or npm start`);
        return all("not up");
    }
    const kube = new KubeClient({ kubeconfig, context }, ANSWER_TIMEOUT_MS);
    try {
        const known = await knownStacks(kube);
        const seen = await Promise.all(
            known.map(async (stack) => ({ ...(await readStatus(kube, stack)), baseline })),
        );
        tellNow(await clusterNow(kube));
        return [...all("not up").filter(({ stack }) => !known.includes(stack)), ...seen];
    } catch (error) {
        const found = (error as Error).message;
        say(`the cluster of stack ${baseline} does not answer: ${found}`);
        return all("unknown");
    } finally {
        kube.close();
    }
}

async function outputsOf(stack: string): Promise<Record<string, string | undefined>> {
    const { code, stdout } = await pulumi(["stack", "output", "--json", "--stack", stack]);
    return code === 0 ? (JSON.parse(stdout) as Record<string, string>) : {};
}

function say(line: string): void {
    process.stderr.write(`${line}\n`);
}
