import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allowedContexts } from "../../../../policies/allowed-contexts.ts";
import { UNKNOWN } from "../../../../policies/planned.ts";
import { clusterAllowed } from "../../../../policies/rules/cluster-allowed.ts";
import { pod, wanted, wantedBy, wrongIn } from "../../../support/policy-case.ts";

const provider = (context: unknown, kubeconfig: unknown) =>
    wanted("pulumi:providers:kubernetes", "cluster", { context, kubeconfig });

describe("policy cluster-allowed", () => {
    for (const [context, kubeconfig] of [
        ["kind-sockshop", "/somewhere/.state/kubeconfig-sockshop"],
        ["kind-a", ".state/kubeconfig-a"],
        [UNKNOWN, UNKNOWN],
        ["kind-a", UNKNOWN],
    ]) {
        it(`lets ${String(context)} of ${String(kubeconfig)} pass`, () =>
            assert.deepEqual(wrongIn(clusterAllowed, [provider(context, kubeconfig)]), []));
    }

    for (const [context, kubeconfig, what] of [
        ["production", "/home/user/.kube/config", "context production"],
        ["kind-a", "/home/user/.kube/config", "context kind-a"],
        ["kind-b", ".state/kubeconfig-a", "context kind-b"],
        ["kind-a", "my.state/kubeconfig-a", "context kind-a"],
        [undefined, ".state/kubeconfig-a", "unnamed cluster"],
        ["kind-a", undefined, "unnamed cluster"],
    ]) {
        it(`refuses ${context} of ${kubeconfig}`, () =>
            assert.deepEqual(wrongIn(clusterAllowed, [provider(context, kubeconfig)]), [what]));
    }

    it("judges an object by its provider: one of Pulumi's own making has no context", () => {
        const ambient = { ...pod({}), provider: { name: "default", props: { version: "4" } } };
        assert.deepEqual(wrongIn(clusterAllowed, [ambient, pod({})]), [
            "unnamed cluster",
            "unnamed cluster",
        ]);
    });

    it("shows no key of a kubeconfig that is given as text", () => {
        const inline = provider("kind-a", "apiVersion: v1\nclient-key-data: a2V5\n");
        const [violation] = clusterAllowed.check(inline, []);
        assert.equal(violation?.found, "context kind-a of (its text)");
    });

    it("reads the allow-lists of the stack files", () => {
        const folder = mkdtempSync(join(tmpdir(), "sock-shop-lab-stacks-"));
        try {
            const cluster = "{ context: kind-theirs, allowContexts: [kind-theirs, other] }";
            const text = `config:\n  sock-shop:cluster: ${cluster}\n`;
            writeFileSync(join(folder, "Pulumi.baseline.yaml"), text);
            writeFileSync(join(folder, "Pulumi.incident.yaml"), "config:\n  a:b: c\n");
            writeFileSync(join(folder, "README.md"), text);
            assert.deepEqual(allowedContexts(folder), ["kind-theirs", "other"]);
        } finally {
            rmSync(folder, { recursive: true });
        }
        assert.deepEqual(allowedContexts(), []);
    });

    it("refuses its stack file and lets the sound one pass", () => {
        const found = wrongIn(clusterAllowed, wantedBy("cluster-allowed"));
        assert.deepEqual(found, ["context production"]);
        assert.deepEqual(wrongIn(clusterAllowed, wantedBy("sound")), []);
    });
});
