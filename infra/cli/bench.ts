import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { markdownTable } from "markdown-table";
import { LabError } from "../../components/kit/error.ts";
import { LAB_NAMESPACE, loadName, SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { onFreshBaseline } from "./bench-baseline.ts";
import { pulumi, stackOutput } from "./engine.ts";
import { footprint } from "./footprint.ts";
import { limits } from "./limits.ts";

const run = promisify(execFile);

/** Highest ratio to kubectl that counts as good. */
const GOAL = 1.5;

interface Round {
    preview: number;
    up: number;
    upByKubectl: number;
    down: number;
    downByKubectl: number;
}

/** What can be measured by itself. */
export const BENCHES = ["limits", "footprint", "incident-8"] as const;

/**
 * Measures, on a fresh baseline, what watching the shop costs and the shop's limits; then incident-8's up and destroy
 * against kubectl.
 * @returns an exit code, 1 where a limit isn't held
 */
export async function bench(rounds: number, only?: (typeof BENCHES)[number]): Promise<number> {
    const parts = only === undefined ? BENCHES : [only];
    const measured: { table: string; ok: boolean }[] = [];
    if (parts.includes("limits") || parts.includes("footprint")) {
        const say = (line: string): void => void process.stderr.write(`${line}\n`);
        await onFreshBaseline(async ({ kubeconfig, context, url, upSeconds }) => {
            if (parts.includes("footprint"))
                measured.push(await footprint(kubeconfig, context, upSeconds, say));
            if (parts.includes("limits"))
                measured.push(await limits(kubeconfig, context, url, upSeconds, say));
        });
    }
    for (const { table } of measured) process.stdout.write(`${table}\n\n`);
    if (parts.includes("incident-8")) await benchIncident(rounds);
    return measured.every(({ ok }) => ok) ? 0 : 1;
}

/**
 * Times incident-8's up and destroy against the same change by kubectl, the load included, turn by turn
 * on the same cluster: a ratio holds where the machine's speed drifts.
 */
async function benchIncident(rounds: number): Promise<void> {
    const [kubeconfig, context] = await Promise.all(
        ["kubeconfig", "context"].map((name) => stackOutput("baseline", name)),
    );
    if (!kubeconfig || !context) {
        throw new LabError({
            where: "npm run bench",
            found: "no baseline that is up",
            allowed: "a healthy lab to measure on",
            cure: "npm start",
        });
    }
    const kubectl = async (...args: string[]): Promise<string> => {
        const target = ["--kubeconfig", kubeconfig, "--context", context];
        const { stdout } = await run("kubectl", [...target, ...args], { maxBuffer: 2 ** 24 });
        return stdout;
    };
    const folder = mkdtempSync(join(tmpdir(), "sock-shop-lab-bench-"));
    const done: Round[] = [];
    try {
        for (let round = 1; round <= rounds; round++) {
            process.stderr.write(`round ${round} of ${rounds}\n`);
            done.push(await one(kubectl, join(folder, "load.json")));
        }
    } finally {
        rmSync(folder, { recursive: true });
    }
    process.stdout.write(`${report(done)}\n`);
}

type Kubectl = (...args: string[]) => Promise<string>;

async function one(kubectl: Kubectl, manifest: string): Promise<Round> {
    const stack = ["--stack", "incident-8"];
    const change = [...stack, "--yes", "--skip-preview"];
    const preview = await timed(() => engine(["preview", ...stack]));
    const up = await timed(() => engine(["up", ...change]));
    writeFileSync(manifest, plainJson(await kubectl(...loadObjects("get"), "-o", "json")));
    const down = await timed(() => engine(["destroy", ...change]));
    const upByKubectl = await timed(async () => {
        await setResources(kubectl, "cpu=50m", "cpu=25m");
        await kubectl("apply", "-f", manifest);
    });
    const downByKubectl = await timed(async () => {
        await kubectl(...loadObjects("delete"));
        await setResources(kubectl, "cpu=500m", "cpu=100m");
    });
    return { preview, up, upByKubectl, down, downByKubectl };
}

async function setResources(kubectl: Kubectl, limits: string, requests: string): Promise<void> {
    const target = ["-n", SHOP_NAMESPACE];
    await kubectl(
        ...target,
        ...["set", "resources", "deploy/catalogue-db"],
        ...[`--limits=${limits}`, `--requests=${requests}`],
    );
    await kubectl(...target, "rollout", "status", "deploy/catalogue-db", "--timeout=3m");
}

function loadObjects(verb: string): string[] {
    const name = loadName("incident-8");
    const objects = [`job/${name}`, `job/${name}-worker`, `service/${name}`];
    return ["-n", LAB_NAMESPACE, verb, ...objects, `configmap/${name}-profile`];
}

/** The load as a person would keep it in a file: without what the server and the Job's controller added. */
function plainJson(list: string): string {
    interface Item {
        metadata: Record<string, unknown>;
        spec?: Record<string, unknown> & { template?: { metadata?: Record<string, unknown> } };
        status?: unknown;
    }
    const { items } = JSON.parse(list) as { items: Item[] };
    for (const item of items) {
        const { name, namespace } = item.metadata;
        item.metadata = { name, namespace };
        delete item.status;
        delete item.spec?.["selector"];
        if (item.spec?.template !== undefined) item.spec.template.metadata = {};
    }
    return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}

async function engine(args: string[]): Promise<void> {
    const { code, output } = await pulumi(args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
}

async function timed(action: () => Promise<void>): Promise<number> {
    const start = performance.now();
    await action();
    return (performance.now() - start) / 1000;
}

function report(rounds: readonly Round[]): string {
    const median = (values: number[]): number =>
        values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
    const pair = (name: string, ours: keyof Round, theirs: keyof Round): string[] => {
        const ratio = median(rounds.map((round) => round[ours] / round[theirs]));
        return [
            name,
            median(rounds.map((round) => round[ours])).toFixed(1),
            median(rounds.map((round) => round[theirs])).toFixed(1),
            ratio.toFixed(2),
            ratio <= GOAL ? `≤ ${GOAL}` : `above ${GOAL}`,
        ];
    };
    const previews = median(rounds.map((round) => round.preview)).toFixed(1);
    return markdownTable(
        [
            ["incident-8", "pulumi, s", "kubectl, s", "ratio", "goal"],
            pair("up", "up", "upByKubectl"),
            pair("destroy", "down", "downByKubectl"),
            ["preview", previews, "", "", ""],
        ],
        { align: ["l", "r", "r", "r", "l"] },
    );
}
