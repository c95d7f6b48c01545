import { type KubeClient, KubeError } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { LogEntry, LogWatch, ReadingParts } from "../reading-parts.ts";
import type { Moment, Part } from "./part.ts";

const PODS = collectionPath({ apiVersion: "v1", kind: "Pod", namespace: SHOP_NAMESPACE });

/** Counts lines in the logs of pods, as the API server gives them, since the incident was applied. */
export class LogCounter implements Part {
    readonly name = "logs";
    readonly pauseMs = 1_500;
    readonly #kube: Pick<KubeClient, "list" | "text">;
    readonly #watches: readonly LogWatch[];
    #since = new Date();
    /** Lines by watch and pod: a pod that is gone takes its log along, not what was counted in it. */
    #entries = new Map<string, readonly LogEntry[]>();
    #hasRead = false;

    constructor(kube: Pick<KubeClient, "list" | "text">, watches: readonly LogWatch[]) {
        this.#kube = kube;
        this.#watches = watches;
    }

    async look(): Promise<void> {
        const since = this.#since;
        const entries = this.#entries;
        for (const workload of new Set(this.#watches.map((watch) => watch.workload))) {
            for (const pod of await this.#kube.list(`${PODS}?labelSelector=name%3D${workload}`)) {
                const { name } = pod.metadata;
                const text = await this.#textOf(name, since);
                if (text === undefined) continue;
                for (const watch of this.#watches.filter((one) => one.workload === workload)) {
                    entries.set(`${watch.name}/${name}`, entriesOf(text, since, watch.text));
                }
            }
        }
        // A look that began before a command ended says nothing about what came of it.
        if (since === this.#since) this.#hasRead = true;
    }

    /** What a recovery processes belongs to what the incident kept back, so that moment is no new start. */
    began(moment: Moment): void {
        if (moment === "reverted") return;
        this.#since = new Date();
        this.#entries = new Map();
        this.#hasRead = false;
    }

    lacks(): string | undefined {
        return this.#hasRead ? undefined : "logs: not read yet";
    }

    complaint(): undefined {
        return undefined;
    }

    reading(): Partial<ReadingParts> {
        const logEntries = Object.fromEntries(
            this.#watches.map(({ name }) => [
                name,
                [...this.#entries].flatMap(([key, of]) => (key.startsWith(`${name}/`) ? of : [])),
            ]),
        );
        const counts = Object.entries(logEntries).map(([name, lines]) => [name, lines.length]);
        return { logLines: Object.fromEntries(counts) as Record<string, number>, logEntries };
    }

    /** A pod's log, or undefined where it has none: it is starting, or just went. */
    async #textOf(pod: string, since: Date): Promise<string | undefined> {
        const query = `sinceTime=${encodeURIComponent(since.toISOString())}&timestamps=true`;
        try {
            return await this.#kube.text("GET", `${PODS}/${pod}/log?${query}`);
        } catch (error) {
            if (error instanceof KubeError && [400, 404].includes(error.status)) return undefined;
            throw error;
        }
    }
}

/** Lines from that time on that hold the text; each begins with its time, as `timestamps=true` has it. */
export function entriesOf(log: string, since: Date, text: RegExp): LogEntry[] {
    return log.split("\n").flatMap((line) => {
        const [time = "", ...rest] = line.split(" ");
        const atMs = Date.parse(time);
        const found = atMs >= since.getTime() ? text.exec(rest.join(" ")) : null;
        return found === null ? [] : [{ atMs, about: found[1] }];
    });
}
