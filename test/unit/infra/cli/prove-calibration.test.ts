import assert from "node:assert/strict";
import { firstUnsized } from "../../../../infra/cli/prove-calibration.ts";
import { incidentConfig } from "../../../../infra/cli/stack-config.ts";
import { REFERENCE_CALIBRATION } from "../../../../infra/review/reference-calibration.ts";

// incident-3 has users, incident-4 asks the front-end, incident-8 the catalogue's database.
const configs = ["incident-3", "incident-4", "incident-8"].map(incidentConfig);
const { tiers } = REFERENCE_CALIBRATION;
const now = { imageOf: (tier: keyof typeof tiers) => tiers[tier].image, cpuShare: 1 };

describe("calibration that the chosen incidents need", () => {
    it("is taken where it is of the shop as it is now", () => {
        assert.equal(firstUnsized(configs, REFERENCE_CALIBRATION, now), undefined);
    });
    it("is not asked for by loads that are given in users", () => {
        assert.equal(firstUnsized(configs.slice(0, 1), undefined, now), undefined);
    });
    it("is missing for the first that asks", () => {
        assert.deepEqual(firstUnsized(configs, undefined, undefined), {
            incident: "incident-4",
            found: "no calibration: nobody measured this machine yet",
        });
    });
    // Only the tiers that the chosen stacks name count: a new image of another is no reason to measure.
    it("is stale where a tier that one of them names runs another image", () => {
        const imageOf = (tier: keyof typeof tiers): string =>
            tier === "catalogue-db" ? "catalogue-db:newer" : tiers[tier].image;
        assert.deepEqual(firstUnsized(configs, REFERENCE_CALIBRATION, { ...now, imageOf }), {
            incident: "incident-8",
            found: "a calibration of image sock-shop-lab/catalogue-db:content, but catalogue-db runs catalogue-db:newer",
        });
        assert.equal(
            firstUnsized(configs.slice(0, 2), REFERENCE_CALIBRATION, { ...now, imageOf }),
            undefined,
        );
    });
    it("is stale where the baseline gives another share of the CPU", () => {
        assert.deepEqual(firstUnsized(configs, REFERENCE_CALIBRATION, { ...now, cpuShare: 0.5 }), {
            incident: "incident-4",
            found: "a calibration at a CPU limit of 300m, but the baseline gives front-end 150m",
        });
    });
    it("is taken as it is where nobody can say what runs", () => {
        const imageOf = (): undefined => undefined;
        for (const unknown of [undefined, { ...now, imageOf }]) {
            assert.equal(firstUnsized(configs, REFERENCE_CALIBRATION, unknown), undefined);
        }
    });
});
