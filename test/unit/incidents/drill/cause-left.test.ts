import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { ANSWERS, answerOf } from "../../../../incidents/answer/keys.ts";
import { causeLeft, type LiveParts } from "../../../../incidents/drill/cause-left.ts";

const NONE: LiveParts = { deployments: [], autoscalers: [], policies: [] };

function deployment(name: string, spec: object): KubeObject {
    return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name }, spec };
}

function database(cpu: string | undefined): KubeObject {
    const resources = { limits: cpu === undefined ? {} : { cpu } };
    const containers = [{ name: "catalogue-db", resources }];
    return deployment("catalogue-db", { replicas: 1, template: { spec: { containers } } });
}

function autoscaler(target: string, ...metrics: string[]): KubeObject {
    return {
        apiVersion: "autoscaling/v2",
        kind: "HorizontalPodAutoscaler",
        metadata: { name: "any" },
        spec: {
            scaleTargetRef: { name: target },
            metrics: metrics.map((name) => ({ type: "Resource", resource: { name } })),
        },
    };
}

function policy(maxLength: number): LiveParts["policies"][number] {
    const definition = { "max-length": maxLength, overflow: "reject-publish" };
    return {
        name: "queue-limit",
        pattern: "^shipping-task$",
        definition,
        applyTo: "queues",
        priority: 0,
    };
}

describe("what is left of a cause", () => {
    const cases: readonly (readonly [string, string, Partial<LiveParts>, string[]])[] = [
        [
            "incident-3",
            "0 replicas",
            { deployments: [deployment("payment", { replicas: 0 })] },
            ["Deployment payment: replicas is still 0"],
        ],
        ["incident-3", "1 replica", { deployments: [deployment("payment", { replicas: 1 })] }, []],
        ["incident-3", "3 replicas", { deployments: [deployment("payment", { replicas: 3 })] }, []],
        [
            "incident-8",
            "the limit in another unit",
            { deployments: [database("0.05")] },
            ["Deployment catalogue-db: containers[catalogue-db].resources.limits.cpu is still 50m"],
        ],
        ["incident-8", "the limit of before", { deployments: [database("500m")] }, []],
        ["incident-8", "a larger limit", { deployments: [database("2")] }, []],
        ["incident-8", "no limit", { deployments: [database(undefined)] }, []],
        [
            "incident-7",
            "memory, under another name",
            { autoscalers: [autoscaler("front-end", "memory")] },
            [
                "HorizontalPodAutoscaler front-end: front-end by memory, 1 to 10 replicas is still 80 % of the request",
            ],
        ],
        ["incident-7", "CPU", { autoscalers: [autoscaler("front-end", "cpu")] }, []],
        ["incident-7", "both", { autoscalers: [autoscaler("front-end", "memory", "cpu")] }, []],
        ["incident-7", "another one's", { autoscalers: [autoscaler("orders", "memory")] }, []],
        [
            "incident-5a",
            "the policy, with the consumer back",
            { policies: [policy(3)], deployments: [deployment("queue-master", { replicas: 1 })] },
            ["Policy queue-limit: definition.max-length is still 3"],
        ],
        [
            "incident-5a",
            "a far larger queue",
            {
                policies: [policy(1000)],
                deployments: [deployment("queue-master", { replicas: 2 })],
            },
            [],
        ],
    ];
    for (const [id, what, parts, expected] of cases) {
        it(`${id}: ${what}`, () => {
            assert.deepEqual(causeLeft(answerOf(id).changes, { ...NONE, ...parts }), expected);
        });
    }

    for (const { incident, changes } of ANSWERS) {
        it(`knows every field that is a cause: ${incident}`, () => {
            // An unknown one throws: then nobody could tell whether it was mended.
            assert.ok(Array.isArray(causeLeft(changes, NONE)));
        });
    }
});
