import assert from "node:assert/strict";
import {
    claimVerdict,
    needsEndpoints,
    serviceVerdict,
    volumeVerdict,
} from "../../../../../infra/plugins/kubernetes/await/others.ts";
import {
    eventReasons,
    podReasons,
} from "../../../../../infra/plugins/kubernetes/await/pod-reasons.ts";
import { READY } from "../../../../../infra/plugins/kubernetes/await/verdict.ts";
import { waitForVerdict } from "../../../../../infra/plugins/kubernetes/await/wait-for.ts";
import {
    daemonSetVerdict,
    deploymentVerdict,
    jobVerdict,
    podVerdict,
    statefulSetVerdict,
} from "../../../../../infra/plugins/kubernetes/await/workloads.ts";
import type { PropertyMap } from "../../../../../infra/plugins/protocol/property.ts";

function workload(status: PropertyMap, spec: PropertyMap = { replicas: 2 }): PropertyMap {
    return {
        metadata: { name: "web", generation: 2 },
        spec,
        status: { observedGeneration: 2, ...status },
    };
}

describe("deploymentVerdict", () => {
    const done = { updatedReplicas: 2, availableReplicas: 2, replicas: 2 };

    it("is ready when all replicas are new and available and no old one is left", () => {
        assert.deepEqual(deploymentVerdict(workload(done)), READY);
    });

    it("waits until the controller has seen the change", () => {
        const { state, reasons } = deploymentVerdict(workload({ ...done, observedGeneration: 1 }));
        assert.deepEqual(
            [state, reasons],
            ["waiting", ["the Deployment controller has not seen the change yet"]],
        );
    });

    it("says how far it is", () => {
        const reasons = (status: PropertyMap): string[] =>
            deploymentVerdict(workload({ ...done, ...status })).reasons;
        assert.deepEqual(reasons({ updatedReplicas: 1 }), ["1 of 2 replicas updated"]);
        assert.deepEqual(reasons({ replicas: 3 }), ["1 old replicas pending termination"]);
        assert.deepEqual(reasons({ availableReplicas: 0 }), ["0 of 2 replicas available"]);
    });

    it("puts the reason of a stuck rollout first", () => {
        const conditions = [
            {
                type: "Progressing",
                status: "False",
                reason: "ProgressDeadlineExceeded",
                message: "it has timed out",
            },
            { type: "ReplicaFailure", status: "True", reason: "FailedCreate", message: "quota" },
            {
                type: "Available",
                status: "True",
                reason: "MinimumReplicasAvailable",
                message: "fine",
            },
        ];
        assert.deepEqual(
            deploymentVerdict(workload({ ...done, updatedReplicas: 1, conditions })).reasons,
            [
                "[ProgressDeadlineExceeded] it has timed out",
                "[FailedCreate] quota",
                "1 of 2 replicas updated",
            ],
        );
    });

    it("is ready with no replicas wanted, and wants one where the spec is silent", () => {
        assert.deepEqual(deploymentVerdict(workload({}, { replicas: 0 })), READY);
        assert.deepEqual(deploymentVerdict(workload({}, {})).reasons, ["0 of 1 replicas updated"]);
    });
});

describe("other workloads", () => {
    it("StatefulSet: waits for ready and, unless told not to replace, for updated replicas", () => {
        const status = { readyReplicas: 2, updatedReplicas: 1 };
        assert.deepEqual(statefulSetVerdict(workload(status)).reasons, ["1 of 2 replicas updated"]);
        const onDelete = { replicas: 2, updateStrategy: { type: "OnDelete" } };
        assert.deepEqual(statefulSetVerdict(workload(status, onDelete)), READY);
        const partition = { replicas: 2, updateStrategy: { rollingUpdate: { partition: 1 } } };
        assert.deepEqual(statefulSetVerdict(workload(status, partition)), READY);
    });

    it("DaemonSet: counts nodes", () => {
        const status = { desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1 };
        assert.deepEqual(daemonSetVerdict(workload(status)).reasons, ["available on 1 of 2 nodes"]);
        assert.deepEqual(daemonSetVerdict(workload({ ...status, numberAvailable: 2 })), READY);
    });

    it("Job: complete, failed for good, or under way", () => {
        const condition = (type: string): PropertyMap => ({
            type,
            status: "True",
            reason: "R",
            message: "m",
        });
        assert.deepEqual(jobVerdict({ status: { conditions: [condition("Complete")] } }), READY);
        assert.deepEqual(jobVerdict({ status: { conditions: [condition("Failed")] } }), {
            state: "failed",
            reasons: ["[R] m"],
        });
        assert.deepEqual(
            jobVerdict({ spec: { completions: 3 }, status: { succeeded: 1 } }).reasons,
            ["1 of 3 completions"],
        );
    });

    it("Pod: ready or ended well", () => {
        const ready = { type: "Ready", status: "True" };
        assert.deepEqual(podVerdict({ status: { phase: "Running", conditions: [ready] } }), READY);
        assert.deepEqual(podVerdict({ status: { phase: "Succeeded" } }), READY);
        assert.equal(podVerdict({ status: { phase: "Failed" } }).state, "failed");
        assert.equal(podVerdict({ status: { phase: "Pending" } }).state, "waiting");
    });
});

