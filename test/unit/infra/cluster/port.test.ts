import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { endpointIn, userKubeconfigs } from "../../../../infra/cluster/kubeconfig.ts";
import { requireFreePort } from "../../../../infra/cluster/port.ts";
import { foreignCluster } from "../../../../infra/cluster/refusal.ts";

describe("requireFreePort", () => {
    it("names the key and a command for a taken port, and takes a free one", async function () {
        this.timeout(10_000);
        const server = createServer().listen(0, "127.0.0.1");
        await once(server, "listening");
        const { port } = server.address() as AddressInfo;
        await assert.rejects(requireFreePort(port), ({ message }: Error) => {
            const [found = "", allowed, cure = ""] = message.split("\n");
            assert.ok(
                found.startsWith(
                    `stacks/Pulumi.baseline.yaml, sock-shop:cluster.httpPort: port ${port} of 127.0.0.1 is taken by `,
                ),
                found,
            );
            assert.equal(allowed, "  allowed: a free port, 1024 to 65535");
            assert.ok(
                cure.includes(`sock-shop:cluster.httpPort ${port + 1} --stack baseline`),
                cure,
            );
            return true;
        });
        server.close();
        await once(server, "close");
        await requireFreePort(port);
    });
});

describe("foreignCluster", () => {
    it("says whose it is and how to get another", () => {
        const [found, allowed, cure] = foreignCluster("lab", "it belongs to x").message.split("\n");
        assert.equal(
            found,
            "stacks/Pulumi.baseline.yaml, sock-shop:cluster.name: there is a cluster lab already, and it belongs to x",
        );
        assert.equal(allowed, "  allowed: a name (and an httpPort) that no other cluster has");
        assert.match(cure ?? "", /pulumi config set --path sock-shop:cluster\.name lab-2/);
    });
});

describe("kubeconfigs", () => {
    const text = JSON.stringify({
        clusters: [
            {
                name: "kind-lab",
                cluster: { server: "https://127.0.0.1:1", "certificate-authority-data": "CA" },
            },
        ],
    });

    it("finds a context's endpoint, and nothing in a file that makes no sense", () => {
        assert.deepEqual(endpointIn(text, "kind-lab"), {
            server: "https://127.0.0.1:1",
            authority: "CA",
        });
        assert.equal(endpointIn(text, "kind-other"), undefined);
        assert.equal(endpointIn("", "kind-lab"), undefined);
        assert.equal(endpointIn("a: [", "kind-lab"), undefined);
    });

    it("reads the user's files as kubectl does", () => {
        assert.deepEqual(userKubeconfigs({ KUBECONFIG: "/a::/b" }), ["/a", "/b"]);
        const [file = ""] = userKubeconfigs({});
        assert.match(file, /\.kube[/\\]config$/);
    });
});
