import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { removeHandmade } from "../../../incidents/drill/handmade.ts";
import { dismiss } from "../../../incidents/drill/investigator.ts";
import { compareSnapshots, takeSnapshot } from "../../../incidents/evidence/snapshot.ts";
import type { Difference } from "../../../incidents/recovery/difference.ts";
import type { KubeClient } from "../../../components/kube/client.ts";
import type { DrillState } from "../../../incidents/drill/state.ts";
import { pulumi } from "../engine.ts";
import { type BaselineAddress, requireIncident } from "../prove.ts";
import { looking } from "./looking.ts";
import { type DrillPlace, engineOf, recordsOf, storeOf, withBaseline } from "./place.ts";

/** What a drill ended with. */
export interface DrillEnd {
    /** Folder of its record. */
    folder: string;
    /** In what the shop is not what it was. */
    differences: Difference[];
    /** Output of the engine where a command failed. */
    failed: string | undefined;
}

/** A second time finds what the first one mended. */
const ATTEMPTS = 2;
/** A database that starts anew, and the breaker that waits for it, take a minute. */
const HEALTHY_TIMEOUT_MS = 120_000;

/**
 * Takes everything away that the drill or its investigator made, proves the baseline by content, and keeps a record.
 * The drill stays under way where that fails, so that it can be tried again.
 */
export async function endDrill(place: DrillPlace): Promise<DrillEnd> {
    const store = storeOf(place);
    const state = store.load();
    // A recovery is never interrupted, and neither is the look at what came of it.
    const { signal: _signal, ...lasting } = place;
    return await withBaseline(lasting, async (baseline, kube) => {
        await dismiss(kube);
        const removed = await removeHandmade(kube, state.before);
        if (removed.length > 0) place.say(`made by hand, and removed: ${removed.join(", ")}`);
        place.say("putting everything back");
        const { code, output } = await engineOf(lasting, store).destroy(state.incident);
        const outcome =
            code === 0
                ? await provenEqual(lasting, state, baseline, kube)
                : { differences: [], failed: output };
        const time = new Date().toISOString();
        const folder = join(recordsOf(lasting), `${time.replace(/[:.]/g, "-")}-drill`);
        mkdirSync(folder, { recursive: true });
        const { before: _before, healthy: _healthy, ...kept } = state;
        const record = { ...kept, endedAt: time, ...outcome };
        writeFileSync(join(folder, "drill.json"), `${JSON.stringify(record, undefined, 4)}\n`);
        if (outcome.failed === undefined && outcome.differences.length === 0) store.clear();
        return { folder, ...outcome };
    });
}

/** Compares the shop with what it was; what a repair by hand left otherwise is brought back by the baseline's stack. */
async function provenEqual(
    place: DrillPlace,
    state: DrillState,
    baseline: BaselineAddress,
    kube: KubeClient,
): Promise<Pick<DrillEnd, "differences" | "failed">> {
    const { baselineStack, say } = place;
    const incident = requireIncident(state.incident);
    let differences: Difference[] = [];
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const { code } = await engineOf(place, storeOf(place)).previewUnchanged(baselineStack);
        if (code !== 0 || differences.length > 0) {
            say(`not as it was: pulumi up --stack ${baselineStack} --refresh`);
            const up = ["up", "--stack", baselineStack, "--yes", "--skip-preview", "--refresh"];
            const mended = await pulumi(up, place.engine);
            if (mended.code !== 0) return { differences, failed: mended.output };
        }
        try {
            await looking(incident, baseline, undefined, (watch) =>
                watch.healthy(HEALTHY_TIMEOUT_MS),
            );
        } catch (error) {
            return { differences, failed: (error as Error).message };
        }
        // Who mends by hand may restart what no incident touched.
        differences = compareSnapshots(state.before, await takeSnapshot(kube)).filter(
            ({ field }) => field !== "restarts",
        );
        if (differences.length === 0) break;
    }
    return { differences, failed: undefined };
}
