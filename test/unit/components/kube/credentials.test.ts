import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessTo } from "../../../../components/kube/credentials.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("access to a cluster", () => {
    let folder: string;
    before(() => (folder = mkdtempSync(join(tmpdir(), "kubeconfig-"))));
    after(() => rmSync(folder, { recursive: true }));

    /** A kubeconfig with two contexts; the current one is never the one that is asked for. */
    function kubeconfig(user: Record<string, unknown>): string {
        const file = join(folder, "config");
        const cluster = {
            server: "https://127.0.0.1:6443",
            "certificate-authority-data": base64("ca"),
        };
        const value = {
            "current-context": "other",
            contexts: [
                { name: "other", context: { cluster: "none", user: "none" } },
                { name: "kind-lab", context: { cluster: "lab", user: "lab" } },
            ],
            clusters: [{ name: "lab", cluster }],
            users: [{ name: "lab", user }],
        };
        writeFileSync(file, JSON.stringify(value));
        return file;
    }

    it("takes the certificates of the named context's user", async () => {
        const file = kubeconfig({
            "client-certificate-data": base64("cert"),
            "client-key-data": base64("key"),
        });
        const { server, options } = await accessTo({ kubeconfig: file, context: "kind-lab" });
        assert.equal(server.href, "https://127.0.0.1:6443/");
        const texts = [options.ca, options.cert, options.key].map(String);
        assert.deepEqual(texts, ["ca", "cert", "key"]);
    });
    it("takes a token", async () => {
        const file = kubeconfig({ token: "secret" });
        const { options } = await accessTo({ kubeconfig: file, context: "kind-lab" });
        assert.deepEqual(options.headers, { authorization: "Bearer secret" });
    });
    it("acts as another user where one is named", async () => {
        const file = kubeconfig({ token: "secret" });
        const user = "system:serviceaccount:lab:witness";
        const { options } = await accessTo({ kubeconfig: file, context: "kind-lab", as: user });
        assert.deepEqual(options.headers, {
            authorization: "Bearer secret",
            "impersonate-user": user,
        });
    });
    it("refuses a context that isn't there, instead of taking the current one", async () => {
        const file = kubeconfig({ token: "secret" });
        await assert.rejects(accessTo({ kubeconfig: file, context: "kind-labb" }), {
            message: `context kind-labb is not in ${file}`,
        });
    });
});
