import assert from "node:assert/strict";
import {
    changesOf,
    type ContainerResources,
    containerOverlay,
    invalidResources,
} from "../../../../incidents/faults/container-resources.ts";

const fault: ContainerResources = {
    kind: "container-resources",
    target: "catalogue-db",
    limits: { cpu: "50m" },
    requests: { cpu: "25m" },
};
const former = {
    limits: { cpu: "500m", memory: "512Mi" },
    requests: { cpu: "100m", memory: "128Mi" },
};

describe("fault container-resources", () => {
    it("lists each field it names with its old value", () => {
        const object = "Deployment catalogue-db";
        const field = "containers[catalogue-db].resources";
        assert.deepEqual(changesOf(fault, former), [
            { object, field: `${field}.limits.cpu`, from: "500m", to: "50m" },
            { object, field: `${field}.requests.cpu`, from: "100m", to: "25m" },
        ]);
        assert.equal(changesOf(fault, {})[0]?.from, undefined);
    });
    it("overlays only what it names, so that the rest keeps its owner", () => {
        assert.deepEqual(containerOverlay(fault), {
            name: "catalogue-db",
            resources: { limits: { cpu: "50m" }, requests: { cpu: "25m" } },
        });
    });
    it("is refused where a request would be above its limit", () => {
        const { requests: _requests, ...limitsOnly } = fault;
        assert.equal(
            invalidResources(limitsOnly, former),
            "requests.cpu would be 100m, above limits.cpu of 50m",
        );
        assert.equal(invalidResources(fault, former), undefined);
    });
    it("is refused where it names nothing", () => {
        assert.equal(
            invalidResources({ kind: "container-resources", target: "catalogue" }, former),
            "names no limit and no request, so it would change nothing",
        );
    });
});