describe("claims, volumes and Services", () => {
    it("a claim is waited for only where its volume is made at once", () => {
        const pending = { status: { phase: "Pending" } };
        assert.deepEqual(claimVerdict(pending, "WaitForFirstConsumer"), READY);
        assert.deepEqual(claimVerdict(pending, "Immediate").reasons, [
            "the PersistentVolumeClaim is Pending",
        ]);
        assert.deepEqual(claimVerdict({ status: { phase: "Bound" } }, "Immediate"), READY);
    });

    it("a volume is available or bound", () => {
        assert.deepEqual(volumeVerdict({ status: { phase: "Available" } }), READY);
        assert.equal(volumeVerdict({}).state, "waiting");
    });

    it("only a Service that selects Pods waits for them", () => {
        const service = (spec: PropertyMap): PropertyMap => ({ spec });
        const selector = { app: "web" };
        assert.equal(needsEndpoints(service({ selector })), true);
        assert.equal(needsEndpoints(service({ selector: {} })), false);
        assert.equal(needsEndpoints(service({ selector, type: "ExternalName" })), false);
        assert.equal(needsEndpoints(service({ selector, clusterIP: "None" })), false);
    });

    it("a Service is ready with one ready address behind it", () => {
        const slice = (ready: boolean): PropertyMap => ({
            endpoints: [{ addresses: ["10.0.0.1"], conditions: { ready } }],
        });
        const service = { spec: { selector: { app: "web" } } };
        assert.deepEqual(serviceVerdict(service, [slice(false), slice(true)]), READY);
        assert.match(
            serviceVerdict(service, [slice(false)]).reasons[0] ?? "",
            /^Service does not target any Pods/,
        );
    });

    it("a load balancer waits for its address", () => {
        const service = { spec: { type: "LoadBalancer" } };
        assert.equal(serviceVerdict(service, []).state, "waiting");
        assert.deepEqual(
            serviceVerdict(
                { ...service, status: { loadBalancer: { ingress: [{ ip: "1.2.3.4" }] } } },
                [],
            ),
            READY,
        );
    });
});

describe("podReasons", () => {
    const pod = (status: PropertyMap): PropertyMap => ({ metadata: { name: "web-1" }, status });
    const withContainer = (container: PropertyMap): string[] =>
        podReasons([pod({ containerStatuses: [{ name: "web", ...container }] })]);

    it("names what the scheduler lacks", () => {
        const conditions = [
            {
                type: "PodScheduled",
                status: "False",
                reason: "Unschedulable",
                message: "Insufficient cpu",
            },
        ];
        assert.deepEqual(podReasons([pod({ conditions })]), [
            "Pod web-1: [Unschedulable] Insufficient cpu",
        ]);
    });

    it("names why a container waits, and how it ended before", () => {
        const state = { waiting: { reason: "CrashLoopBackOff", message: "back-off 10s" } };
        const lastState = { terminated: { reason: "OOMKilled", exitCode: 137 } };
        assert.deepEqual(withContainer({ state, lastState }), [
            "Pod web-1: web: [CrashLoopBackOff] back-off 10s (last: OOMKilled, exit code 137)",
        ]);
    });

    it("names a container that runs but isn't ready", () => {
        assert.deepEqual(withContainer({ state: { running: {} }, ready: false }), [
            "Pod web-1: web: running, not ready",
        ]);
    });

    it("is silent about a usual start and a good end", () => {
        assert.deepEqual(
            withContainer({ state: { waiting: { reason: "ContainerCreating" } } }),
            [],
        );
        assert.deepEqual(
            withContainer({ state: { terminated: { reason: "Completed", exitCode: 0 } } }),
            [],
        );
        assert.deepEqual(withContainer({ state: { running: {} }, ready: true }), []);
    });
});

describe("eventReasons", () => {
    it("lists the warnings about the given objects, newest last, each once", () => {
        const event = (
            name: string,
            reason: string,
            lastTimestamp: string,
            type = "Warning",
        ): PropertyMap => ({
            ...{ type, reason, lastTimestamp, message: "m" },
            involvedObject: { name },
        });
        const events = [
            event("web-1", "Second", "2026-01-01T00:00:02Z"),
            event("web-1", "First", "2026-01-01T00:00:01Z"),
            event("web-1", "Second", "2026-01-01T00:00:03Z"),
            event("other", "Not ours", "2026-01-01T00:00:04Z"),
            event("web-1", "Normal", "2026-01-01T00:00:05Z", "Normal"),
        ];
        assert.deepEqual(eventReasons(events, new Set(["web-1"])), ["[First] m", "[Second] m"]);
    });
});

describe("waitForVerdict", () => {
    const object = {
        status: {
            phase: "Running",
            list: [{ a: 1 }],
            conditions: [{ type: "Synced", status: "True" }],
        },
    };

    it("holds where all conditions hold", () => {
        const conditions = [
            "jsonpath={.status.phase}=Running",
            "jsonpath=.status.list[0].a=1",
            "condition=Synced",
        ];
        assert.deepEqual(waitForVerdict(object, conditions), READY);
    });

    it("names those that don't", () => {
        const conditions = [
            "condition=Synced=False",
            "jsonpath={.status.none}",
            "condition=Synced",
        ];
        assert.deepEqual(waitForVerdict(object, conditions).reasons, [
            "waiting for condition=Synced=False, jsonpath={.status.none}",
        ]);
    });

    it("refuses a path that it can't follow", () => {
        assert.throws(
            () => waitForVerdict(object, ["jsonpath={.status..a}"]),
            /not supported: only keys and positions/,
        );
    });
});
