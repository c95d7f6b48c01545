import assert from "node:assert/strict";
import { effectOf, Fault } from "../../../../incidents/faults/fault.ts";
import { PodKill, podKillEffect } from "../../../../incidents/faults/pod-kill.ts";
import { writtenShop } from "../../../support/written-shop.ts";
import { formerShop } from "./former-shop.ts";

const written = { kind: "pod-kill", targets: ["catalogue", "user"], every: "10s", seed: -11 };
const fault = PodKill.parse(written);
const context = {
    stack: "incident-11",
    images: { keeper: "keeper:1", networkProxy: "proxy:1" },
    cpuShare: 1,
};

describe("fault pod-kill", () => {
    it("adds a Job of the keeper, in the lab's namespace, and patches nothing", () => {
        const effect = effectOf(Fault.parse({ ...written, times: 5 }), context);
        assert.equal(effect.patches, undefined);
        const [job, ...others] = effect.adds?.(writtenShop()) ?? [];
        assert.deepEqual(others, []);
        const labels = { name: "keeper-7757d8a7", "sock-shop/release": "incident-11" };
        assert.deepEqual(job?.metadata, {
            name: "keeper-7757d8a7",
            namespace: "lab",
            labels,
            annotations: { "pulumi.com/skipAwait": "true" },
        });
        assert.equal(`${job.apiVersion} ${job.kind}`, "batch/v1 Job");
        const { template } = job["spec"] as {
            template: { spec: { containers: { image: string; args: string[] }[] } };
        };
        const [container] = template.spec.containers;
        assert.equal(container?.image, "keeper:1");
        assert.equal(
            container.args.join(" "),
            "kill-pods --stack incident-11 --targets catalogue,user --every 10s --seed=-11 --times 5",
        );
    });
    it("holds the targets' Deployments, though none of their fields changes", () => {
        const effect = podKillEffect(fault, context);
        assert.deepEqual(
            effect.holds?.map(({ kind, namespace, name }) => [kind, namespace, name]),
            [
                ["Deployment", "sock-shop", "catalogue"],
                ["Deployment", "sock-shop", "user"],
            ],
        );
        assert.deepEqual(effect.changes(writtenShop()), [
            {
                object: "Pods of catalogue, user",
                field: "one killed at random",
                from: undefined,
                to: "every 10s, until the incident ends",
            },
        ]);
    });
    it("is refused for a workload without pods", () => {
        const effect = podKillEffect(fault, context);
        assert.equal(effect.refusal(writtenShop()), undefined);
        assert.deepEqual(effect.refusal(formerShop({ user: { replicas: 0 } })), {
            found: "user has no pod to kill",
            allowed: "workloads with replicas",
        });
    });
    for (const [what, change] of [
        ["no target", { targets: [] }],
        ["a target twice", { targets: ["user", "user"] }],
        ["an unknown target", { targets: ["users"] }],
        ["turns too short for a pod to come back", { every: "4s" }],
        ["turns of more than 10 minutes", { every: "11m" }],
        ["no kill at all", { times: 0 }],
        ["more kills than anybody looks at", { times: 101 }],
        ["no seed", { seed: undefined }],
        ["an unknown key", { grace: 1 }],
    ] as const) {
        it(`refuses ${what}`, () => {
            assert.equal(PodKill.safeParse({ ...written, ...change }).success, false);
        });
    }
    it("takes the bounds", () => {
        for (const change of [
            { every: "5s", times: 1 },
            { every: "10m", times: 100 },
        ]) {
            assert.equal(PodKill.safeParse({ ...written, ...change }).success, true);
        }
    });
});
