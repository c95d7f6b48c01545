import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { removeHandmade } from "../../../incidents/drill/handmade.ts";
import { dismiss } from "../../../incidents/drill/investigator.ts";
import { compareSnapshots, takeSnapshot } from "../../../incidents/evidence/snapshot.ts";
import type { Difference } from "../../../incidents/recovery/difference.ts";
import { pulumi } from "../engine.ts";
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

/** A rollout may still be on its way when the engine has ended. */
const ATTEMPTS = 3;

/**
 * Takes everything away that the drill or its investigator made, proves the baseline by content, and keeps a record.
 * The drill stays under way where that fails, so that it can be tried again.
 */
export async function endDrill(place: DrillPlace): Promise<DrillEnd> {
    const store = storeOf(place);
    const state = store.load();
    const { say, baselineStack } = place;
    const at = ["--stack", baselineStack];
    return await withBaseline(place, async ({ cluster }, kube) => {
        await dismiss(kube);
        const removed = await removeHandmade(kube, state.before);
        if (removed.length > 0) say(`made by hand, and removed: ${removed.join(", ")}`);
        say("putting everything back");
        // A recovery is never interrupted, and neither is the look at what came of it.
        const { signal: _signal, ...lasting } = place;
        const engine = engineOf(lasting, store);
        const destroyed = await engine.destroy(state.incident);
        let failed = destroyed.code === 0 ? undefined : destroyed.output;
        let differences: Difference[] = [];
        for (let attempt = 1; attempt <= ATTEMPTS && failed === undefined; attempt++) {
            const after = await takeSnapshot(kube, cluster);
            // Who mends by hand may restart what no incident touched.
            differences = compareSnapshots(state.before, after).filter(
                ({ field }) => field !== "restarts",
            );
            const { code } = await engine.previewUnchanged(baselineStack);
            if (code === 0 && differences.length === 0) break;
            say(`not as it was: pulumi up --stack ${baselineStack} --refresh`);
            const mended = await pulumi(
                ["up", ...at, "--yes", "--skip-preview", "--refresh"],
                place.engine,
            );
            if (mended.code !== 0) failed = mended.output;
        }
        const time = new Date().toISOString();
        const folder = join(recordsOf(place), `${time.replace(/[:.]/g, "-")}-drill`);
        mkdirSync(folder, { recursive: true });
        const { before: _before, healthy: _healthy, ...kept } = state;
        const record = { ...kept, endedAt: time, differences, destroyed: failed === undefined };
        writeFileSync(join(folder, "drill.json"), `${JSON.stringify(record, undefined, 4)}\n`);
        if (failed === undefined && differences.length === 0) store.clear();
        return { folder, differences, failed };
    });
}
