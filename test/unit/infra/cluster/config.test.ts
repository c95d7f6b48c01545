import assert from "node:assert/strict";
import { kindConfig, kubeadmPatches } from "../../../../infra/cluster/config.ts";
import { SYSTEM_REQUESTS } from "../../../../infra/cluster/room.ts";

const SPEC = { name: "lab", httpPort: 2125 };

describe("kindConfig", () => {
    it("on the closed network brings its own network and etcd", () => {
        assert.equal(
            kindConfig(SPEC, "closed", "/c/.state/clusters/lab", "/kind/sock-shop-lab/id"),
            `kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
name: lab
networking:
  disableDefaultCNI: true
kubeadmConfigPatches:
  - |
    kind: ClusterConfiguration
    etcd:
      local:
        imageTag: 3.5.16-0
  - |
    kind: InitConfiguration
    patches:
      directory: /kind/sock-shop-lab/id/patches
  - |
    kind: KubeletConfiguration
    failCgroupV1: false
nodes:
  - role: control-plane
    extraPortMappings:
      - containerPort: 30001
        hostPort: 2125
        listenAddress: 127.0.0.1
    extraMounts:
      - hostPath: /c/.state/clusters/lab
        containerPath: /kind/sock-shop-lab/id
        readOnly: true
`,
        );
    });

    it("with a registry leaves network and etcd to the node image", () => {
        const text = kindConfig(SPEC, "registry", "/c", "/kind/sock-shop-lab/id");
        assert.doesNotMatch(text, /disableDefaultCNI|etcd/);
        assert.match(text, /hostPort: 2125/);
    });
});

describe("kubeadmPatches", () => {
    it("lowers requests by name", () => {
        const files = kubeadmPatches();
        assert.deepEqual(Object.keys(files), [
            "kube-apiserver+strategic.json",
            "etcd+strategic.json",
            "kube-controller-manager+strategic.json",
            "kube-scheduler+strategic.json",
            "corednsdeployment+strategic.json",
        ]);
        assert.equal(
            files["etcd+strategic.json"],
            '{"spec":{"containers":[{"name":"etcd","resources":{"requests":{"cpu":"100m"}}}]}}\n',
        );
    });

    // The check of the room takes SYSTEM_REQUESTS off: the two would drift apart in silence.
    it("adds up to what the room check takes for kube-system", () => {
        const text = Object.values(kubeadmPatches()).join("");
        const sum = [...text.matchAll(/"cpu":"(\d+)m"/g)].reduce(
            (all, [, m]) => all + Number(m),
            0,
        );
        assert.equal(sum, SYSTEM_REQUESTS.cpuMilli);
    });
});
