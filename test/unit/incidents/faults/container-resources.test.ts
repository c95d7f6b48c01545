import assert from "node:assert/strict";
import {
    type ContainerResources,
    resourcesEffect,
} from "../../../../incidents/faults/container-resources.ts";
import type { Former, ResourcesOfContainer } from "../../../../incidents/faults/effect.ts";
import { formerShop } from "./former-shop.ts";

const fault: ContainerResources = {
    kind: "container-resources",
    target: "catalogue-db",
    limits: { cpu: "50m" },
    requests: { cpu: "25m" },
};
const amounts = {
    limits: { cpu: "500m", memory: "512Mi" },
    requests: { cpu: "100m", memory: "128Mi" },
};
const FULL = { cpuShare: 1 };
const allowed = "at least one amount, and every request at most its limit";

function former(resources: ResourcesOfContainer, name = "catalogue-db"): Former {
    return formerShop({
        "catalogue-db": { template: { spec: { containers: [{ name, resources }] } } },
    });
}

describe("fault container-resources", () => {
    it("lists each field it names with its old value", () => {
        const object = "Deployment catalogue-db";
        const field = "containers[catalogue-db].resources";
        const effect = resourcesEffect(fault, FULL);
        assert.deepEqual(effect.changes(former(amounts)), [
            { object, field: `${field}.limits.cpu`, from: "500m", to: "50m" },
            { object, field: `${field}.requests.cpu`, from: "100m", to: "25m" },
        ]);
        assert.equal(effect.changes(former({}))[0]?.from, undefined);
    });
    it("overlays only what it names, so that the rest keeps its owner", () => {
        const resources = { limits: { cpu: "50m" }, requests: { cpu: "25m" } };
        const overlay = {
            template: { spec: { containers: [{ name: "catalogue-db", resources }] } },
        };
        assert.deepEqual(resourcesEffect(fault, FULL).patches, [
            { kind: "Deployment", name: "catalogue-db", overlay },
        ]);
    });
    it("is refused where a request would be above its limit", () => {
        const { requests: _requests, ...limitsOnly } = fault;
        assert.deepEqual(resourcesEffect(limitsOnly, FULL).refusal(former(amounts)), {
            found: "requests.cpu would be 100m, above limits.cpu of 50m",
            allowed,
        });
        assert.equal(resourcesEffect(fault, FULL).refusal(former(amounts)), undefined);
    });
    it("gets the share of its limit that the shop gets, and no request above it", () => {
        const written = { ...fault, limits: { cpu: "40m" } };
        const { patches } = resourcesEffect(written, { cpuShare: 0.5 });
        const resources = { limits: { cpu: "20m" }, requests: { cpu: "20m" } };
        assert.deepEqual(patches?.[0]?.overlay, {
            template: { spec: { containers: [{ name: "catalogue-db", resources }] } },
        });
    });
    it("is refused for a request that was written above its limit, at any share", () => {
        const written = { ...fault, requests: { cpu: "60m" } };
        assert.deepEqual(resourcesEffect(written, { cpuShare: 0.5 }).refusal(former(amounts)), {
            found: "requests.cpu would be 60m, above limits.cpu of 25m",
            allowed,
        });
    });
    it("is refused where it names nothing", () => {
        const empty = resourcesEffect(
            { kind: "container-resources", target: "catalogue-db" },
            FULL,
        );
        assert.deepEqual(empty.refusal(former(amounts)), {
            found: "names no limit and no request, so it would change nothing",
            allowed,
        });
    });
    it("is refused where every amount is so already, in whatever unit", () => {
        const live = { ...amounts, limits: { cpu: "0.5", memory: "1024Mi" } };
        const rows: [Pick<ContainerResources, "limits" | "requests">, number][] = [
            [{ limits: { cpu: "500m" } }, 1],
            [{ limits: { memory: "1Gi" } }, 1],
            [{ limits: { cpu: "500m" }, requests: { cpu: "100m", memory: "128Mi" } }, 1],
            [{ limits: { cpu: "1000m" } }, 0.5],
        ];
        for (const [named, cpuShare] of rows) {
            const written: ContainerResources = {
                kind: "container-resources",
                target: "catalogue-db",
                ...named,
            };
            assert.deepEqual(resourcesEffect(written, { cpuShare }).refusal(former(live)), {
                found: "catalogue-db has these amounts already, so it would change nothing",
                allowed: "at least one amount that is another",
            });
        }
    });
    it("is taken where one amount of several is another, or was not set", () => {
        const one = { ...fault, limits: { cpu: "500m" } };
        assert.equal(resourcesEffect(one, FULL).refusal(former(amounts)), undefined);
        assert.equal(resourcesEffect(fault, FULL).refusal(former({})), undefined);
        const lower = { ...fault, limits: { cpu: "500m" }, requests: { cpu: "100m" } };
        assert.equal(resourcesEffect(lower, { cpuShare: 0.5 }).refusal(former(amounts)), undefined);
    });
    it("is refused where the Deployment has no container of its name", () => {
        assert.throws(() => resourcesEffect(fault, FULL).refusal(former(amounts, "mariadb")), {
            message:
                "Deployment sock-shop/catalogue-db: no container catalogue-db in it\n" +
                "  allowed: a workload of the baseline\n" +
                "  cure:    pulumi up --stack baseline --refresh",
        });
    });
});
