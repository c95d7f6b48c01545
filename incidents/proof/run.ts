import type { Mark } from "../evidence/schema/timeline.ts";
import type { Reading } from "../incident.ts";
import { BaselinePoints } from "./baseline-points.ts";
import { LOOK_PAUSE_MS } from "./clock.ts";
import type { ClusterView, LoadState } from "./cluster-view.ts";
import { Findings } from "./findings.ts";
import { healedByItself } from "./healing.ts";
import { LoadWatch } from "./load-watch.ts";
import { Looks } from "./looks.ts";
import { MonitoringPoints } from "./monitoring-points.ts";
import { expectedPoints, type Proof, seenPoint } from "./point.ts";
import type { Clock, ProofWitness, RunOptions, Senses } from "./senses.ts";
import { errorFirst, shown, unmet } from "./words.ts";

/** Bounds of each wait; several times what was ever seen on the reference machine. */
const RED_TIMEOUT_MS = 120_000;
const GREEN_TIMEOUT_MS = 120_000;

/** One proof, point by point; `prove` calls them in their order. */
export class ProofRun {
    readonly #options: RunOptions;
    readonly #witness: ProofWitness;
    readonly #cluster: ClusterView;
    readonly #monitoring: MonitoringPoints;
    readonly #clock: Clock;
    readonly #looks: Looks;
    readonly #load: LoadWatch;
    readonly #found: Findings;
    readonly #baseline: BaselinePoints;
    readonly #startedAt: Date;
    /** What `whileApplied` found. */
    #besides: readonly string[] = [];
    #upEnded = 0;
    #destroyEnded = 0;
    #applyToRed: number | undefined;
    #loadEndToHealed: number | undefined;
    #destroyToGreen: number | undefined;

