import { Agent } from "node:http";
import type { KubeClient } from "../../components/kube/client.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { Reading } from "../incident.ts";
import type { ReadingParts } from "../reading-parts.ts";
import { pause } from "../recovery/rollout.ts";
import { liveContainers, sampleCpu } from "./cpu-samples.ts";
import { CpuWatch } from "./cpu-watch.ts";
import type { Moment, Part } from "./part.ts";
import { PageWatch } from "./page-watch.ts";
import { type PageSample, type PodState, samplePage, samplePods } from "./samples.ts";

/** What the witness compares with: taken while the shop is healthy. */
export interface HealthyState {
    p95Ms: number;
    /** Restart counts by namespace and pod name. */
    restarts: Record<string, number>;
}

const PAGE_PAUSE_MS = 250;
/** They look in turn, so a page may take ten seconds before one of them comes too late for the next. */
const CUSTOMERS = 40;
/** The kubelet's own readings are some ten seconds apart; asking more often gives the same numbers. */
const CPU_PAUSE_MS = 3_000;
const PODS_PAUSE_MS = 1_000;
const RUNNING = "Running";
/** The witness's own looks; a part has its name. */
const [PAGES, CPU, PODS] = ["pages", "CPU", "pods"] as const;
/** Who saw nothing for so long sees nothing: what was seen last may long be otherwise. */
const STALE_MS = 20_000;

/**
 * Looks at the shop from outside, side by side with whatever happens to it. It asks the host port, the
 * kubelet and the API server: nothing here comes from the one who makes the incident.
 */
