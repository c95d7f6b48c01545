import { LabError } from "../../components/kit/error.ts";
import { KubeClient } from "../../components/kube/client.ts";
import { INCIDENTS } from "../../incidents/catalog.ts";
import { endTraced, type Ending } from "../../incidents/recovery/end-traced.ts";
import { removeLeftLocks } from "../../incidents/recovery/lock.ts";
import { forget } from "../../incidents/recovery/recover.ts";
import { describeTraces, readTraces } from "../../incidents/recovery/traces.ts";
import { pulumi } from "./engine.ts";
import { incidentFiles } from "./incidents.ts";
import { EngineStates } from "./recover/engine-state.ts";
import { reachCluster } from "./recover/reach.ts";

export interface RecoverRequest {
    /** Stacks to end; none: every one that is found. */
    incidents: readonly string[];
    /** Stack of the baseline. */
    baseline: string;
    /** Only say what would be ended. */
    dryRun?: boolean;
    json?: boolean;
}

/** What a recovery found, did and left. */
export interface RecoverReport {
    /** Context of the cluster; undefined where there is none any more. */
    context: string | undefined;
    /** What the cluster and the engine had of incidents, a line each. */
    found: string[];
    /** What was done, a line each. */
    done: string[];
    /** What went wrong or is still there; empty after a recovery. */
    left: string[];
}

/**
 * Ends every incident, from what the cluster has of it, whatever became of the commands, the stack files
 * and the engine's state; then puts the engine's state right. Safe to repeat and to interrupt.
 * @returns 0 where nothing of an incident is left
 */
export async function recoverCommand(request: RecoverRequest): Promise<number> {
    const say = (line: string): void => void process.stderr.write(`${line}\n`);
    const report = await recoverAll(request, say);
    if (request.json) process.stdout.write(`${JSON.stringify(report, undefined, 4)}\n`);
    else process.stdout.write(`${summary(report, request)}\n`);
    return report.left.length === 0 ? 0 : 1;
}

async function recoverAll(
    request: RecoverRequest,
    say: (line: string) => void,
): Promise<RecoverReport> {
    const { incidents, baseline, dryRun } = request;
    const target = await reachCluster(baseline, say);
    const report: RecoverReport = { context: target?.context, found: [], done: [], left: [] };
    const states = new EngineStates();
    const kube = target === undefined ? undefined : new KubeClient(target);
    if (kube === undefined) say("there is no cluster: nothing of an incident is in place");
    try {
        const isAsked = (stack: string): boolean =>
            incidents.length === 0 || incidents.includes(stack);
        const believed = await believedUp(states, baseline);
        const known = [...INCIDENTS, ...believed];
        const traced = kube === undefined ? [] : await readTraces(kube, known);
        requireKnown(incidents, [...traced.map(({ stack }) => stack), ...believed]);
        const traces = traced.filter(({ stack }) => isAsked(stack));
        report.found.push(...traces.map(describeTraces));
        for (const stack of believed.filter(isAsked)) {
            if (traces.every((one) => one.stack !== stack)) {
                report.found.push(
                    `${stack}: up by the engine's state, without a trace in the cluster`,
                );
            }
        }
        for (const line of report.found) say(line);
        if (dryRun) return report;
        const tell = (line: string): void => {
            report.done.push(line);
            say(line);
        };
        const endings: Ending[] = [];
        if (kube !== undefined) {
            await removeLeftLocks(kube, tell);
            for (const { stack } of traces) {
                await attempt(report, stack, say, async () => {
                    const inState = (one: string) => states.record(one);
                    endings.push(await endTraced(kube, stack, inState, tell));
                });
            }
        }
        for (const stack of believed.filter(isAsked)) {
            if (report.left.some((line) => line.startsWith(`${stack}:`))) continue;
            await attempt(report, stack, say, () =>
                states.empty(stack, kube !== undefined, (line) => tell(`${stack}: ${line}`)),
            );
        }
        if (kube === undefined) return report;
        if (endings.some(({ lost }) => lost)) {
            await attempt(report, baseline, say, () => baselineBack(baseline, tell));
        }
        const isBack = !report.left.some((line) => line.startsWith(`${baseline}:`));
        for (const { stack, lost } of endings) {
            if (isBack || !lost) await attempt(report, stack, say, () => forget(kube, stack));
        }
        const still = (await readTraces(kube, known)).filter(({ stack }) => isAsked(stack));
        report.left.push(...still.map(describeTraces));
        return report;
    } finally {
        kube?.close();
    }
}

/** Goes on with the next whatever becomes of one; what failed is left, and said. */
async function attempt(
    report: RecoverReport,
    stack: string,
    say: (line: string) => void,
    work: () => Promise<void>,
): Promise<void> {
    try {
        await work();
    } catch (error) {
        const line = `${stack}: ${(error as Error).message}`;
        report.left.push(line);
        say(line);
    }
}

/** Stacks of incidents over that baseline that are up by the engine's state. */
async function believedUp(states: EngineStates, baseline: string): Promise<string[]> {
    const files = incidentFiles();
    const up: string[] = [];
    for (const [stack, isUp] of await states.all()) {
        if (!isUp || stack === baseline) continue;
        const file = files.find((one) => one.stack === stack);
        // A file may be missing or broken: then its state tells.
        if (file === undefined ? await states.isIncident(stack) : file.baseline === baseline) {
            up.push(stack);
        }
    }
    return up;
}

function requireKnown(asked: readonly string[], found: readonly string[]): void {
    const files = incidentFiles().map(({ stack }) => stack);
    const unknown = asked.find((stack) => !found.includes(stack) && !files.includes(stack));
    if (unknown === undefined) return;
    throw new LabError({
        where: "npm run recover",
        found: `no incident ${unknown}, neither in stacks/ nor in the cluster nor in the engine's state`,
        allowed: "stacks of incidents, or none for every incident that is found",
        cure: "npm run incidents lists them",
    });
}

/** Puts back what no record told: the baseline's stack says what it should be. */
async function baselineBack(baseline: string, tell: (line: string) => void): Promise<void> {
    const at = ["--stack", baseline, "--refresh"];
    const look = await pulumi(["preview", ...at, "--expect-no-changes"]);
    if (look.code === 0) return tell(`${baseline}: as its stack says`);
    tell(`${baseline}: not as its stack says: pulumi up ${at.join(" ")}`);
    // An incident took fields over; without its record nobody gives them back but by force.
    const env = { PULUMI_K8S_ENABLE_PATCH_FORCE: "true" };
    const { code, output } = await pulumi(["up", ...at, "--yes", "--skip-preview"], { env });
    if (code !== 0) throw new Error(`pulumi up ${at.join(" ")} failed:\n${output}`);
    tell(`${baseline}: put back by its stack`);
}

/** The end for people. */
function summary(
    { context, found, left }: RecoverReport,
    { dryRun, baseline }: RecoverRequest,
): string {
    if (left.length > 0) return `not recovered:\n${left.map((line) => `  ${line}`).join("\n")}`;
    if (found.length === 0) return "nothing to recover";
    if (dryRun)
        return `${found.length} found; npm run recover ends ${found.length === 1 ? "it" : "them"}`;
    const done = "recovered: nothing of an incident is left";
    if (context === undefined) return done;
    return `${done}\nthe proof: pulumi preview --stack ${baseline} --refresh --expect-no-changes`;
}
