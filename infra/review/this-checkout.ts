import { readCalibration } from "../../load/calibration.ts";
import { askedPace } from "../config/pace.ts";
import { imageRef } from "../images/catalog.ts";
import { decidedSource } from "../images/source.ts";
import type { OfflineFacts } from "./offline-ground.ts";
import { referenceCalibration } from "./reference-calibration.ts";

/** What a preview goes by. */
export interface ThisCheckout extends OfflineFacts {
    /** Whether this machine was calibrated. If not, loads are those of the reference machine. */
    isCalibrated: boolean;
}

/**
 * This checkout as the engine's preview has it: its images, its calibration, the pace that the environment asks
 * for. No registry is asked: where none has been yet, images are those that are built here.
 * @throws LabError for a calibration of another machine
 */
export function thisCheckout(): ThisCheckout {
    const calibration = readCalibration();
    return {
        imageSource: (wanted) => (wanted === "auto" ? (decidedSource() ?? "closed") : wanted),
        imageRef,
        calibration: (shop) => calibration ?? referenceCalibration(shop),
        pace: askedPace(),
        isCalibrated: calibration !== undefined,
    };
}
