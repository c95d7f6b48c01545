import assert from "node:assert/strict";
import { proposedChanges } from "../../../../incidents/proof/words.ts";

describe("what a preview would change", () => {
    it("is told by resource, once each, without the stack and without warnings", () => {
        const output = [
            "Previewing update (baseline):",
            "@ previewing update....",
            " ~  pulumi:pulumi:Stack sock-shop-baseline update warning: using a plugin from $PATH",
            " ~  kubernetes:apps/v1:Deployment payment update [diff: ~spec]",
            " +  kubernetes:core/v1:Service payment create warning: using a plugin from $PATH",
            " +- command:local:Command kind replace [diff: ~create]",
            " ~  kubernetes:apps/v1:Deployment payment update [diff: ~spec]",
            "    kubernetes:apps/v1:Deployment orders ",
            " +  1 to create",
            "error: no changes were expected but changes were proposed",
        ].join("\n");
        assert.deepEqual(proposedChanges(output), [
            "kubernetes:apps/v1:Deployment payment update [diff: ~spec]",
            "kubernetes:core/v1:Service payment create",
            "command:local:Command kind replace [diff: ~create]",
        ]);
    });

    it("is nothing where nothing is proposed", () => {
        assert.deepEqual(proposedChanges("Resources:\n    168 unchanged\n"), []);
    });
});
