import { KubeClient } from "../../../components/kube/client.ts";
import type { PulumiOptions } from "../engine.ts";
import { pulumiEngine } from "../engine.ts";
import type { Engine } from "../../../incidents/proof/options.ts";
import { DRILL_FOLDER } from "../../../incidents/drill/names.ts";
import { DrillStore } from "../../../incidents/drill/state.ts";
import { type BaselineAddress, requireBaseline } from "../prove.ts";
import { join, resolve } from "node:path";

/** Where a drill takes place. */
export interface DrillPlace {
    baselineStack: string;
    /** Checkout to work in. Default: this one. */
    engine?: PulumiOptions;
    /** True where stdout is for JSON alone. Default false. */
    json?: boolean;
    /** One line of progress. Never what is being practised. */
    say: (line: string) => void;
    signal?: AbortSignal;
}

/** Folder of what ended drills leave. */
const RECORDS = "out";

/** The drill of a place, as it is kept between its commands. */
export function storeOf(place: DrillPlace): DrillStore {
    return new DrillStore(join(place.engine?.cwd ?? ".", DRILL_FOLDER));
}

/** Folder of the records of drills that ended. */
export function recordsOf(place: DrillPlace): string {
    return join(place.engine?.cwd ?? ".", RECORDS);
}

/** The engine, with the drill's own copy of the incident's stack file. */
export function engineOf(place: DrillPlace, store: DrillStore): Engine {
    return pulumiEngine((stack) => ({
        ...place.engine,
        ...(place.signal === undefined ? {} : { signal: place.signal }),
        ...(stack === place.baselineStack ? {} : { configFile: resolve(store.path("config")) }),
    }));
}

/** Does something with the place's baseline and a client for its cluster. */
export async function withBaseline<T>(
    place: DrillPlace,
    use: (baseline: BaselineAddress, kube: KubeClient) => Promise<T>,
): Promise<T> {
    const baseline = await requireBaseline(place.baselineStack, place.engine);
    const kube = new KubeClient(baseline.cluster);
    try {
        return await use(baseline, kube);
    } finally {
        kube.close();
    }
}
