import assert from "node:assert/strict";
import { loadTarget } from "../../../../policies/rules/load-target.ts";
import { pod, wanted, wantedBy, wrongIn } from "../../../support/policy-case.ts";

const aimed = (value: unknown) => pod({ env: [{ name: "LOCUST_HOST", value }] });

describe("policy load-target", () => {
    for (const target of [
        "http://front-end.sock-shop.svc.cluster.local",
        "http://front-end.sock-shop.svc:80/",
        "http://127.0.0.1:2025",
        "http://localhost:2025",
        "http://[::1]:2025",
    ]) {
        it(`lets ${target} pass`, () => assert.deepEqual(wrongIn(loadTarget, [aimed(target)]), []));
    }

    for (const target of [
        "https://shop.example.com",
        "http://front-end.default.svc.cluster.local",
        "http://front-end.sock-shop.svc.cluster.local.example.com",
        "http://front-end.sock-shop.svc.cluster.local@example.com",
        "http://127.0.0.1.example.com",
        "http://10.96.0.1",
        "ftp://localhost",
        "front-end",
        "",
    ]) {
        it(`refuses ${target}`, () =>
            assert.deepEqual(wrongIn(loadTarget, [aimed(target)]), [`target ${target}`]));
    }

    it("refuses a load without a target, and one by an argument", () => {
        const image = "registry:5000/sock-shop-lab/load-generator:1";
        assert.deepEqual(wrongIn(loadTarget, [pod({ image })]), ["target undefined"]);
        const env = [{ name: "LOCUST_HOST", value: "http://localhost" }];
        for (const args of [
            ["--host", "http://a.b"],
            ["--host=http://a.b"],
            ["-H", "http://a.b"],
        ]) {
            assert.deepEqual(wrongIn(loadTarget, [pod({ env, args })]), ["target http://a.b"]);
        }
        const byHand = pod({ command: ["sh", "-c", "locust --headless"] });
        assert.deepEqual(wrongIn(loadTarget, [byHand]), ["target undefined"]);
    });

    it("refuses a Service that leads out of the cluster", () => {
        const service = (spec: object) =>
            wanted("kubernetes:core/v1:ServicePatch", "s", { metadata: { name: "s" }, spec });
        const out = service({ type: "ExternalName", externalName: "example.com" });
        const found = wrongIn(loadTarget, [service({ selector: { name: "a" } }), out]);
        assert.deepEqual(found, ["externalName"]);
    });

    it("refuses its stack file and lets the sound one pass", () => {
        const found = wrongIn(loadTarget, wantedBy("load-target"));
        assert.deepEqual(found, ["target https://shop.example.com"]);
        assert.deepEqual(wrongIn(loadTarget, wantedBy("sound")), []);
    });
});
