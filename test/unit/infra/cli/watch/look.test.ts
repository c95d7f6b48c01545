import assert from "node:assert/strict";
import type { KubeObject } from "../../../../../components/kube/client.ts";
import { byList } from "../../../../../infra/cli/watch/by-list.ts";
import { DoorWatch } from "../../../../../infra/cli/watch/door-watch.ts";
import { look } from "../../../../../infra/cli/watch/look.ts";
import { phaseOf } from "../../../../../infra/cli/watch/phase.ts";

const NOW = new Date("2025-11-21T12:10:00.000Z");
const DUE = "2025-11-21T12:30:00.000Z";
const PAST = "2025-11-21T12:09:00.000Z";

describe("the phase of an incident, as watch tells it", () => {
    const cases = [
        ["not up", undefined, undefined, undefined],
        ["not up", undefined, "pulumi up --stack incident-3", "being applied"],
        ["interrupted", undefined, "pulumi up --stack incident-3", "being applied"],
        ["active", DUE, undefined, "applied"],
        ["active", DUE, "pulumi destroy --stack incident-3", "recovering"],
        ["active", DUE, "npm run recover -- incident-3", "recovering"],
        ["active", PAST, undefined, "recovering"],
        ["interrupted", DUE, "expiry", "recovering"],
        ["interrupted", DUE, undefined, "half in place"],
        ["expired", PAST, undefined, "ended by itself"],
    ] as const;
    for (const [state, expires, command, phase] of cases) {
        it(`${state}, ${expires ?? "no expiry"}, ${command ?? "no lock"}: ${phase}`, () => {
            const status = { state, ...(expires === undefined ? {} : { expires }) };
            assert.equal(phaseOf(status, command, NOW), phase);
        });
    }
});

const SHOP = "/api/v1/namespaces/sock-shop";
const LAB = "/api/v1/namespaces/lab";

function object(name: string, rest: object = {}, labels: Record<string, string> = {}): KubeObject {
    return { apiVersion: "v1", kind: "Any", metadata: { name, labels }, ...rest };
}

const restarted = (count: number): object => ({
    status: { phase: "Running", containerStatuses: [{ restartCount: count }] },
});

/** A cluster that has these answers, nothing else, and takes no request that would change it. */
function cluster(
    lists: Record<string, KubeObject[]>,
    texts: Record<string, string>,
): {
    list: (path: string) => Promise<KubeObject[]>;
    text: (method: string, path: string) => Promise<string>;
} {
    return {
        list: (path) => Promise.resolve(lists[path] ?? []),
        text: (method, path) => {
            assert.equal(method, "GET");
            const text = texts[path];
            return text === undefined
                ? Promise.reject(new Error(`no answer to ${path}\nand more`))
                : Promise.resolve(text);
        },
    };
}

