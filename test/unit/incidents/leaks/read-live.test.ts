import assert from "node:assert/strict";
import { findLeaks } from "../../../../incidents/leaks/leak.ts";
import { readAsInvestigator } from "../../../../incidents/leaks/read-live.ts";

const SINCE = new Date("2025-11-21T12:00:00Z");
const PROMETHEUS = "/api/v1/namespaces/monitoring/services/prometheus:9090/proxy/api/v1";
const LOGS = "/api/v1/namespaces/monitoring/services/victoria-logs:9428/proxy/select/logsql";
const ALERTS = "/api/v1/namespaces/monitoring/services/alertmanager:9093/proxy/api/v2/alerts";
const POD = {
    metadata: { name: "orders-1", namespace: "sock-shop" },
    status: { containerStatuses: [{ name: "orders" }, { name: "late", state: { waiting: {} } }] },
};

/** A cluster in which all is plain, but for what is planted at one path. */
class Planted {
    readonly asked: string[] = [];
    readonly #at: string;
    readonly #answer: unknown;

    constructor(at = "", answer: unknown = "") {
        this.#at = at;
        this.#answer = answer;
    }

    text(_method: string, path: string): Promise<string> {
        const [place = ""] = path.split("?");
        this.asked.push(place);
        if (place === this.#at) {
            const answer = this.#answer;
            return Promise.resolve(typeof answer === "string" ? answer : JSON.stringify(answer));
        }
        if (place === `${PROMETHEUS}/labels`) return Promise.resolve('{"data":["job"]}');
        if (place === "/api/v1/namespaces/sock-shop/pods") {
            return Promise.resolve(JSON.stringify({ items: [POD] }));
        }
        return Promise.resolve('{"items":[],"data":[]}');
    }

    async json<T>(method: string, path: string): Promise<T> {
        return JSON.parse(await this.text(method, path)) as T;
    }
}

const found = async (planted: Planted): Promise<[string, string][]> =>
    findLeaks(await readAsInvestigator(planted, SINCE)).map(({ where, word }) => [where, word]);

describe("what an investigator reads of a live cluster", () => {
    it("is clean where nothing tells", async () => {
        assert.deepEqual(await found(new Planted()), []);
    });

    const object = (metadata: object): object => ({
        items: [{ metadata: { name: "front-end", namespace: "sock-shop", ...metadata } }],
    });
    const shop = "/namespaces/sock-shop";
    for (const [what, at, answer, where, word] of [
        [
            "a name",
            `/apis/autoscaling/v2${shop}/horizontalpodautoscalers`,
            object({ name: "front-end-hpa-broken" }),
            "horizontalpodautoscalers sock-shop/front-end-hpa-broken, metadata.name",
            "broken",
        ],
        [
            "a label",
            `/apis/apps/v1${shop}/deployments`,
            object({ labels: { "sock-shop/release": "incident-8" } }),
            "deployments sock-shop/front-end, metadata.labels.sock-shop/release",
            "incident",
        ],
        [
            "who manages a field",
            `/api/v1${shop}/services`,
            object({ managedFields: [{ manager: "chaos" }] }),
            "services sock-shop/front-end, metadata.managedFields[0].manager",
            "chaos",
        ],
        [
            "an event",
            `/api/v1${shop}/events`,
            { items: [{ ...POD, message: "fault begins" }] },
            "events sock-shop/orders-1, message",
            "fault",
        ],
        [
            "an environment",
            "/api/v1/namespaces/monitoring/pods",
            { items: [{ ...POD, spec: { containers: [{ env: [{ name: "FAULT" }] }] } }] },
            "pods sock-shop/orders-1, spec.containers[0].env[0].name",
            "FAULT",
        ],
        [
            "a line of a log",
            `/api/v1${shop}/pods/orders-1/log`,
            "GET / by control-load\n",
            "log of orders-1, orders",
            "control-load",
        ],
        [
            "a label of a series",
            `${PROMETHEUS}/label/job/values`,
            { data: ["load-incident-8"] },
            "Prometheus label/job/values, data[0]",
            "incident",
        ],
        [
            "a target that was discovered",
            `${PROMETHEUS}/targets`,
            { data: { droppedTargets: [{ pod: "kill-pods-1" }] } },
            "Prometheus targets, data.droppedTargets[0].pod",
            "kill-pods",
        ],
        [
            "an alert",
            ALERTS,
            [{ labels: { incident: "8" } }],
            "Alertmanager, alerts, [0].labels, a key",
            "incident",
        ],
        [
            "a stream of lines",
            `${LOGS}/streams`,
            '{"values":[{"value":"{pod=\\"expiry-incident-8\\"}"}]}',
            `log store /select/logsql/streams`,
            "incident",
        ],
    ] as const) {
        it(`with ${what} that tells is found out`, async () => {
            const leaks = await found(new Planted(at, answer));
            assert.deepEqual(leaks, [[where, word]]);
        });
    }

    it("reads no log of a container that has not begun, and no kind twice a list could hide", async () => {
        const planted = new Planted();
        await readAsInvestigator(planted, SINCE);
        const logs = planted.asked.filter((path) => path.endsWith("/log"));
        assert.deepEqual(logs, ["/api/v1/namespaces/sock-shop/pods/orders-1/log"]);
        for (const one of ["configmaps", "pods", "services", "events", "endpoints"]) {
            assert.ok(planted.asked.includes(`/api/v1/namespaces/sock-shop/${one}`), one);
        }
    });

    it("is not called clean where it is refused", async () => {
        const planted = new Planted();
        planted.json = () => Promise.reject(new Error("403"));
        await assert.rejects(readAsInvestigator(planted, SINCE), /403/);
    });
});
