import assert from "node:assert/strict";
import { probeEffect, ProbeSettings } from "../../../../incidents/faults/probe.ts";
import { writtenShop } from "../../../support/written-shop.ts";

const fault = ProbeSettings.parse({
    kind: "probe",
    target: "front-end",
    liveness: { timeoutSeconds: 10 },
    readiness: { timeoutSeconds: 10, failureThreshold: 5 },
});
const allowed = "liveness or readiness of a container that has it, with another value";

describe("fault probe", () => {
    it("lists each setting it names with its old value", () => {
        const object = "Deployment front-end";
        const field = "containers[front-end]";
        assert.deepEqual(probeEffect(fault).changes(writtenShop()), [
            { object, field: `${field}.livenessProbe.timeoutSeconds`, from: "1", to: "10" },
            { object, field: `${field}.readinessProbe.timeoutSeconds`, from: "1", to: "10" },
            { object, field: `${field}.readinessProbe.failureThreshold`, from: "3", to: "5" },
        ]);
    });
    it("overlays only what it names, so that what a probe asks for stays", () => {
        const container = {
            name: "front-end",
            livenessProbe: { timeoutSeconds: 10 },
            readinessProbe: { timeoutSeconds: 10, failureThreshold: 5 },
        };
        assert.deepEqual(probeEffect(fault).patches, [
            {
                kind: "Deployment",
                name: "front-end",
                overlay: { template: { spec: { containers: [container] } } },
            },
        ]);
    });
    it("is refused where it names none, one that isn't there, or the same again", () => {
        const refusal = (settings: Partial<ProbeSettings>): unknown =>
            probeEffect({ kind: "probe", target: "front-end", ...settings }).refusal(writtenShop());
        assert.deepEqual(refusal({}), { found: "names no probe", allowed });
        assert.deepEqual(refusal({ target: "carts", liveness: { timeoutSeconds: 9 } }), {
            found: "carts has no livenessProbe",
            allowed,
        });
        assert.deepEqual(refusal({ liveness: { timeoutSeconds: 1, periodSeconds: 3 } }), {
            found: "front-end's probes are so already, so it would change nothing",
            allowed,
        });
        assert.equal(refusal({ liveness: { timeoutSeconds: 1, periodSeconds: 4 } }), undefined);
    });
    it("takes whole seconds within bounds, and at least one setting of a probe", () => {
        const accepts = (liveness: object): boolean =>
            ProbeSettings.safeParse({ kind: "probe", target: "front-end", liveness }).success;
        assert.equal(accepts({ timeoutSeconds: 300 }), true);
        assert.equal(accepts({ timeoutSeconds: 301 }), false);
        assert.equal(accepts({ timeoutSeconds: 0 }), false);
        assert.equal(accepts({ timeoutSeconds: 1.5 }), false);
        assert.equal(accepts({}), false);
        assert.equal(accepts({ path: "/" }), false);
    });
});
