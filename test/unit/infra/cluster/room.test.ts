import assert from "node:assert/strict";
import { checkRoom } from "../../../../infra/cluster/room.ts";

const NODE = { cpuMilli: 2000, memoryMi: 4096 };

describe("checkRoom", () => {
    it("takes what just fits beside kube-system", () => {
        checkRoom({ cpuMilli: 1650, memoryMi: 3966 }, NODE);
    });

    for (const [what, requests] of [
        ["CPU", { cpuMilli: 1651, memoryMi: 100 }],
        ["memory", { cpuMilli: 100, memoryMi: 3967 }],
    ] as const) {
        it(`refuses too much ${what}, with all four parts`, () => {
            assert.throws(() => checkRoom(requests, NODE), {
                name: "LabError",
                message: [
                    `room on the cluster's node: the pods request ${requests.cpuMilli}m CPU and ${requests.memoryMi}Mi`,
                    "  allowed: 1650m CPU and 3966Mi (the node's 2000m and 4096Mi less kube-system)",
                    "  cure:    give Docker more CPU or memory, or lower the requests in components/shop/topology.ts",
                ].join("\n"),
            });
        });
    }
});
