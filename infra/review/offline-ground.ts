import type { Former } from "../../incidents/faults/effect.ts";
import { planFor } from "../../incidents/faults/plan.ts";
import type { Calibration } from "../../load/calibration.ts";
import type { Pace } from "../../load/load.schema.ts";
import { faultContext, type Ground } from "../program/ground.ts";
import type { ImageSource } from "../images/source.ts";
import type { HealthyLab } from "./healthy-lab.ts";
import { referenceCalibration } from "./reference-calibration.ts";

/** What a rendering may go by besides the stack files. */
export interface OfflineFacts {
    /** @param wanted `sock-shop:imageSource` of the baseline */
    imageSource: (wanted: "auto" | ImageSource) => ImageSource;
    imageRef: Ground["imageRef"];
    /** What loads are sized by. */
    calibration: (shop: Former) => Calibration;
    /** Over what a stack file says of its load's pace. */
    pace: Pace | undefined;
}

/** The same on every machine and after every change of an image's sources: for what is committed and compared. */
export const SAME_EVERYWHERE: OfflineFacts = {
    imageSource: () => "closed",
    // The real reference is a hash of the sources: in a golden file it would change with each of them.
    imageRef: (name) => `sock-shop-lab/${name}:content`,
    calibration: referenceCalibration,
    pace: undefined,
};

/**
 * The world without a cluster, Docker, network or keys: the lab is as its baseline's program makes it.
 * @param said gets the lines that a program says
 * @param healthy what an incident is laid over; only an incident's program asks
 */
export function offlineGround(
    said: string[] = [],
    healthy?: HealthyLab,
    facts: OfflineFacts = SAME_EVERYWHERE,
): Ground {
    return {
        imageSource: (wanted) => Promise.resolve(facts.imageSource(wanted)),
        imageRef: facts.imageRef,
        checkRoom: () => Promise.resolve(),
        missingCluster: () => Promise.resolve(undefined),
        foreignMetrics: () => Promise.resolve(undefined),
        requireNoIncident: () => Promise.resolve(),
        hasHelmCharts: () => Promise.resolve(false),
        password: (name) => `[secret: ${name}]`,
        baseline: () =>
            healthy === undefined
                ? Promise.reject(new Error("no baseline was rendered"))
                : Promise.resolve(healthy.facts),
        planFaults: (stack, baseline, faults) =>
            healthy === undefined
                ? Promise.reject(new Error("no baseline was rendered"))
                : Promise.resolve(planFor(faultContext(stack, baseline), faults, healthy.shop)),
        calibration: () => healthy && facts.calibration(healthy.shop),
        pace: (written) => facts.pace ?? written,
        say: (line) => void said.push(line),
    };
}
