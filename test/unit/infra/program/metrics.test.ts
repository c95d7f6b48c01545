import assert from "node:assert/strict";
import { KEEPER_REQUESTS } from "../../../../components/lab/keeper-job.ts";
import { METRICS_REQUESTS } from "../../../../components/metrics/metrics-server.ts";
import { MONITORING_REQUESTS } from "../../../../components/monitoring/budget.ts";
import { requestedRoom } from "../../../../components/shop/topology.ts";
import { BaselineConfig } from "../../../../infra/config/schema.ts";
import type { Ground } from "../../../../infra/program/ground.ts";
import { baseline } from "../../../../infra/program/baseline.ts";
import { LOAD_REQUESTS } from "../../../../load/load-requests.ts";
import { registeredBy, type Registered } from "../../../support/mocks.ts";
import { offlineGround } from "../../../support/offline-ground.ts";

const OWN = { name: "sockshop", httpPort: 2025 };
const EXISTING = { context: "kind-theirs", allowContexts: ["kind-theirs"], httpPort: 2025 };

function config(cluster: object): BaselineConfig {
    return BaselineConfig.parse({ role: "baseline", cluster });
}

function ofMetrics(resources: Registered[]): string[] {
    return resources
        .filter(
            ({ name, type }) => name.startsWith("metrics-server") && type.startsWith("kubernetes:"),
        )
        .map(({ name, type }) => `${type.replace(/.*:/, "")} ${name}`);
}

/** Images that go into the nodes. */
function loaded(resources: Registered[]): string[] {
    const images = resources.find(({ name }) => name === "images");
    return String(images?.inputs["create"]).split(" ").slice(5);
}

const ALL = [
    "APIService metrics-server",
    "Deployment metrics-server",
    "Service metrics-server",
    "ServiceAccount metrics-server",
    "ClusterRole metrics-server",
    "ClusterRole metrics-server-reader",
    "ClusterRoleBinding metrics-server",
    "ClusterRoleBinding metrics-server-delegator",
    "RoleBinding metrics-server-auth-reader",
];

describe("metrics-server of the baseline", () => {
    it("is made in the lab's own cluster, without asking what is there", async () => {
        const ground: Ground = {
            ...offlineGround(),
            foreignMetrics: () => Promise.reject(new Error("a cluster that isn't there yet")),
        };
        const resources = await registeredBy(() => baseline("baseline", config(OWN), ground));
        assert.deepEqual(ofMetrics(resources).sort(), [...ALL].sort());
        assert.ok(loaded(resources).includes("metrics-server"));
    });

    it("is made in an existing cluster that has no metrics API", async () => {
        const asked: unknown[] = [];
        const ground: Ground = {
            ...offlineGround(),
            foreignMetrics: ({ context }) => {
                asked.push(context);
                return Promise.resolve(undefined);
            },
        };
        const resources = await registeredBy(() => baseline("baseline", config(EXISTING), ground));
        assert.deepEqual(ofMetrics(resources).sort(), [...ALL].sort());
        assert.deepEqual(asked, ["kind-theirs"]);
    });

    it("is left out, and said to be, where an existing cluster has one", async () => {
        const said: string[] = [];
        const ground: Ground = {
            ...offlineGround(said),
            foreignMetrics: () => Promise.resolve("kube-system/metrics-server"),
        };
        const resources = await registeredBy(() => baseline("baseline", config(EXISTING), ground));
        assert.deepEqual(ofMetrics(resources), []);
        assert.ok(!loaded(resources).includes("metrics-server"));
        assert.deepEqual(
            said.filter((line) => line.startsWith("metrics API")),
            ["metrics API: kube-system/metrics-server serves it already, the lab adds none"],
        );
    });

    it("is pulled by the nodes, not loaded, where a registry answers", async () => {
        const ground: Ground = {
            ...offlineGround(),
            imageSource: () => Promise.resolve("registry"),
        };
        const resources = await registeredBy(() => baseline("baseline", config(OWN), ground));
        assert.deepEqual(ofMetrics(resources).sort(), [...ALL].sort());
        assert.ok(!loaded(resources).includes("metrics-server"));
    });

    it("waits for the API to be available, and is marked as the lab's", async () => {
        const resources = await registeredBy(() =>
            baseline("baseline", config(OWN), offlineGround()),
        );
        const api = resources.find(
            ({ type, name }) => type.endsWith(":APIService") && name === "metrics-server",
        );
        assert.deepEqual(api?.inputs["metadata"], {
            name: "v1beta1.metrics.k8s.io",
            labels: { "k8s-app": "metrics-server", "lab.sock-shop/part": "metrics-server" },
            annotations: { "pulumi.com/waitFor": "condition=Available" },
        });
    });

    it("counts in the room that is asked for", async () => {
        const asked: { cpuMilli: number; memoryMi: number }[] = [];
        const ground: Ground = {
            ...offlineGround(),
            checkRoom: (requests) => {
                asked.push(requests);
                return Promise.resolve();
            },
        };
        await registeredBy(() => baseline("baseline", config(OWN), ground));
        const parts = [
            requestedRoom(),
            METRICS_REQUESTS,
            LOAD_REQUESTS,
            KEEPER_REQUESTS,
            MONITORING_REQUESTS,
        ];
        assert.deepEqual(asked, [
            {
                cpuMilli: parts.reduce((sum, one) => sum + one.cpuMilli, 0),
                memoryMi: parts.reduce((sum, one) => sum + one.memoryMi, 0),
            },
        ]);
    });
});
