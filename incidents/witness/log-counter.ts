import { type KubeClient, KubeError } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { LogWatch, ReadingParts } from "../reading-parts.ts";
import type { Moment, Part } from "./part.ts";

const PODS = collectionPath({ apiVersion: "v1", kind: "Pod", namespace: SHOP_NAMESPACE });

/** Counts lines in the logs of pods, as the API server gives them, since the incident was applied. */
export class LogCounter implements Part {
    readonly name = "logs";
    readonly pauseMs = 1_500;
    readonly #kube: Pick<KubeClient, "list" | "text">;
    readonly #watches: readonly LogWatch[];
    #since = new Date();
    /** Counts by watch and pod: a pod that is gone takes its log along, not what was counted in it. */
    #counts = new Map<string, number>();
    #hasRead = false;

    constructor(kube: Pick<KubeClient, "list" | "text">, watches: readonly LogWatch[]) {
        this.#kube = kube;
        this.#watches = watches;
    }

    async look(): Promise<void> {
        const since = this.#since;
        const counts = this.#counts;
        for (const workload of new Set(this.#watches.map((watch) => watch.workload))) {
            for (const pod of await this.#kube.list(`${PODS}?labelSelector=name%3D${workload}`)) {
                const { name } = pod.metadata;
                const text = await this.#textOf(name, since);
                if (text === undefined) continue;
                for (const watch of this.#watches.filter((one) => one.workload === workload)) {
                    counts.set(`${watch.name}/${name}`, countLines(text, since, watch.text));
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
        this.#counts = new Map();
        this.#hasRead = false;
    }

    lacks(): string | undefined {
        return this.#hasRead ? undefined : "logs: not read yet";
    }

    complaint(): undefined {
        return undefined;
    }

    reading(): Partial<ReadingParts> {
        const sum = (name: string): number =>
            [...this.#counts]
                .filter(([key]) => key.startsWith(`${name}/`))
                .reduce((total, [, count]) => total + count, 0);
        return {
            logLines: Object.fromEntries(this.#watches.map(({ name }) => [name, sum(name)])),
        };
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
export function countLines(log: string, since: Date, text: RegExp): number {
    return log.split("\n").filter((line) => {
        const [time = "", ...rest] = line.split(" ");
        return new Date(time) >= since && text.test(rest.join(" "));
    }).length;
}
