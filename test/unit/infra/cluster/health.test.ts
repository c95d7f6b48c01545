import assert from "node:assert/strict";
import { judgeHealth } from "../../../../infra/cluster/health.ts";
import type { Item } from "../../../../infra/cluster/health.ts";

const START = "2026-01-01T10:00:00.5Z";
const BEFORE = "2026-01-01T09:59:00Z";
const AFTER = "2026-01-01T10:00:00Z";

function node(status: string, heartbeat: string): Item {
    return {
        kind: "Node",
        metadata: { name: "n" },
        status: {
            conditions: [{ type: "Ready", status, message: "why", lastHeartbeatTime: heartbeat }],
            allocatable: { cpu: "2", memory: "4194304Ki" },
        },
    };
}

function pod(addOn: string, startedAt: string): Item {
    return {
        kind: "Pod",
        metadata: { name: addOn, labels: { "k8s-app": addOn } },
        status: {
            conditions: [{ type: "Ready", status: "True" }],
            containerStatuses: [{ state: { running: { startedAt } } }],
        },
    };
}

describe("judgeHealth", () => {
    const up = [pod("kube-dns", AFTER), pod("kube-proxy", AFTER)];
    const cases: [string, Item[], string | undefined][] = [
        ["all well", [node("True", AFTER), ...up], undefined],
        ["no node", up, "no node has registered"],
        ["not ready", [node("False", AFTER), ...up], "node n is not ready: why"],
        // After a restart the API server first tells what was true before it.
        [
            "old report",
            [node("True", BEFORE), ...up],
            "node n has not reported since it was started",
        ],
        [
            "old DNS",
            [node("True", AFTER), pod("kube-dns", BEFORE), pod("kube-proxy", AFTER)],
            "CoreDNS is not available",
        ],
        ["no proxy", [node("True", AFTER), pod("kube-dns", AFTER)], "kube-proxy is not available"],
    ];
    for (const [name, items, problem] of cases) {
        it(name, () => assert.equal(judgeHealth(items, START).problem, problem));
    }

    it("adds up what the nodes can give", () => {
        const two = [node("True", AFTER), node("True", AFTER)];
        assert.deepEqual(judgeHealth(two, START).allocatable, { cpuMilli: 4000, memoryMi: 8192 });
    });
});
