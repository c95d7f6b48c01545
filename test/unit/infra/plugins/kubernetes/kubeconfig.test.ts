import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diffConfig } from "../../../../../infra/plugins/kubernetes/config-diff.ts";
import { loadConnection } from "../../../../../infra/plugins/kubernetes/kubeconfig.ts";
import { readSettings, refusedSettings } from "../../../../../infra/plugins/kubernetes/settings.ts";
import { UNKNOWN } from "../../../../../infra/plugins/protocol/property.ts";

function kubeconfig(server: string, user: object = { token: "t" }): string {
    return JSON.stringify({
        apiVersion: "v1",
        "current-context": "one",
        clusters: [
            {
                name: "c",
                cluster: {
                    server,
                    "certificate-authority-data": Buffer.from("CA").toString("base64"),
                },
            },
        ],
        contexts: [
            { name: "one", context: { cluster: "c", user: "u" } },
            { name: "two", context: { cluster: "c", user: "u", namespace: "shop" } },
        ],
        users: [{ name: "u", user }],
    });
}

describe("loadConnection", () => {
    const directory = mkdtempSync(join(tmpdir(), "kubeconfig-"));
    after(() => rmSync(directory, { recursive: true }));

    it("reads contents, the current context and the default namespace", () => {
        assert.deepEqual(loadConnection({ kubeconfig: kubeconfig("https://a:1") }), {
            ...{
                server: "https://a:1",
                context: "one",
                namespace: "default",
                ca: "CA",
                token: "t",
            },
            ...{ insecure: false, needsClient: false },
        });
    });

    it("reads a file, and files beside it", () => {
        const path = join(directory, "config");
        writeFileSync(join(directory, "key.pem"), "KEY");
        writeFileSync(path, kubeconfig("https://a:1", { "client-key": "key.pem" }));
        assert.equal(loadConnection({ kubeconfig: path }, {}).key, "KEY");
        assert.equal(loadConnection({}, { KUBECONFIG: `/no/such:${path}` }).key, "KEY");
    });

    it("takes the context asked for, with its namespace, unless the provider has one", () => {
        const text = kubeconfig("https://a:1");
        assert.equal(loadConnection({ kubeconfig: text, context: "two" }).namespace, "shop");
        assert.equal(
            loadConnection({ kubeconfig: text, context: "two", namespace: "mine" }).namespace,
            "mine",
        );
    });

    it("leaves a user with a credential plugin to the larger client", () => {
        const text = kubeconfig("https://a:1", { exec: { command: "get-token" } });
        assert.equal(loadConnection({ kubeconfig: text }).needsClient, true);
    });

    it("names the file, what it has and the cure", () => {
        const text = kubeconfig("https://a:1");
        assert.throws(() => loadConnection({ kubeconfig: text, context: "three" }), {
            message: 'kubeconfig given to the provider has no context "three"; it has one, two',
        });
        assert.throws(
            () => loadConnection({ kubeconfig: "/no/such" }),
            /no kubeconfig: \/no\/such not found. Set KUBECONFIG/,
        );
    });
});

describe("diffConfig", () => {
    const a = kubeconfig("https://a:1");

    it("replaces nothing where the cluster stays the same", () => {
        const renewed = kubeconfig("https://a:1", { token: "new" });
        assert.deepEqual(diffConfig({ kubeconfig: a }, { kubeconfig: renewed }), {
            changed: ["kubeconfig"],
            replaces: [],
        });
        assert.deepEqual(diffConfig({ kubeconfig: a }, { kubeconfig: a }), {
            changed: [],
            replaces: [],
        });
    });

    it("replaces everything for another server", () => {
        const moved = diffConfig({ kubeconfig: a }, { kubeconfig: kubeconfig("https://b:1") });
        assert.deepEqual(moved, { changed: ["kubeconfig"], replaces: ["kubeconfig"] });
    });

    it("believes the cluster's identifier more than its address", () => {
        const b = kubeconfig("https://b:1");
        const same = diffConfig(
            { kubeconfig: a, clusterIdentifier: "x" },
            { kubeconfig: b, clusterIdentifier: "x" },
        );
        assert.deepEqual(same.replaces, []);
        const other = diffConfig(
            { kubeconfig: a, clusterIdentifier: "x" },
            { kubeconfig: a, clusterIdentifier: "y" },
        );
        assert.deepEqual(other, {
            changed: ["clusterIdentifier"],
            replaces: ["clusterIdentifier"],
        });
    });

    it("expects the worst of a kubeconfig that isn't known yet, unless the identifier says else", () => {
        assert.deepEqual(diffConfig({ kubeconfig: a }, { kubeconfig: UNKNOWN }).replaces, [
            "kubeconfig",
        ]);
        const named = diffConfig(
            { kubeconfig: a, clusterIdentifier: "x" },
            { kubeconfig: UNKNOWN, clusterIdentifier: "x" },
        );
        assert.deepEqual(named.replaces, []);
    });
});

describe("settings", () => {
    it("come from the configuration, else from the environment, booleans as text", () => {
        const environment = {
            PULUMI_K8S_DELETE_UNREACHABLE: "true",
            PULUMI_K8S_ENABLE_PATCH_FORCE: "true",
        };
        const settings = readSettings(
            { enablePatchForce: "false", namespace: "shop" },
            environment,
        );
        assert.deepEqual(
            [
                settings.deleteUnreachable,
                settings.enablePatchForce,
                settings.enableSecretMutable,
                settings.namespace,
            ],
            [true, false, false, "shop"],
        );
    });

    it("refuse by name what isn't supported, and what doesn't exist", () => {
        const refused = refusedSettings({
            renderYamlToDirectory: "out",
            enableServerSideApply: "false",
            kubecfg: "x",
        });
        assert.deepEqual(
            refused.map(({ property }) => property),
            ["renderYamlToDirectory", "enableServerSideApply", "kubecfg"],
        );
    });
});
