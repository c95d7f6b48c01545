import assert from "node:assert/strict";
import {
    environmentEffect,
    EnvironmentSettings,
} from "../../../../incidents/faults/environment.ts";
import { planFor } from "../../../../incidents/faults/plan.ts";
import { writtenShop } from "../../../support/written-shop.ts";

const fault = (set: Record<string, string>): EnvironmentSettings => ({
    kind: "environment",
    target: "shipping",
    set,
});

describe("fault environment", () => {
    const effect = environmentEffect(fault({ PUBLISH_MODE: "confirm" }));

    it("lists each variable it names with its old value", () => {
        assert.deepEqual(effect.changes(writtenShop()), [
            {
                object: "Deployment shipping",
                field: "containers[shipping].env.PUBLISH_MODE",
                from: "fire-and-forget",
                to: "confirm",
            },
        ]);
    });
    it("overlays only what it names", () => {
        const container = { name: "shipping", env: [{ name: "PUBLISH_MODE", value: "confirm" }] };
        assert.deepEqual(effect.patches, [
            {
                kind: "Deployment",
                name: "shipping",
                overlay: { template: { spec: { containers: [container] } } },
            },
        ]);
    });
    it("goes together with another fault on the same Deployment", () => {
        const context = { stack: "try", images: { keeper: "", networkProxy: "" }, cpuShare: 1 };
        const replicas = { kind: "replicas", target: "shipping", replicas: 2 } as const;
        const plan = planFor(
            context,
            [fault({ PUBLISH_MODE: "confirm" }), replicas],
            writtenShop(),
        );
        const container = { name: "shipping", env: [{ name: "PUBLISH_MODE", value: "confirm" }] };
        assert.deepEqual(
            plan.patches.map((patch) => patch.overlay),
            [{ template: { spec: { containers: [container] } }, replicas: 2 }],
        );
    });
    it("is refused for a variable of a Secret, for one that isn't there, and for the same again", () => {
        const found = (set: Record<string, string>): string | undefined =>
            environmentEffect(fault(set)).refusal(writtenShop())?.found;
        assert.equal(found({ PUBLISH_MODE: "confirm" }), undefined);
        assert.equal(
            found({ RABBITMQ_PASS: "guess" }),
            "shipping has RABBITMQ_PASS from elsewhere, such as a Secret",
        );
        assert.equal(found({ PUBLISH_MOD: "confirm" }), "shipping has no variable PUBLISH_MOD");
        assert.equal(
            found({ PUBLISH_MODE: "fire-and-forget" }),
            "shipping has these values already, so it would change nothing",
        );
        const refusal = environmentEffect(fault({ NONE: "" })).refusal(writtenShop());
        assert.match(refusal?.allowed ?? "", /^another value for one of .*\bPUBLISH_MODE\b/);
        assert.doesNotMatch(refusal?.allowed ?? "", /PASS/);
    });
    it("takes texts by the name of a variable, and at least one", () => {
        const accepts = (set: object): boolean =>
            EnvironmentSettings.safeParse({ kind: "environment", target: "shipping", set }).success;
        assert.equal(accepts({ PUBLISH_MODE: "" }), true);
        assert.equal(accepts({}), false);
        assert.equal(accepts({ PUBLISH_MODE: 3 }), false);
        assert.equal(accepts({ "PUBLISH MODE": "x" }), false);
    });
});
