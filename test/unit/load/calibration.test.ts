import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LabError } from "../../../components/kit/error.ts";
import { readCalibration, writeCalibration } from "../../../load/calibration.ts";
import { REFERENCE_CALIBRATION } from "../../../infra/review/reference-calibration.ts";

const { machine } = REFERENCE_CALIBRATION;

describe("the calibration's file", () => {
    let folder: string;
    let file: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "sock-shop-lab-calibration-"));
        file = join(folder, "calibration.json");
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    function errorOf(): LabError["parts"] {
        try {
            readCalibration(file, machine);
        } catch (error) {
            assert.ok(error instanceof LabError, String(error));
            return error.parts;
        }
        return assert.fail("it was accepted");
    }

    it("is read as it was written, and nothing else is left", () => {
        writeCalibration(REFERENCE_CALIBRATION, file);
        assert.deepEqual(readCalibration(file, machine), REFERENCE_CALIBRATION);
        assert.deepEqual(readdirSync(folder), ["calibration.json"]);
    });

    it("may be absent", () => {
        assert.equal(readCalibration(file, machine), undefined);
    });

    const rest = {
        allowed: "the figures of npm run calibrate, taken on this machine",
        cure: "npm run calibrate",
    };

    it("is refused on another machine", () => {
        writeCalibration(
            { ...REFERENCE_CALIBRATION, machine: { cores: 8, cpuModel: "big" } },
            file,
        );
        assert.deepEqual(errorOf(), {
            where: file,
            found: "a calibration of 8 × big; this machine has 2 × reference",
            ...rest,
        });
    });

    it("is refused where it is torn or tells of something else", () => {
        writeFileSync(file, '{"version":1,');
        assert.deepEqual(errorOf(), {
            where: file,
            found: "the file: Invalid input: expected object, received undefined",
            ...rest,
        });
        writeFileSync(file, JSON.stringify({ ...REFERENCE_CALIBRATION, version: 2 }));
        assert.deepEqual(errorOf(), {
            where: file,
            found: "version: Invalid input: expected 1",
            ...rest,
        });
    });
});
