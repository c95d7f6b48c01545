import { compareSnapshots, contentHash, leftBetween, type Snapshot } from "../evidence/snapshot.ts";
import type { Difference } from "../recovery/difference.ts";
import type { ClusterView } from "./cluster-view.ts";
import type { Findings } from "./findings.ts";
import type { Looks } from "./looks.ts";
import type { MonitoringPoints } from "./monitoring-points.ts";
import type { Proof } from "./point.ts";
import type { RunOptions } from "./senses.ts";

/** What a proof begins with and has to come back to: the baseline, by its preview and by its content. */
export class BaselinePoints {
    readonly #options: RunOptions;
    readonly #cluster: ClusterView;
    readonly #found: Findings;
    #before: Snapshot | undefined;
    #after: Snapshot | undefined;
    #differences: Difference[] = [];

    constructor(options: RunOptions, cluster: ClusterView, found: Findings) {
        this.#options = options;
        this.#cluster = cluster;
        this.#found = found;
    }

    /** The content before and after, by its hash, and where they differ. */
    get seen(): Pick<Proof, "content" | "differences"> {
        return {
            content: {
                before: this.#before === undefined ? "" : contentHash(this.#before),
                after: this.#after === undefined ? undefined : contentHash(this.#after),
            },
            differences: this.#differences,
        };
    }

    /** Whether an incident may begin: nothing to change, no alert, a shop that serves. */
    async green(looks: Looks, monitoring: MonitoringPoints): Promise<boolean> {
        const name = "baseline green";
        const preview = await this.#preview();
        if (preview.code !== 0) {
            const cure = `pulumi up --stack ${this.#options.baselineStack} --refresh`;
            return this.#found.point(
                name,
                false,
                this.#changes(preview.output, ` (cure: ${cure})`),
            );
        }
        const loud = await monitoring.quiet();
        if (loud.length > 0)
            return this.#found.point(name, false, `alerts fire: ${loud.join(", ")}`);
        const unhealthy = await looks.waitForFigures();
        if (unhealthy !== undefined) return this.#found.point(name, false, unhealthy);
        this.#before = await this.#cluster.snapshot();
        this.#options.evidence?.before(this.#before);
        const reading = looks.healthy();
        const ready = Object.values(reading.phases).every((phase) => phase === "Running");
        return this.#found.point(
            name,
            reading.failedShare === 0 && ready,
            `p95 ${reading.catalogueP95Ms.toFixed(0)} ms, failed ${reading.failedShare * 100} %, ` +
                `content ${contentHash(this.#before)}`,
        );
    }

    /** Whether all is as it was before; nothing where that was never taken. */
    async equal(): Promise<void> {
        if (this.#before === undefined) return;
        const { baselineStack, evidence } = this.#options;
        evidence?.phase("equal");
        const after = await this.#cluster.snapshot();
        this.#after = after;
        evidence?.after(after);
        const found = compareSnapshots(this.#before, after);
        const preview = await this.#preview();
        this.#differences = [...found];
        if (preview.code !== 0)
            this.#differences.push({
                object: `stack ${baselineStack}`,
                field: "preview",
                expected: "no change",
                found: "changes",
            });
        if (this.#differences.length === 0) evidence?.mark("equal", contentHash(after));
        const objects = Object.keys(after.objects).length;
        this.#found.point(
            "baseline equal",
            this.#differences.length === 0,
            found.length > 0
                ? found.map((d) => `${d.object} ${d.field}: ${d.expected} → ${d.found}`).join("; ")
                : preview.code === 0
                  ? `${objects} objects, ${contentHash(after)}, preview without changes; ` +
                    `left by the run: ${leftBetween(this.#before, after)}`
                  : this.#changes(preview.output),
        );
    }

    #changes(output: string, cure = ""): string {
        return `the preview of ${this.#options.baselineStack} finds changes${cure}\n${output}`;
    }

    async #preview(): Promise<{ code: number; output: string }> {
        const { engine, baselineStack, signal } = this.#options;
        const preview = await engine.previewUnchanged(baselineStack);
        // An interrupted one says nothing of the baseline.
        signal?.throwIfAborted();
        return preview;
    }
}
