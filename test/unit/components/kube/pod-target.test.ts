import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KubeClient } from "../../../../components/kube/client.ts";
import { podTarget } from "../../../../components/kube/pod-target.ts";

describe("the cluster around a pod", () => {
    it("is where the kubelet says, also at an IPv6 address", () => {
        const at = (KUBERNETES_SERVICE_HOST: string): string =>
            podTarget({ KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT: "443" }).server.href;
        assert.equal(at("10.96.0.1"), "https://10.96.0.1/");
        assert.equal(at("fd00::1"), "https://[fd00::1]/");
    });
    it("is nowhere outside of a pod", () => {
        assert.throws(() => podTarget({}), /this is not a pod/);
    });

    // The kubelet renews it within the hour, and an expiry may wait for a day.
    it("is asked with the token that is in the file at that moment", async () => {
        const account = mkdtempSync(join(tmpdir(), "account-"));
        try {
            const server = new URL("https://10.96.0.1:443");
            writeFileSync(join(account, "ca.crt"), "authority");
            const kube = new KubeClient({ server, account });
            for (const token of ["first", "second"]) {
                writeFileSync(join(account, "token"), `${token}\n`);
                const { options } = await kube.access();
                assert.deepEqual(options.headers, { authorization: `Bearer ${token}` });
                assert.equal(String(options.ca), "authority");
            }
        } finally {
            rmSync(account, { recursive: true });
        }
    });
});
