import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../policies/planned.ts";
import { imagesPinned } from "../../../../policies/rules/images-pinned.ts";
import { pod, wanted, wantedBy, wrongIn } from "../../../support/policy-case.ts";

const DIGEST = `@sha256:${"0a".repeat(32)}`;

describe("policy images-pinned", () => {
    for (const image of [
        "redis:8.0.2",
        "registry:5000/team/redis:8",
        `redis${DIGEST}`,
        `redis:latest${DIGEST}`,
        UNKNOWN,
    ]) {
        it(`lets ${String(image)} pass`, () =>
            assert.deepEqual(wrongIn(imagesPinned, [pod({ image })]), []));
    }

    for (const image of [
        "redis",
        "redis:latest",
        "registry:5000/team/redis",
        "redis@sha256:0a",
        "",
        undefined,
    ]) {
        it(`refuses ${image ?? "none"}`, () =>
            assert.deepEqual(wrongIn(imagesPinned, [pod({ image })]), ["image of app"]));
    }

    it("looks at containers of every kind, and at a patch where it names one", () => {
        const containers = [{ name: "app" }];
        const inits = pod({}, { initContainers: [{ name: "first", image: "redis" }] });
        assert.deepEqual(wrongIn(imagesPinned, [inits]), ["image of first"]);
        const patch = (one: object) =>
            wanted("kubernetes:apps/v1:DeploymentPatch", "patch", {
                spec: { template: { spec: { containers: [one] } } },
            });
        assert.deepEqual(wrongIn(imagesPinned, [patch({ name: "app" })]), []);
        const changed = [patch({ name: "app", image: "redis:latest" })];
        assert.deepEqual(wrongIn(imagesPinned, changed), ["image of app"]);
        const job = wanted("kubernetes:batch/v1:CronJob", "job", {
            spec: { jobTemplate: { spec: { template: { spec: { containers } } } } },
        });
        assert.deepEqual(wrongIn(imagesPinned, [job]), ["image of app"]);
    });

    it("refuses its stack file and lets the sound one pass", () => {
        assert.deepEqual(wrongIn(imagesPinned, wantedBy("images-pinned")), ["image of addition"]);
        assert.deepEqual(wrongIn(imagesPinned, wantedBy("sound")), []);
    });
});
