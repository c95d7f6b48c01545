import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../../../components/kit/error.ts";
import type { KubeClient } from "../../../components/kube/client.ts";
import { answerOf } from "../../../incidents/answer/keys.ts";
import { admit } from "../../../incidents/drill/investigator.ts";
import { DRILLED } from "../../../incidents/drill/pick.ts";
import type { DrillState, DrillStore } from "../../../incidents/drill/state.ts";
import { takeSnapshot } from "../../../incidents/evidence/snapshot.ts";
import { engineError } from "../../../incidents/proof/words.ts";
import { ensureCalibration } from "../prove-calibration.ts";
import { stackOutput } from "../engine.ts";
import { type BaselineAddress, requireIncident } from "../prove.ts";
import { incidentConfig } from "../stack-config.ts";
import { endDrill } from "./end.ts";
import { looking } from "./looking.ts";
import { type DrillPlace, engineOf, storeOf, withBaseline } from "./place.ts";
import { requirePlainNames } from "./plain-names.ts";
import { longLived } from "./stack-copy.ts";

/** What to practise. */
export interface DrillRequest {
    incident: string;
    seed: number | undefined;
    /** How long the load runs, in minutes, 5 to 60. */
    minutes: number;
}

/** What who investigates is told. */
export interface Handout {
    version: 1;
    prompt: string;
    /** Time in which it began and was seen, UTC. */
    window: { from: string; to: string };
    /** Address of the shop. */
    url: string;
    kubeconfig: string;
    /** Namespaces that the kubeconfig can read. */
    namespaces: string[];
    /** Until then the load goes on, so that a repair can be told. */
    until: string;
}

/** As long as an overload may take to show; a proof waits for as long as the load runs. */
const RED_TIMEOUT_MS = 240_000;

/**
 * Applies an incident without naming it, and returns once its signature was seen.
 * @throws LabError where a drill is under way, the baseline isn't green, or the incident doesn't show; it is taken
 * away again then
 */
export async function startDrill(request: DrillRequest, place: DrillPlace): Promise<Handout> {
    const store = storeOf(place);
    if (store.isUnderWay) {
        throw new LabError({
            where: "drill start",
            found: "another drill is under way",
            allowed: "one at a time",
            cure: "npm run drill -- end",
        });
    }
    return await withBaseline(place, async (baseline, kube) => {
        const naming = await stackOutput(place.baselineStack, "datadogNaming", place.engine);
        requirePlainNames(place.baselineStack, naming);
        await calibrated(place, baseline);
        const { code } = await engineOf(place, store).previewUnchanged(place.baselineStack);
        place.signal?.throwIfAborted();
        if (code !== 0) throw notGreen("its preview finds changes", place);
        try {
            return await begun(request, place, store, baseline, kube);
        } catch (error) {
            if (store.isUnderWay) {
                place.say("the drill did not begin: everything is put back");
                await endDrill(place);
            }
            throw error;
        }
    });
}

async function begun(
    { incident: id, seed, minutes }: DrillRequest,
    place: DrillPlace,
    store: DrillStore,
    baseline: BaselineAddress,
    kube: KubeClient,
): Promise<Handout> {
    const incident = requireIncident(id);
    const { say, signal } = place;
    return await looking(incident, baseline, signal, async (watch, witness) => {
        const healthy = await watch.healthy().catch((error: unknown) => {
            signal?.throwIfAborted();
            throw notGreen((error as Error).message, place, error);
        });
        const state: DrillState = {
            version: 1,
            incident: id,
            seed,
            startedAt: new Date().toISOString(),
            minutes,
            healthy,
            before: await takeSnapshot(kube),
        };
        const file = join(place.engine?.cwd ?? ".", `stacks/Pulumi.${id}.yaml`);
        store.write("config", longLived(readFileSync(file, "utf8"), minutes));
        // From here on there is something to put back.
        store.save(state);
        say("the shop is healthy; something is being done to it");
        const from = new Date();
        const { code, output } = await engineOf(place, store).up(id);
        witness.began("applied");
        signal?.throwIfAborted();
        if (code !== 0) throw new Error(`the incident was not applied: ${engineError(output)}`);
        say("waiting until it can be seen from outside");
        const lacking = await watch.red(incident, healthy, RED_TIMEOUT_MS);
        if (lacking.length > 0) {
            throw new LabError({
                where: "drill start",
                found: `nothing could be seen of it: ${lacking.join("; ")}`,
                allowed: `its signature within ${RED_TIMEOUT_MS / 1000} s`,
                cure: "npm run calibrate if this machine does other things now, then start again",
            });
        }
        const to = new Date();
        const text = await admit(kube, (minutes + 15) * 60);
        const kubeconfig = store.write("kubeconfig", text);
        store.save({ ...state, redAt: to.toISOString() });
        return {
            version: 1,
            prompt: answerOf(id).prompts[0]?.ask ?? "",
            window: { from: from.toISOString(), to: to.toISOString() },
            url: baseline.url,
            kubeconfig,
            namespaces: ["sock-shop", "monitoring"],
            until: new Date(from.getTime() + minutes * 60_000).toISOString(),
        };
    });
}

/** For all that could be meant, so that it says nothing of which one is. */
async function calibrated(place: DrillPlace, { cluster }: BaselineAddress): Promise<void> {
    // A place of its own has its own figures, and has them already.
    if (place.engine?.cwd !== undefined) return;
    const configs = DRILLED.map((id) => incidentConfig(id));
    await ensureCalibration(configs, place.baselineStack, cluster, place.json ?? false, place.say);
}

function notGreen(found: string, { baselineStack }: DrillPlace, cause?: unknown): LabError {
    return new LabError(
        {
            where: `stack ${baselineStack}`,
            found,
            allowed: "a healthy shop, so that what is seen comes of the drill",
            cure: `pulumi up --stack ${baselineStack} --refresh`,
        },
        { cause },
    );
}
