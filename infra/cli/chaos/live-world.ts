import { setTimeout } from "node:timers/promises";
import { KubeClient } from "../../../components/kube/client.ts";
import type { KubeTarget } from "../../../components/kube/credentials.ts";
import { LabError } from "../../../components/kit/error.ts";
import { compareSnapshots, type Snapshot } from "../../../incidents/evidence/snapshot.ts";
import { LiveClusterView } from "../../../incidents/proof/cluster-view.ts";
import { asWitness, requireWitness } from "../../../incidents/witness/identity.ts";
import { engineError, proposedChanges } from "../../../incidents/proof/words.ts";
import { type EngineResult, pulumi, type PulumiOptions } from "../engine.ts";
import { nodeOf } from "./node.ts";
import { recoverCommand } from "./recover-command.ts";
import { blowOf } from "./blows.ts";
import type { Kind, Operation, Recovery, Round } from "./draw.ts";
import type { World } from "./round.ts";
import { type Strike, strike } from "./strike.ts";

/** What an uninterrupted `up` and `destroy` of an incident take, in milliseconds. */
export type Span = Readonly<Record<Operation, number>>;

export interface LiveWorldOptions {
    seed: number;
    baselineStack: string;
    cluster: KubeTarget;
    /** How the engine is called. */
    engine: PulumiOptions;
    /** By incident. */
    spans: ReadonlyMap<string, Span>;
    /** Interrupts the commands that are to be struck, and what leads to them; never a recovery. */
    signal?: AbortSignal;
    say(line: string): void;
}

/** Consumers come back, and queues run empty, some seconds after their pods have. */
const SETTLE_TIMEOUT_MS = 60_000;
/** Every container begins anew, in whatever order, and some begin twice. */
const RESTART_TIMEOUT_MS = 300_000;
const API_TIMEOUT_MS = 180_000;
const LOOK_MS = 1_000;

/** The lab that is up. */
export class LiveWorld implements World {
    readonly #options: LiveWorldOptions;
    readonly #kube: KubeClient;
    readonly #view: LiveClusterView;
    #healthy: Snapshot;

    private constructor(options: LiveWorldOptions, kube: KubeClient, healthy: Snapshot) {
        this.#options = options;
        this.#kube = kube;
        this.#view = new LiveClusterView(kube);
        this.#healthy = healthy;
    }

    /**
     * Takes the baseline's content, which every round has to come back to.
     * @throws LabError for a baseline that its own program would change
     */
    static async of(options: LiveWorldOptions): Promise<LiveWorld> {
        const kube = new KubeClient(asWitness(options.cluster));
        await requireWitness(kube);
        const healthy = await new LiveClusterView(kube).snapshot();
        const world = new LiveWorld(options, kube, healthy);
        const changes = await world.#previewChanges();
        if (changes === undefined) return world;
        kube.close();
        throw new LabError({
            where: `stack ${options.baselineStack}`,
            found: changes,
            allowed: "a baseline that is as its program says: what else is to be come back to",
            cure: `pulumi up --stack ${options.baselineStack} --refresh`,
        });
    }

    close(): void {
        this.#kube.close();
    }

    say(line: string): void {
        this.#options.say(line);
    }

    spanMs(incident: string, operation: Operation): number {
        const span = this.#options.spans.get(incident);
        if (span === undefined) throw new Error(`no span of ${incident}`);
        return span[operation];
    }

    async up(incident: string): Promise<void> {
        await this.#must("up", incident, this.#options.signal);
    }

    async destroy(incident: string): Promise<void> {
        await this.#must("destroy", incident, undefined);
    }

    strike(round: Round, atMs: number): Promise<Strike> {
        const { seed, cluster, engine, signal } = this.#options;
        return strike({
            stack: round.incident,
            operation: round.operation,
            atMs,
            blow: blowOf(seed, round, nodeOf(cluster.context)),
            engine,
            ...(signal === undefined ? {} : { signal }),
        });
    }

    async answering(): Promise<void> {
        const deadline = Date.now() + API_TIMEOUT_MS;
        for (;;) {
            try {
                await this.#kube.text("GET", "/readyz");
                return;
            } catch (error) {
                if (Date.now() > deadline) {
                    throw new Error(
                        `the API server doesn't answer ${API_TIMEOUT_MS / 1000} s later`,
                        { cause: error },
                    );
                }
            }
            await setTimeout(LOOK_MS);
        }
    }

    recover(how: Recovery, incident: string): Promise<EngineResult> {
        if (how === "destroy") return this.#engine("destroy", incident, undefined);
        return recoverCommand(this.#options.engine);
    }

    async judge(incident: string, kind: Kind): Promise<string[]> {
        const restarted = kind === "node";
        const deadline = Date.now() + (restarted ? RESTART_TIMEOUT_MS : SETTLE_TIMEOUT_MS);
        for (;;) {
            const because = await this.#differences(incident, restarted);
            const isLast = Date.now() >= deadline;
            // What isn't as it was need not be previewed, unless that is to be told.
            if (because.length === 0 || isLast) {
                const changes = await this.#previewChanges();
                if (changes !== undefined) because.push(changes);
            }
            if (because.length === 0 || isLast) return because;
            await setTimeout(LOOK_MS);
        }
    }

    /** After a baseline had to be mended: restarts that are known count no more. */
    async forgetRestarts(): Promise<void> {
        const { restarts } = await this.#view.snapshot();
        this.#healthy = { ...this.#healthy, restarts };
    }

    async #differences(incident: string, restarted: boolean): Promise<string[]> {
        try {
            const now = await this.#view.snapshot();
            // A node's restart restarts every container: that is what it is, and the new measure.
            if (restarted) this.#healthy = { ...this.#healthy, restarts: now.restarts };
            const left = await this.#view.leftOvers(incident);
            return [
                ...compareSnapshots(this.#healthy, now).map(
                    (one) => `${one.object} ${one.field}: ${one.expected} → ${one.found}`,
                ),
                ...left.map((object) => `left: ${object}`),
            ];
        } catch (error) {
            return [`no snapshot: ${(error as Error).message}`];
        }
    }

    async #previewChanges(): Promise<string | undefined> {
        const { baselineStack, engine } = this.#options;
        const { code, output } = await pulumi(
            ["preview", "--stack", baselineStack, "--refresh", "--expect-no-changes"],
            { ...engine, signal: new AbortController().signal },
        );
        return code === 0
            ? undefined
            : `the preview of ${baselineStack} finds changes: ` +
                  [engineError(output), ...proposedChanges(output)].join("; ");
    }

    #engine(
        operation: Operation,
        stack: string,
        signal: AbortSignal | undefined,
    ): Promise<EngineResult> {
        return pulumi([operation, "--stack", stack, "--yes", "--skip-preview"], {
            ...this.#options.engine,
            // Out of reach of the terminal's Ctrl-C, which is ours to answer.
            signal: signal ?? new AbortController().signal,
        });
    }

    async #must(
        operation: Operation,
        stack: string,
        signal: AbortSignal | undefined,
    ): Promise<void> {
        const { code, output } = await this.#engine(operation, stack, signal);
        if (code !== 0) {
            throw new Error(`${operation} of ${stack} ended with ${code}: ${engineError(output)}`);
        }
    }
}
