import assert from "node:assert/strict";
import { shareOf, withCpuShare } from "../../../../components/shop/cpu-share.ts";
import { ownImages } from "../../../../components/shop/own-images.ts";

const plan = ownImages((name) => name);

describe("share of the CPU limits", () => {
    it("is in whole millicores", () => {
        assert.equal(shareOf(25, 0.5), 13);
        assert.equal(shareOf(300, 0.25), 75);
    });
    it("is given to services and stores, and nothing else changes", () => {
        const { services, stores } = withCpuShare(plan, 0.5);
        assert.equal(services["front-end"]?.topology.resources.limitCpuMilli, 150);
        assert.equal(stores["catalogue-db"]?.topology.resources.limitCpuMilli, 250);
        assert.deepEqual(withCpuShare(plan, 1), plan);
    });
    it("takes a request down that would be above its limit", () => {
        const { services } = withCpuShare(plan, 0.25);
        assert.deepEqual(
            Object.values(services).filter(
                ({ topology: { resources } }) =>
                    resources.requestCpuMilli > resources.limitCpuMilli,
            ),
            [],
        );
        assert.equal(services["front-end"]?.topology.resources.requestCpuMilli, 75);
    });
});