    constructor(options: RunOptions, { witness, cluster, monitoring, clock }: Senses) {
        this.#options = options;
        this.#witness = witness;
        this.#cluster = cluster;
        this.#clock = clock;
        this.#monitoring = new MonitoringPoints(
            options.incident.id,
            monitoring,
            clock,
            options.signal,
        );
        this.#looks = new Looks(options, witness, clock);
        this.#found = new Findings(options, clock);
        this.#baseline = new BaselinePoints(options, cluster, this.#found);
        this.#load = new LoadWatch(cluster, options.stack, clock);
        this.#startedAt = new Date(clock.now());
    }

    async telemetrySeen(): Promise<boolean> {
        return this.#found.verdict("telemetry seen", await this.#monitoring.telemetry());
    }

    async baselineGreen(): Promise<boolean> {
        return this.#baseline.green(this.#looks, this.#monitoring);
    }

    async applied(): Promise<boolean> {
        const { engine, stack, evidence } = this.#options;
        evidence?.phase("apply");
        const { code, output } = await engine.up(stack);
        this.#upEnded = this.#clock.now();
        this.#monitoring.applied();
        this.#witness.began("applied");
        evidence?.mark("applied", `stack ${stack}: up ended with ${code}`);
        evidence?.phase("load");
        if (code === 0) await this.#load.applied();
        if (this.#load.isExpected) evidence?.mark("load-seen", "the stack's load runs");
        return this.#found.point(
            "applied",
            code === 0,
            code === 0 ? `stack ${stack} is up` : errorFirst(output),
        );
    }

    /** The signature, for as long as it is watched, and what else was seen meanwhile. */
    async red(): Promise<boolean> {
        const { incident, pace } = this.#options;
        const { red, reading } = await this.#waitForRed();
        this.#found.point(
            seenPoint(incident),
            red,
            incident.must.map((one) => shown(one, reading)).join("; "),
            this.#looks.tally.lacking(reading),
        );
        const toTheEnd = pace === "documented" || incident.heals !== undefined || incident.control;
        const followed = red && toTheEnd ? await this.#followLoad() : undefined;
        if (red && incident.heals !== undefined)
            this.#loadEndToHealed = await healedByItself(
                this.#options,
                this.#looks,
                this.#found,
                this.#clock,
                followed,
            );
        const looked = (): Promise<void> => this.#lookOn();
        this.#found.verdict("declared alerts fired", await this.#monitoring.declared(red, looked));
        if (reading !== undefined) this.#found.take(this.#looks.tally.decided(reading, red));
        const load = followed ?? (await this.#load.state());
        const broken = this.#looks.tally.broken().map(({ name, value }) => `${name} (${value})`);
        const unsure = this.#unsure(load);
        const calm =
            toTheEnd && load.state === "ended"
                ? "as expected, to the end of the load"
                : "as expected";
        this.#found.point(
            "nothing else broke",
            broken.length + unsure.length === 0,
            [...broken, ...unsure].join("; ") || calm,
            [...broken.map((one) => `must-not seen: ${one}`), ...unsure],
        );
        // Last, since it asks the cluster for much at once, which a shop out of CPU would feel.
        this.#besides = red ? ((await this.#options.whileApplied?.()) ?? []) : [];
        this.#found.because.push(...this.#besides);
        return red;
    }

    async noOtherAlert(): Promise<void> {
        this.#found.verdict("no other alert", await this.#monitoring.other());
    }

    async reverted(): Promise<void> {
        const { engine, stack, evidence } = this.#options;
        // The load's own figures go with it.
        await evidence?.keep();
        evidence?.phase("destroy");
        const { code, output } = await engine.destroy(stack);
        this.#destroyEnded = this.#clock.now();
        this.#witness.began("reverted");
        evidence?.mark("reverted", `stack ${stack}: destroy ended with ${code}`);
        evidence?.phase("green");
        const left = await this.#cluster.leftOvers(stack);
        this.#found.point(
            "reverted",
            code === 0 && left.length === 0,
            code !== 0
                ? errorFirst(output)
                : left.length > 0
                  ? `left: ${left.join(", ")}`
                  : "nothing left",
        );
    }

    async green(): Promise<void> {
        const { incident, greenTimeoutMs } = this.#options;
        const { recovered } = incident;
        const lasting = incident.mustNot.filter((one) => one.onlyWhileApplied !== true);
        const deadline = this.#clock.now() + (greenTimeoutMs ?? GREEN_TIMEOUT_MS);
        let reading: Reading | undefined;
        let green = false;
        while (!green && this.#clock.now() < deadline) {
            await this.#pause(LOOK_PAUSE_MS);
            const seen = this.#looks.read("reverted");
            if (seen === undefined) continue;
            reading = seen;
            green =
                recovered.every((one) => one.holds(seen)) &&
                !lasting.some((one) => one.holds(seen));
        }
        if (green) {
            this.#destroyToGreen = (this.#clock.now() - this.#destroyEnded) / 1000;
            this.#mark("green", "the shop is healthy again");
        }
        this.#found.decide("recovered", recovered, reading);
        const still = lasting.filter((one) => reading !== undefined && one.holds(reading));
        this.#found.point(
            "witness green",
            green,
            recovered.map((one) => shown(one, reading)).join("; "),
            [
                ...unmet("not recovered", recovered, reading),
                ...still.map((one) => `must-not still seen: ${one.name} (${shown(one, reading)})`),
            ],
        );
    }

    async equal(): Promise<void> {
        await this.#baseline.equal();
    }

    failed(error: Error): void {
        this.#found.point("run", false, error.message);
    }

    proof(): Proof {
        const { incident, stack, pace } = this.#options;
        const names = this.#found.points.map((point) => point.name);
        const missing = expectedPoints(incident).filter((name) => !names.includes(name));
        // A point that was not reached has its reason in the one before.
        if (this.#found.because.length === 0)
            this.#found.because.push(...missing.map((one) => `${one}: not reached`));
        return {
            version: 2,
            incident: incident.id,
            stack,
            pace: pace ?? "short",
            startedAt: this.#startedAt.toISOString(),
            endedAt: new Date(this.#clock.now()).toISOString(),
            valid:
                missing.length === 0 &&
                this.#found.points.every((point) => point.holds) &&
                this.#besides.length === 0,
            invalidBecause: this.#found.because,
            points: this.#found.points,
            applyToRedSeconds: this.#applyToRed,
            applyToAlertSeconds: this.#monitoring.applyToAlertSeconds,
            loadEndToHealedSeconds: this.#loadEndToHealed,
            destroyToGreenSeconds: this.#destroyToGreen,
            ...this.#baseline.seen,
            criteria: this.#found.criteria,
            alerts: this.#monitoring.fired(),
        };
    }

    async #waitForRed(): Promise<{ red: boolean; reading: Reading | undefined }> {
        const { redTimeoutMs } = this.#options;
        const began = this.#clock.now();
        let reading: Reading | undefined;
        let isSeen = false;
        for (;;) {
            await this.#pause(LOOK_PAUSE_MS);
            let look = this.#looks.atIncident();
            reading = look?.reading ?? reading;
            if (look?.red) {
                if (!isSeen) this.#mark("signature-seen", this.#musts(look.reading));
                isSeen = true;
                // A figure at the edge could be chance: the signature must hold on fresh pages once more.
                const seconds = (this.#clock.now() - this.#upEnded) / 1000;
                await this.#looks.settle();
                look = this.#looks.atIncident();
                reading = look?.reading ?? reading;
                if (look?.red) {
                    this.#applyToRed = seconds;
                    this.#mark("red", this.#musts(look.reading));
                    this.#options.evidence?.phase("red");
                    return { red: true, reading };
                }
            }
            const waited = this.#clock.now() - began;
            if (waited < (redTimeoutMs ?? RED_TIMEOUT_MS)) continue;
            const runsOn =
                redTimeoutMs === undefined && (await this.#load.state()).state === "running";
            if (!runsOn) return { red: false, reading };
        }
    }

    /** Looks until the load has ended, by itself or not. */
    async #followLoad(): Promise<LoadState> {
        for (;;) {
            const load = await this.#load.state();
            if (load.state !== "running") {
                this.#mark("load-ended", `the load's state: ${load.state}`);
                return load;
            }
            await this.#pause(LOOK_PAUSE_MS);
            this.#looks.atIncident();
        }
    }

    /** One more look at what must not be seen; the musts are asked for as long as there is the load. */
    async #lookOn(): Promise<void> {
        const { state } = await this.#load.state();
        if (state === "running" || !this.#load.isExpected) {
            this.#looks.atIncident();
            return;
        }
        this.#looks.withoutLoad("applied");
    }

    /** Why nobody can say that nothing else broke. */
    #unsure(load: LoadState): string[] {
        const lost = this.#load.complaint(load);
        return [lost, this.#looks.blindness()].filter((one) => one !== undefined);
    }

    #mark(name: Mark, text: string): void {
        this.#options.evidence?.mark(name, text);
    }

    #musts(reading: Reading): string {
        return this.#options.incident.must.map((one) => shown(one, reading)).join("; ");
    }

    #pause(ms: number): Promise<void> {
        return this.#clock.pause(ms, this.#options.signal);
    }
}
