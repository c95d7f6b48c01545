import { setTimeout } from "node:timers/promises";
import { InvalidArgumentError } from "commander";
import { LabError } from "../../components/kit/error.ts";
import { KubeClient } from "../../components/kube/client.ts";
import { asWitness, requireWitness } from "../../incidents/witness/identity.ts";
import { storeOf } from "./drill/place.ts";
import { requireBaseline } from "./prove.ts";
import { DoorWatch } from "./watch/door-watch.ts";
import { look } from "./watch/look.ts";
import {
    JsonScreen,
    LineScreen,
    type Output,
    type Screen,
    TerminalScreen,
} from "./watch/screen.ts";

export interface WatchRequest {
    /** Between two looks, in milliseconds. */
    interval: number;
    once?: boolean;
    json?: boolean;
    /** Stack of the baseline. */
    baseline: string;
}

/** A live cluster answers in milliseconds; one that does not is shown as such, and asked again. */
const ANSWER_TIMEOUT_MS = 5_000;
const SHORTEST_S = 1;
const LONGEST_S = 600;
/** Exit codes as a shell has them for a process that a signal ended. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Shows the live state of shop and incidents until it is told to stop. It reads as the witness, who can't
 * write, and asks the shop for one page a second.
 * @returns 0 after one look, or where nobody reads any more; else that of the signal which ended it
 * @throws LabError where the baseline isn't up
 */
export async function watch({ interval, once, json, baseline }: WatchRequest): Promise<number> {
    const { url, cluster } = await requireBaseline(baseline);
    const kube = new KubeClient(asWitness(cluster), ANSWER_TIMEOUT_MS);
    const door = new DoorWatch(url);
    const screen = screenFor(url, process.stdout, json ?? false);
    const stop = stopAsked();
    try {
        await refuseStrangers(kube);
        if (once) await door.ask();
        else door.start();
        do {
            const began = performance.now();
            const state = await Promise.race([look(kube, nameOf), stop.asked]);
            if (state === undefined) break;
            screen.show({ ...state, door: door.figures() });
            if (once) return 0;
            const rest = Math.max(0, interval - (performance.now() - began));
            await setTimeout(rest, undefined, { signal: stop.signal }).catch(() => undefined);
        } while (!stop.signal.aborted);
        return stop.code();
    } finally {
        screen.close();
        door.stop();
        kube.close();
        stop.release();
    }
}

/** Reads `--interval`, e.g. `2s`. @returns milliseconds */
export function interval(text: string): number {
    const [, digits, unit] = /^(\d+)(s|m)$/.exec(text) ?? [];
    const seconds = Number(digits) * (unit === "m" ? 60 : 1);
    if (!(seconds >= SHORTEST_S && seconds <= LONGEST_S)) {
        throw new InvalidArgumentError(
            `a time with its unit from ${SHORTEST_S}s to ${LONGEST_S / 60}m, such as 2s`,
        );
    }
    return seconds * 1000;
}

function screenFor(url: string, output: Output, json: boolean): Screen {
    if (json) return new JsonScreen(output);
    return output.isTTY ? new TerminalScreen(url, output) : new LineScreen(output);
}

/** A baseline without its witness can't be watched; a cluster that doesn't answer can, once it does. */
async function refuseStrangers(kube: KubeClient): Promise<void> {
    try {
        await requireWitness(kube);
    } catch (error) {
        if (error instanceof LabError) throw error;
    }
}

/** During a drill nobody is told by the way what it is that they practise. */
function nameOf(stack: string): string {
    const store = storeOf({ baselineStack: "baseline", say: () => undefined });
    if (!store.isUnderWay) return stack;
    try {
        const { incident, revealedAt } = store.load();
        return revealedAt === undefined && incident === stack ? "the drill's incident" : stack;
    } catch {
        // Files that can't be opened, or are just being written, tell nobody which one it is.
        return "the drill's incident";
    }
}

interface Stop {
    signal: AbortSignal;
    /** Comes when the signal does. */
    asked: Promise<undefined>;
    /** Exit code of what asked. */
    code: () => number;
    release: () => void;
}

/** Ctrl-C, SIGTERM, and a reader that is gone. */
function stopAsked(): Stop {
    const controller = new AbortController();
    const asked = new Promise<undefined>((resolve) => {
        controller.signal.addEventListener("abort", () => resolve(undefined), { once: true });
    });
    let code = 0;
    const listeners = Object.entries(SIGNALS).map(([signal, exit]) => {
        const listener = (): void => {
            code = exit;
            controller.abort();
        };
        process.on(signal, listener);
        return () => void process.off(signal, listener);
    });
    const onError = (error: NodeJS.ErrnoException): void => {
        if (error.code !== "EPIPE") throw error;
        controller.abort();
    };
    process.stdout.on("error", onError);
    return {
        signal: controller.signal,
        asked,
        code: () => code,
        release: () => {
            for (const release of listeners) release();
        },
    };
}
