import assert from "node:assert/strict";
import { noHostAccess } from "../../../../policies/rules/no-host-access.ts";
import { pod, wanted, wantedBy, wrongIn } from "../../../support/policy-case.ts";

describe("policy no-host-access", () => {
    it("lets a hardened pod pass", () => {
        const securityContext = {
            privileged: false,
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE", "CHOWN"] },
        };
        const ports = [{ containerPort: 8080 }];
        const volumes = [{ name: "tmp", emptyDir: {} }];
        const one = pod({ securityContext, ports }, { volumes, hostNetwork: false });
        assert.deepEqual(wrongIn(noHostAccess, [one]), []);
    });

    const container: [string, object][] = [
        ["privileged app", { securityContext: { privileged: true } }],
        ["allowPrivilegeEscalation app", { securityContext: { allowPrivilegeEscalation: true } }],
        ["capability SYS_ADMIN", { securityContext: { capabilities: { add: ["SYS_ADMIN"] } } }],
        ["hostPort 80", { ports: [{ containerPort: 80, hostPort: 80 }] }],
    ];
    for (const [what, changes] of container) {
        it(`refuses ${what}`, () =>
            assert.deepEqual(wrongIn(noHostAccess, [pod(changes)]), [what]));
        it(`refuses ${what} of an init container`, () => {
            const initContainers = [{ name: "app", ...changes }];
            assert.deepEqual(wrongIn(noHostAccess, [pod({}, { initContainers })]), [what]);
        });
    }

    for (const [what, changes] of [
        ["hostNetwork", { hostNetwork: true }],
        ["hostPID", { hostPID: true }],
        ["hostIPC", { hostIPC: true }],
        ["hostPath /", { volumes: [{ name: "root", hostPath: { path: "/" } }] }],
    ] as const) {
        it(`refuses ${what}`, () =>
            assert.deepEqual(wrongIn(noHostAccess, [pod({}, changes)]), [what]));
    }

    it("refuses a volume of the node by another door, and a chart, whose pods it can't see", () => {
        const volume = wanted("kubernetes:core/v1:PersistentVolume", "v", {
            spec: { hostPath: { path: "/" } },
        });
        const chart = wanted("kubernetes:helm.sh/v3:Release", "r", { chart: "c", version: "1" });
        assert.deepEqual(wrongIn(noHostAccess, [volume, chart]), ["volume hostPath", "chart c 1"]);
    });

    it("refuses its stack file and lets the sound one pass", () => {
        const found = wrongIn(noHostAccess, wantedBy("no-host-access"));
        assert.deepEqual(found, ["hostPath /var/run/docker.sock"]);
        assert.deepEqual(wrongIn(noHostAccess, wantedBy("sound")), []);
    });
});
