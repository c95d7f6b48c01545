import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { findIncident, INCIDENTS } from "../../../../incidents/catalog.ts";
import { NAMESPACE, parseConfig } from "../../../../infra/config/load.ts";
import type { IncidentConfig } from "../../../../infra/config/schema.ts";
import { stackFile } from "../../../../infra/config/source.ts";
import { isOverload, uncaught, withoutFault } from "../../../../infra/cli/without-fault.ts";
import { rawConfig, rawConfigOf } from "../../../../infra/config/stack-file.ts";
import { proofOf } from "./proofs.ts";

describe("a stack file without its fault", () => {
    for (const id of INCIDENTS) {
        it(`${id}'s is one that previews take, and has nothing of the incident`, () => {
            const cause = findIncident(id)?.cause;
            const text = withoutFault(readFileSync(`stacks/Pulumi.${id}.yaml`, "utf8"), cause);
            const source = stackFile(id, NAMESPACE);
            const before = parseConfig(rawConfig(id), source) as IncidentConfig;
            const after = parseConfig(rawConfigOf(text), source) as IncidentConfig;
            // One thing is left out, and only that.
            if (before.faults.length > 0 && cause !== "load") {
                const { cpuLimit, ...saturation } = after.load?.saturation ?? {};
                const ofTier = before.faults.find(
                    (fault) =>
                        fault.kind === "container-resources" &&
                        fault.target === before.load?.saturation?.of,
                );
                const limit =
                    ofTier?.kind === "container-resources" ? ofTier.limits?.cpu : undefined;
                assert.equal(cpuLimit, limit);
                const load = { ...after.load, ...(after.load?.saturation ? { saturation } : {}) };
                assert.deepEqual({ ...after, load }, { ...before, faults: [] });
            } else {
                assert.equal(after.load?.users, 1);
                assert.deepEqual({ ...after, load: {} }, { ...before, load: {} });
            }
        });
    }
    it("keeps what the engine needs besides, and the rest of the load", () => {
        const text = [
            "config:",
            "  sock-shop:faults: []",
            "  sock-shop:load:",
            "    # why",
            "    saturation:",
            "      of: front-end",
            "      times: 2",
            "    spawnRate: 50",
            "    workers: 2",
            "    duration: 3m",
            "encryptionsalt: v1:abc",
        ].join("\n");
        const changed = withoutFault(text, undefined);
        assert.match(changed, /^encryptionsalt: v1:abc$/m);
        assert.doesNotMatch(changed, /saturation|of: front-end/);
        for (const line of ["users: 1", "spawnRate: 1", "workers: 1", "duration: 3m"]) {
            assert.match(changed, new RegExp(`^ {4}${line}$`, "m"));
        }
    });
    it("keeps the load of the tier whose limit the fault lowers", () => {
        const text = [
            "config:",
            "  sock-shop:faults:",
            "    - kind: replicas",
            "      target: catalogue-db",
            "    - kind: container-resources",
            "      target: catalogue-db",
            "      limits:",
            "        cpu: 50m",
            "  sock-shop:load:",
            "    saturation:",
            "      of: catalogue-db",
            "      times: 2",
        ].join("\n");
        const changed = withoutFault(text, undefined);
        assert.match(changed, /^ {2}sock-shop:faults: \[\]$/m);
        assert.match(changed, /^ {6}times: 2\n {6}cpuLimit: 50m$/m);
        const ofOther = withoutFault(text.replace("of: catalogue-db", "of: front-end"), undefined);
        assert.doesNotMatch(ofOther, /cpuLimit/);
    });
    it("does not exist where there is nothing to leave out", () => {
        assert.throws(
            () => withoutFault("config:\n  sock-shop:faults: []\n", undefined),
            /nothing to leave out/,
        );
    });
});

describe("an overload", () => {
    it("is an incident that shows only once a load has piled up, and no control", () => {
        const overloads = INCIDENTS.filter((id) => {
            const incident = findIncident(id);
            assert.ok(incident);
            return isOverload(readFileSync(`stacks/Pulumi.${id}.yaml`, "utf8"), incident);
        });
        assert.deepEqual(
            overloads,
            ["1", "2", "4", "4b", "4c", "5a-8", "7", "7-fixed", "8", "8-slow", "8b", "8c"].map(
                (id) => `incident-${id}`,
            ),
        );
    });
});

describe("a proof without the fault", () => {
    it("has found out where the witness is not red, and all is as before", () => {
        assert.deepEqual(uncaught(proofOf("incident-8", ["witness red: must not met: x"])), []);
        // An incident's recovery may be of what only the fault brings.
        const both = ["witness red: x", "witness green: not recovered: y"];
        assert.deepEqual(uncaught(proofOf("incident-8", both)), []);
    });
    it("has not where the witness is red all the same", () => {
        assert.deepEqual(uncaught(proofOf("incident-8")), ["witness red holds without the fault"]);
        const other = proofOf("incident-8", ["nothing else broke: must-not seen: y"]);
        assert.deepEqual(uncaught(other), ["witness red holds without the fault"]);
    });
    it("has not where there was no load that could have shown it", () => {
        const lost = "nothing else broke: the load is gone";
        const proof = proofOf("incident-8", ["witness red: must not met: x", lost]);
        assert.deepEqual(uncaught(proof), [lost]);
    });
    it("says nothing where it never came to the witness, or left something", () => {
        const proof = proofOf("incident-8", ["applied: no such stack"]);
        proof.points = proof.points.filter(({ name }) => name !== "witness red");
        assert.deepEqual(uncaught(proof), ["applied: no such stack"]);
        const left = ["witness red: x", "baseline equal: sock rows: 9 → 8"];
        assert.deepEqual(uncaught(proofOf("incident-8", left)), [left[1]]);
    });
    it("has found out where the load alone made a pod restart, and nothing else is left", () => {
        const left = "baseline equal: front-end-1 restarts: 0 → 5";
        const proof = proofOf("incident-1", ["witness red: x", left]);
        const restarts = {
            object: "front-end-1",
            field: "restarts",
            expected: "0",
            found: "5",
        };
        proof.differences = [restarts];
        assert.deepEqual(uncaught(proof), []);
        proof.differences = [restarts, { ...restarts, field: "preview" }];
        assert.deepEqual(uncaught(proof), [left]);
    });
});
