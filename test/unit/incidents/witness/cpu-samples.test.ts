import assert from "node:assert/strict";
import { liveContainers, parseCadvisor } from "../../../../incidents/witness/cpu-samples.ts";

const labels = (container: string, id: string, namespace = "sock-shop"): string =>
    `container="${container}",id="/x",image="i",name="${id}",namespace="${namespace}",pod="db-1"`;

describe("witness's CPU samples", () => {
    it("read the counters of each of the shop's containers, also of two in one pod", () => {
        const text = [
            "# HELP container_cpu_cfs_periods_total x",
            `container_cpu_cfs_periods_total{${labels("catalogue-db", "a")}} 200 1700000010000`,
            `container_cpu_cfs_throttled_periods_total{${labels("catalogue-db", "a")}} 150 1700000010000`,
            `container_cpu_usage_seconds_total{cpu="total",${labels("catalogue-db", "a")}} 1.5 1700000010200`,
            `container_cpu_usage_seconds_total{cpu="total",${labels("catalogue-db", "b")}} 0.5 1700000020000`,
            `container_cpu_usage_seconds_total{cpu="total",${labels("", "pod")}} 9 1700000010000`,
            `container_cpu_cfs_periods_total{${labels("dns", "c", "kube-system")}} 5 1700000010000`,
            `container_memory_rss{${labels("catalogue-db", "a")}} 5 1700000010000`,
        ].join("\n");
        assert.deepEqual(parseCadvisor(text), [
            {
                id: "a",
                timeMs: 1700000010200,
                periods: 200,
                throttledPeriods: 150,
                usageSeconds: 1.5,
            },
            { id: "b", timeMs: 1700000020000, periods: 0, throttledPeriods: 0, usageSeconds: 0.5 },
        ]);
    });
    it("know which containers there are, with limit and start, and not those of an ending pod", async () => {
        const startedAt = "2026-01-01T00:00:10Z";
        const pod = (name: string, status: object, more = {}): never =>
            ({
                apiVersion: "v1",
                kind: "Pod",
                metadata: { name, ...more },
                spec: { containers: [{ name: "user", resources: { limits: { cpu: "0.3" } } }] },
                status: { containerStatuses: [{ name: "user", ...status }] },
            }) as never;
        const running = { containerID: "containerd://a", state: { running: { startedAt } } };
        const waiting = {
            containerID: "containerd://b",
            state: { waiting: {} },
            lastState: { terminated: { startedAt } },
        };
        const found = await liveContainers({
            list: () =>
                Promise.resolve([
                    pod("1", running),
                    pod("2", waiting),
                    pod("3", { state: {} }),
                    pod("4", running, { deletionTimestamp: startedAt }),
                ]),
        });
        const same = { name: "user", limitMilli: 300, startedMs: Date.parse(startedAt) };
        assert.deepEqual(found, [
            { id: "a", ...same, isRunning: true },
            { id: "b", ...same, isRunning: false },
        ]);
    });
});
