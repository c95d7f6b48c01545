import { LabError } from "../../components/kit/error.ts";
import { KubeClient } from "../../components/kube/client.ts";
import { LAB_NAMESPACE, STACK_LABEL } from "../../components/kit/labels.ts";
import { collectionPath } from "../../components/kube/path.ts";
import {
    compareSnapshots,
    contentHash,
    type Snapshot,
    takeSnapshot,
} from "../evidence/snapshot.ts";
import type { Criterion, Reading } from "../incident.ts";
import { pause } from "../recovery/rollout.ts";
import { partsFor } from "../witness/parts.ts";
import { type HealthyState, Witness } from "../witness/witness.ts";
import type { ProofOptions } from "./options.ts";
import type { Point, Proof } from "./point.ts";

/** Bounds of each wait; several times what was ever seen on the reference machine. */
const HEALTHY_TIMEOUT_MS = 60_000;
const RED_TIMEOUT_MS = 120_000;
const GREEN_TIMEOUT_MS = 120_000;
const LOOK_PAUSE_MS = 1_000;
/** Pages that a figure must stand on. */
const MIN_PAGES = 15;

/**
 * Runs an incident from green to green and decides, from outside, whether it was the one it claims to
 * be. Whatever happens, the incident is destroyed at the end.
 */
export async function prove(options: ProofOptions): Promise<Proof> {
    const kube = new KubeClient(options.cluster);
    const parts = partsFor(options.incident.looks ?? {}, kube, options.url);
    const witness = new Witness(kube, options.url, parts);
    const run = new ProofRun(options, kube, witness);
    try {
        witness.start();
        await run.baselineGreen();
        try {
            if (await run.applied()) await run.red();
        } finally {
            await run.reverted();
        }
        await run.green();
        await run.equal();
    } catch (error) {
        run.failed(error as Error);
    } finally {
        await witness.stop();
        kube.close();
    }
    return run.proof();
}

class ProofRun {
    readonly #options: ProofOptions;
    readonly #kube: KubeClient;
    readonly #witness: Witness;
    readonly #points: Point[] = [];
    readonly #criteria: Proof["criteria"] = [];
    readonly #startedAt = new Date();
    #lastAt = Date.now();
    #healthy: HealthyState | undefined;
    #before: Snapshot | undefined;
    #after: Snapshot | undefined;
    #upEnded = 0;
    #destroyEnded = 0;
    #applyToRed: number | undefined;
    #destroyToGreen: number | undefined;
    /** Must-nots that were seen at any look, with the figure. */
    readonly #broken = new Map<string, string>();

    constructor(options: ProofOptions, kube: KubeClient, witness: Witness) {
        this.#options = options;
        this.#kube = kube;
        this.#witness = witness;
    }

    async baselineGreen(): Promise<void> {
        const { engine, baselineStack } = this.#options;
        const preview = await engine.previewUnchanged(baselineStack);
        if (preview.code !== 0) {
            throw new LabError({
                where: `stack ${baselineStack}`,
                found: `its preview finds changes (exit code ${preview.code}):\n${preview.output}`,
                allowed: "a baseline without a difference",
                cure: `pulumi up --stack ${baselineStack} --refresh`,
            });
        }
        await this.#waitForFigures();
        this.#before = await takeSnapshot(this.#kube, this.#options.cluster);
        this.#healthy = this.#witness.healthyState();
        const reading = this.#witness.reading(this.#healthy);
        const ready = Object.values(reading.phases).every((phase) => phase === "Running");
        this.#point(
            "baseline green",
            reading.failedShare === 0 && ready,
            `p95 ${reading.catalogueP95Ms.toFixed(0)} ms, failed ${reading.failedShare * 100} %, ` +
                `content ${contentHash(this.#before)}`,
        );
        if (!this.#points.at(-1)?.holds)
            throw new Error("the baseline isn't green: nothing to prove");
    }

    async applied(): Promise<boolean> {
        const { engine, stack } = this.#options;
        const { code, output } = await engine.up(stack);
        this.#upEnded = Date.now();
        this.#witness.began("applied");
        this.#point("applied", code === 0, code === 0 ? `stack ${stack} is up` : output);
        return code === 0;
    }

    async red(): Promise<void> {
        const { must } = this.#options.incident;
        const deadline = Date.now() + (this.#options.redTimeoutMs ?? RED_TIMEOUT_MS);
        let reading: Reading | undefined;
        let red = false;
        while (!red && Date.now() < deadline) {
            await pause(LOOK_PAUSE_MS);
            reading = this.#look();
            red = reading !== undefined && must.every((one) => one.holds(reading as Reading));
        }
        // A figure at the edge could be chance: the signature must hold on fresh pages once more.
        if (red) {
            this.#applyToRed = (Date.now() - this.#upEnded) / 1000;
            await this.#settle();
            reading = this.#look() ?? reading;
            red = reading !== undefined && must.every((one) => one.holds(reading as Reading));
        }
        if (reading !== undefined) this.#note("must", must, reading);
        this.#point(
            "witness red",
            red,
            must.map((one) => (reading ? one.value(reading) : "no figure")).join("; "),
        );
        for (const one of this.#options.incident.mustNot) {
            const seen = this.#broken.get(one.name);
            if (reading === undefined) continue;
            this.#criteria.push(row("must not", one, seen ?? one.value(reading)));
        }
        this.#point(
            "nothing else broke",
            this.#broken.size === 0,
            [...this.#broken].map(([name, value]) => `${name}: ${value}`).join("; ") ||
                "as expected",
        );
    }