describe("what watch asks", () => {
    it("reads incidents, alerts, workloads, queue and load", async () => {
        const deployment = object("front-end", {
            spec: { replicas: 2 },
            status: { availableReplicas: 1 },
        });
        const lease = object("stack-incident-3");
        lease.metadata.annotations = {
            "lab.sock-shop/command": "pulumi up --stack incident-3",
            "lab.sock-shop/machine": "another",
        };
        const seen = await look(
            cluster(
                {
                    "/apis/apps/v1/namespaces/sock-shop/deployments": [deployment],
                    [`${SHOP}/pods`]: [
                        object("front-end-1", restarted(2), { name: "front-end" }),
                        object("front-end-2", restarted(1), { name: "front-end" }),
                    ],
                    [`${SHOP}/pods?labelSelector=name%3Drabbitmq`]: [object("rabbitmq-1")],
                    [`${LAB}/pods?labelSelector=app.kubernetes.io%2Fcomponent%3Dload%2Crole%3Dmaster`]:
                        [object("load-1", restarted(0))],
                    "/apis/coordination.k8s.io/v1/namespaces/lab/leases": [
                        { ...lease, spec: { holderIdentity: "ann@laptop" } },
                    ],
                },
                {
                    "/api/v1/namespaces/monitoring/services/prometheus:9090/proxy/api/v1/alerts":
                        JSON.stringify({
                            status: "success",
                            data: {
                                alerts: [
                                    alert("SockShopPodRestart", "firing", "2025-11-21T12:09:30Z"),
                                    alert("SockShopPodRestart", "firing", "2025-11-21T12:09:00Z"),
                                    alert(
                                        "SockShopFrontEndSlow",
                                        "pending",
                                        "2025-11-21T12:09:15Z",
                                    ),
                                ],
                            },
                        }),
                    [`${SHOP}/pods/rabbitmq-1:15692/proxy/metrics/per-object`]: BROKER,
                    [`${LAB}/pods/load-1/log?tailLines=10`]: `${tick(90)}${tick(100)}`,
                },
            ),
            (stack) => `<${stack}>`,
            NOW,
        );
        assert.deepEqual(seen, {
            at: NOW.toISOString(),
            incidents: { value: [{ name: "<incident-3>", phase: "being applied" }] },
            alerts: {
                value: [
                    {
                        name: "SockShopFrontEndSlow",
                        severity: "warning",
                        state: "pending",
                        since: "2025-11-21T12:09:15Z",
                    },
                    {
                        name: "SockShopPodRestart",
                        severity: "warning",
                        state: "firing",
                        since: "2025-11-21T12:09:00Z",
                    },
                ],
            },
            workloads: { value: [{ name: "front-end", wanted: 2, available: 1, restarts: 3 }] },
            queue: { value: { messages: 4, consumers: 1 } },
            loads: {
                value: [
                    {
                        users: 100,
                        requestsPerSecond: 9.5,
                        failuresPerSecond: 0,
                        p95Ms: 40,
                        isChanging: true,
                    },
                ],
            },
        });
    });

    it("tells in one line why a source does not answer, and what the others say", async () => {
        const seen = await look(cluster({}, {}), String, NOW);
        assert.deepEqual(seen, {
            at: NOW.toISOString(),
            incidents: { value: [] },
            alerts: {
                problem:
                    "no answer to /api/v1/namespaces/monitoring/services/prometheus:9090/proxy/api/v1/alerts",
            },
            workloads: { value: [] },
            queue: { problem: "the broker has no pod" },
            loads: { value: [] },
        });
    });

    it("finds one object by a list", async () => {
        const path = `${LAB}/configmaps?fieldSelector=metadata.name%3Dformer-state-incident-3`;
        const kube = byList(cluster({ [path]: [object("it")] }, {}));
        assert.equal(
            (await kube.find(`${LAB}/configmaps/former-state-incident-3`))?.metadata.name,
            "it",
        );
        assert.equal(await kube.find(`${LAB}/configmaps/another`), undefined);
    });

    it("takes the pages of the last minute", async () => {
        let now = 0;
        const waits = [20, 15_000, 30];
        const door = new DoorWatch(
            "http://shop",
            (url) => {
                assert.equal(url, "http://shop/catalogue");
                const latencyMs = waits.shift() ?? 0;
                const error = latencyMs > 1000 ? "no answer in 15000 ms" : undefined;
                return Promise.resolve({ latencyMs, status: 200, error });
            },
            () => now,
        );
        assert.deepEqual(door.figures(), { pages: 0, failures: 0, p95Ms: null, lastError: null });
        for (const at of [0, 30_000, 60_000]) {
            now = at;
            await door.ask();
        }
        const failed = { failures: 1, p95Ms: 15_000, lastError: "no answer in 15000 ms" };
        assert.deepEqual(door.figures(), { pages: 3, ...failed });
        now = 61_000;
        assert.deepEqual(door.figures(), { pages: 2, ...failed });
        now = 91_000;
        assert.deepEqual(door.figures(), { pages: 1, failures: 0, p95Ms: 30, lastError: null });
        door.stop();
    });
});

function alert(alertname: string, state: string, activeAt: string): object {
    return { labels: { alertname, severity: "warning" }, state, activeAt, value: "1" };
}

function tick(users: number): string {
    const line = { t: NOW.toISOString(), users, rps: 9.5, failuresPerSecond: 0, meanMs: 20 };
    return `${JSON.stringify({ ...line, p50Ms: 20, p95Ms: 40 })}\n`;
}

const BROKER = [
    'rabbitmq_queue_consumers{vhost="/",queue="shipping-task"} 1',
    'rabbitmq_queue_messages{vhost="/",queue="shipping-task"} 4',
    ...["received", "acknowledged", "received_confirm", "confirmed"].map(
        (name) => `rabbitmq_global_messages_${name}_total{protocol="amqp091"} 9`,
    ),
    "",
].join("\n");
