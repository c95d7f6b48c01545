import assert from "node:assert/strict";
import { calibrationTable } from "../../../../infra/cli/calibrate/table.ts";
import type { Calibration } from "../../../../load/calibration.ts";
import { REFERENCE_CALIBRATION } from "../../../../infra/review/reference-calibration.ts";

const CALIBRATION: Calibration = {
    ...REFERENCE_CALIBRATION,
    knee: { requestsPerSecond: 600, users: 1250, p95Ms: 400 },
    profiles: {
        ...REFERENCE_CALIBRATION.profiles,
        browse: {
            restMs: { mean: 2, p95: 12 },
            requestsPerSecond: 300,
            cpuMsPerRequest: { "front-end": 0.5, catalogue: 0.4, "catalogue-db": 0.25 },
        },
        mixed: {
            restMs: { mean: 2.04, p95: 12.5 },
            requestsPerSecond: 400,
            cpuMsPerRequest: { "front-end": 0.4, catalogue: 0.25, "catalogue-db": 0.2 },
        },
    },
};

const cells = (text: string, row: string): string[] =>
    (text.split("\n").find((line) => line.startsWith(`| ${row} `)) ?? "")
        .split("|")
        .map((cell) => cell.trim())
        .filter((cell) => cell !== "");

describe("calibrationTable", () => {
    it("gives each tier's cost and what it answers at its limit", () => {
        const text = calibrationTable(CALIBRATION);
        // 500m / 0.25 ms; 500m / 0.2 ms.
        assert.deepEqual(cells(text, "catalogue-db").slice(0, 6), [
            "catalogue-db",
            "500m",
            "0.25",
            "2000",
            "0.20",
            "2500",
        ]);
        // Under mixed where it really gave way, not 300m / 0.4 ms.
        assert.deepEqual(cells(text, "front-end").slice(2, 6), ["0.50", "600", "0.40", "600"]);
    });

    it("says where the front-end gave way, or that it did not", () => {
        assert.match(
            calibrationTable(CALIBRATION),
            /gave way at 600 requests\/s, with 1250 users \(pauses of 1 to 3 s\) and p95 400 ms\nanswers at rest: 2\.0 ms on the average, p95 13 ms$/,
        );
        const { knee: _knee, ...rest } = CALIBRATION;
        assert.match(calibrationTable(rest), /did not bring it to its limit/);
    });
});