export class Witness {
    readonly #kube: KubeClient;
    readonly #url: string;
    readonly #pages = new PageWatch();
    readonly #cpu = new CpuWatch();
    #pods: PodState[] = [];
    /**
     * Each with a connection of its own that stays open, as a browser's does. The front-end takes in one
     * new connection a turn: while it is overloaded a turn lasts a second, and customers who come anew
     * say nothing about what those inside see.
     */
    readonly #customers = Array.from(
        { length: CUSTOMERS },
        () => new Agent({ keepAlive: true, maxSockets: 1 }),
    );
    /** Pages that are on their way, by the one who asked. */
    readonly #asking = new Map<Agent, Promise<void>>();
    #running = false;
    #loops: Promise<void>[] = [];
    readonly #parts: readonly Part[];
    readonly #tell: (page: PageSample, askedMs: number) => void;
    /** By loop: when a look last came to its end, and why the last one didn't. */
    readonly #looked = new Map<string, number>();
    readonly #errors = new Map<string, Error>();

    /**
     * @param url address of the shop on the host, e.g. `http://127.0.0.1:2025`
     * @param parts what the incident's signature needs besides
     * @param tell told of each page that came or didn't, and when it was asked for; default nobody
     */
    constructor(
        kube: KubeClient,
        url: string,
        parts: readonly Part[],
        tell: (page: PageSample, askedMs: number) => void = () => undefined,
    ) {
        this.#tell = tell;
        this.#kube = kube;
        this.#url = `${url}/catalogue`;
        this.#parts = parts;
    }

    start(): void {
        this.#running = true;
        this.#loops = [
            this.#loop(PAGES, PAGE_PAUSE_MS, () => {
                // Not one after the other: a slow shop would then be asked less, and look better.
                const next = this.#customers.findIndex((one) => !this.#asking.has(one));
                // Who asked goes to the end, so that all keep their connections in use.
                if (next >= 0) for (const one of this.#customers.splice(next, 1)) this.#ask(one);
                return Promise.resolve();
            }),
            this.#loop(CPU, CPU_PAUSE_MS, async () => {
                const live = await liveContainers(this.#kube);
                this.#cpu.add(await sampleCpu(this.#kube), live);
            }),
            this.#loop(PODS, PODS_PAUSE_MS, async () => {
                this.#pods = await samplePods(this.#kube);
            }),
            ...this.#parts.map((part) => this.#loop(part.name, part.pauseMs, () => part.look())),
        ];
    }

    /** Ends the looking. */
    async stop(): Promise<void> {
        this.#running = false;
        await Promise.all([...this.#loops, ...this.#asking.values()]);
        for (const one of this.#customers) one.destroy();
    }

    /**
     * Forgets the pages seen so far and those on their way, so that a reading is about what is asked from
     * now on: under overload an answer takes seconds, and would count as one of the shop after it.
     */
    forgetPages(): void {
        this.#pages.forget(Date.now());
    }

    /** A command ended: what is read from now on is about what came of it. */
    began(moment: Moment): void {
        this.#pages.began(Date.now());
        this.#cpu.forgetPeaks();
        for (const part of this.#parts) part.began(moment);
    }

    /** What lacks until a reading can be taken, by name. */
    lacking(): string[] {
        const oldest = Date.now() - STALE_MS;
        const news = (name: string): string[] =>
            (this.#looked.get(name) ?? 0) < oldest ? [`${name}: no news`] : [];
        return [
            ...[CPU, PODS].flatMap(news),
            ...this.#parts.flatMap((part) => part.lacks() ?? news(part.name)),
        ];
    }

    /** What the parts see that a healthy shop hasn't. */
    complaints(): string[] {
        return this.#parts.flatMap((part) => part.complaint() ?? []);
    }

    /** How many pages a reading would stand on, and whether the kubelet's counters cover a span. */
    readiness(): { pages: number; cpu: boolean; lastError: Error | undefined } {
        return {
            pages: this.#pages.count,
            cpu: this.#cpu.isReady(Date.now()),
            lastError: [...this.#errors.values()].at(-1),
        };
    }

    /** Failed pages among those a reading would stand on. */
    failures(): number {
        return this.#pages.failures;
    }

    /** What the shop looks like now, to be compared with later. */
    healthyState(): HealthyState {
        return {
            p95Ms: this.#pages.figures().p95Ms,
            restarts: Object.fromEntries(
                this.#pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod.restarts]),
            ),
        };
    }

    /** The figures that a signature is judged by. */
    reading(healthy: HealthyState): Reading {
        const pages = this.#pages.figures();
        const cpu = this.#cpu.figures();
        const restarts: Record<string, number> = {};
        const phases: Record<string, string> = {};
        for (const pod of this.#pods) {
            const before = healthy.restarts[`${pod.namespace}/${pod.name}`] ?? 0;
            restarts[pod.owner] = (restarts[pod.owner] ?? 0) + Math.max(0, pod.restarts - before);
            if (pod.namespace === SHOP_NAMESPACE) {
                const workload = pod.owner.slice(SHOP_NAMESPACE.length + 1);
                // Of several pods the one that does not run counts.
                if ((phases[workload] ?? RUNNING) === RUNNING) phases[workload] = pod.phase;
            }
        }
        return {
            catalogueP95Ms: pages.p95Ms,
            baselineP95Ms: healthy.p95Ms,
            goodPeakP95Ms: this.#pages.goodPeakP95Ms,
            breakerOpenShare: pages.breakerOpenShare,
            failedShare: pages.failedShare,
            pageErrors: pages.errors,
            throttledShare: cpu.throttledShare,
            cpuPercentOfLimit: cpu.percentOfLimit,
            cpuPeakPercentOfLimit: cpu.peakPercentOfLimit,
            restarts,
            phases,
            ...this.#partReadings(),
        };
    }

    #partReadings(): Partial<ReadingParts> {
        return this.#parts.reduce((all, part) => ({ ...all, ...part.reading() }), {});
    }

    #ask(customer: Agent): void {
        const askedMs = Date.now();
        this.#customers.push(customer);
        const page = samplePage(this.#url, { agent: customer }).then((value) => {
            this.#pages.add(value, askedMs, Date.now());
            this.#tell(value, askedMs);
            this.#asking.delete(customer);
        });
        this.#asking.set(customer, page);
    }

    async #loop(name: string, pauseMs: number, step: () => Promise<void>): Promise<void> {
        while (this.#running) {
            try {
                await step();
                this.#looked.set(name, Date.now());
                this.#errors.delete(name);
            } catch (error) {
                // The API server may be busy for a moment; a lasting failure shows in lacking().
                this.#errors.set(name, error as Error);
            }
            await pause(pauseMs);
        }
    }
}