    async reverted(): Promise<void> {
        const { engine, stack } = this.#options;
        const { code, output } = await engine.destroy(stack);
        this.#destroyEnded = Date.now();
        this.#witness.began("reverted");
        const left = await this.#leftOvers();
        this.#point(
            "reverted",
            code === 0 && left.length === 0,
            code !== 0 ? output : left.length > 0 ? `left: ${left.join(", ")}` : "nothing left",
        );
    }

    async green(): Promise<void> {
        const { recovered, mustNot } = this.#options.incident;
        const deadline = Date.now() + GREEN_TIMEOUT_MS;
        let reading: Reading | undefined;
        let green = false;
        while (!green && Date.now() < deadline) {
            await pause(LOOK_PAUSE_MS);
            const seen = this.#look();
            if (seen === undefined) continue;
            reading = seen;
            green =
                recovered.every((one) => one.holds(seen)) &&
                !mustNot.some((one) => one.onlyWhileApplied !== true && one.holds(seen));
        }
        if (green) this.#destroyToGreen = (Date.now() - this.#destroyEnded) / 1000;
        if (reading !== undefined) this.#note("recovered", recovered, reading);
        this.#point(
            "witness green",
            green,
            recovered.map((one) => (reading ? one.value(reading) : "no figure")).join("; "),
        );
    }

    async equal(): Promise<void> {
        if (this.#before === undefined) return;
        this.#after = await takeSnapshot(this.#kube, this.#options.cluster);
        const found = compareSnapshots(this.#before, this.#after);
        const preview = await this.#options.engine.previewUnchanged(this.#options.baselineStack);
        const objects = Object.keys(this.#after.objects).length;
        this.#point(
            "baseline equal",
            found.length === 0 && preview.code === 0,
            found.length > 0
                ? found.map((d) => `${d.object} ${d.field}: ${d.expected} → ${d.found}`).join("; ")
                : preview.code === 0
                  ? `${objects} objects, ${contentHash(this.#after)}, preview without changes`
                  : preview.output,
        );
    }

    failed(error: Error): void {
        this.#point("run", false, error.message);
    }

    proof(): Proof {
        const { incident, stack } = this.#options;
        return {
            version: 1,
            incident: incident.id,
            stack,
            startedAt: this.#startedAt.toISOString(),
            endedAt: new Date().toISOString(),
            valid: this.#points.length === 7 && this.#points.every((point) => point.holds),
            points: this.#points,
            applyToRedSeconds: this.#applyToRed,
            destroyToGreenSeconds: this.#destroyToGreen,
            content: {
                before: this.#before === undefined ? "" : contentHash(this.#before),
                after: this.#after === undefined ? undefined : contentHash(this.#after),
            },
            criteria: this.#criteria,
        };
    }

    /** One look, with every must-not checked; undefined while there are too few figures. */
    #look(): Reading | undefined {
        const { pages, cpu } = this.#witness.readiness();
        const lacks = pages < MIN_PAGES || !cpu || this.#witness.lacking().length > 0;
        if (lacks || this.#healthy === undefined) return undefined;
        const reading = this.#witness.reading(this.#healthy);
        for (const one of this.#options.incident.mustNot) {
            if (one.holds(reading)) this.#broken.set(one.name, one.value(reading));
        }
        return reading;
    }

    async #waitForFigures(): Promise<void> {
        const deadline = Date.now() + HEALTHY_TIMEOUT_MS;
        for (;;) {
            const { pages, cpu, lastError } = this.#witness.readiness();
            const failed = pages > 0 && this.#witness.failures() > 0;
            const others = [...this.#witness.lacking(), ...this.#witness.complaints()];
            if (pages >= 2 * MIN_PAGES && cpu && !failed && others.length === 0) return;
            if (Date.now() > deadline) {
                throw new Error(
                    [
                        `the witness does not see a healthy shop: ${pages} pages`,
                        `${this.#witness.failures()} failed, CPU counters ${String(cpu)}`,
                        ...others,
                    ].join(", "),
                    { cause: lastError },
                );
            }
            await pause(200);
        }
    }

    async #settle(): Promise<void> {
        this.#witness.forgetPages();
        const deadline = Date.now() + HEALTHY_TIMEOUT_MS;
        while (this.#witness.readiness().pages < MIN_PAGES && Date.now() < deadline) {
            await pause(200);
        }
    }

    async #leftOvers(): Promise<string[]> {
        const selector = `?labelSelector=${encodeURIComponent(`${STACK_LABEL}=${this.#options.stack}`)}`;
        const kinds = [
            { apiVersion: "batch/v1", kind: "Job", namespace: LAB_NAMESPACE },
            { apiVersion: "v1", kind: "ConfigMap", namespace: LAB_NAMESPACE },
        ];
        const lists = await Promise.all(
            kinds.map((kind) => this.#kube.list(`${collectionPath(kind)}${selector}`)),
        );
        return lists.flat().map((object) => object.metadata.name);
    }

    #note(group: string, criteria: readonly Criterion[], reading: Reading): void {
        for (const one of criteria) this.#criteria.push(row(group, one, one.value(reading)));
    }

    #point(name: string, holds: boolean, seen: string): void {
        const now = Date.now();
        const seconds = (now - this.#lastAt) / 1000;
        this.#lastAt = now;
        this.#points.push({ name, holds, seen, at: new Date(now).toISOString(), seconds });
        this.#options.say(`${holds ? "✓" : "✗"} ${name} (${seconds.toFixed(1)} s): ${seen}`);
    }
}

function row(group: string, one: Criterion, value: string): Proof["criteria"][number] {
    return { group, name: one.name, expected: one.expected, value, source: one.source };
}
