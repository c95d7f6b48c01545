import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { compare } from "../../../../infra/cli/limits/at-rest.ts";
import { browse } from "../../../../infra/cli/limits/browse.ts";
import { type ContainerUse, parseSummary } from "../../../../infra/cli/limits/kubelet.ts";
import { readySince } from "../../../../infra/cli/limits/start-to-ready.ts";
import { limitsTable, type Measured } from "../../../../infra/cli/limits/table.ts";

const use = (more: Partial<ContainerUse> = {}): ContainerUse => ({
    name: "carts",
    pod: "carts-1",
    workingSetMi: 60,
    anonymousMi: 30,
    cpuNanos: 1e9,
    timeMs: 1_000_000,
    ...more,
});

describe("limits", () => {
    it("reads the shop's containers from the kubelet's summary, and no other", () => {
        const container = {
            name: "carts",
            cpu: { time: "2026-01-02T03:04:05Z", usageCoreNanoSeconds: 5e9 },
            memory: { workingSetBytes: 64 * 1024 ** 2, rssBytes: 32 * 1024 ** 2 },
        };
        const pod = (namespace: string, containers: object[]): object => ({
            podRef: { name: "carts-1", namespace },
            containers,
        });
        const summary = {
            pods: [
                pod("sock-shop", [container, { name: "new", cpu: { time: "" }, memory: {} }]),
                pod("kube-system", [container]),
            ],
        };
        assert.deepEqual(parseSummary(summary as Parameters<typeof parseSummary>[0]), [
            {
                name: "carts",
                pod: "carts-1",
                workingSetMi: 64,
                anonymousMi: 32,
                cpuNanos: 5e9,
                timeMs: Date.parse("2026-01-02T03:04:05Z"),
            },
        ]);
    });

    it("averages the CPU over the time between two readings of the kubelet", () => {
        // 0.3 s of CPU in 60 s is 5 thousandths of a core.
        const later = use({ cpuNanos: 1.3e9, timeMs: 1_060_000, workingSetMi: 61 });
        assert.deepEqual(compare([use()], [later], 60_000), {
            carts: { workingSetMi: 61, anonymousMi: 30, cpuMilli: 5 },
        });
    });

    it("takes no figure from readings too close together, of another pod, or of another run", () => {
        const later = { cpuNanos: 2e9, timeMs: 1_060_000 };
        for (const other of [
            use({ ...later, timeMs: 1_059_999 }),
            use({ ...later, pod: "carts-2" }),
            use({ ...later, cpuNanos: 0.5e9 }),
        ]) {
            assert.deepEqual(compare([use()], [other], 60_000), {});
        }
    });

    it("finds the start of the pod that is Ready", () => {
        const pod = (ready: string, startedAt?: string): KubeObject => ({
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "carts-2" },
            status: {
                conditions: [{ type: "Ready", status: ready }],
                containerStatuses: [
                    { state: startedAt === undefined ? {} : { running: { startedAt } } },
                ],
            },
        });
        const start = "2026-01-02T03:04:05Z";
        assert.equal(readySince([]), undefined);
        assert.equal(readySince([pod("False", start), pod("True")]), undefined);
        assert.equal(readySince([pod("False", start), pod("True", start)]), Date.parse(start));
    });

    it("counts a page that hides an error in a 200 as failed", async () => {
        let count = 0;
        const server = createServer((_, response) => {
            response.end(count++ === 0 ? '{"error":"Do: database connection error"}' : "[]");
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const { port } = server.address() as AddressInfo;
        const url = `http://127.0.0.1:${port}/catalogue`;
        const seen = await browse(url, 2, 0.05, { min: 1, max: 2 });
        server.close();
        assert.equal(seen.requests, count);
        assert.ok(count > 2);
        assert.equal(seen.failures, 1);
        assert.ok(seen.p95Ms > 0);
    });

    describe("table", () => {
        const measured = (more: Partial<Measured> = {}): Measured => ({
            atRest: {
                carts: { workingSetMi: 90, anonymousMi: 40, cpuMilli: 8 },
                "carts-db": { workingSetMi: 100, anonymousMi: 80, cpuMilli: 12 },
            },
            startToReady: { carts: 5 },
            catalogue: { p95Ms: 300, requests: 600, failures: 0 },
            baselineUpSeconds: 60,
            ...more,
        });
        const table = (more?: Partial<Measured>): ReturnType<typeof limitsTable> =>
            limitsTable(measured(more), ["carts"], ["carts-db"]);

        it("puts each figure beside its goal, and the goal itself still holds", () => {
            const { table: text, ok } = table();
            assert.ok(ok, text);
            assert.match(text, /\| carts +\| +90\.0 \| +40\.0 \| +8\.0 \| +5\.0 \| yes/);
            assert.match(text, /\| carts-db +\| +100\.0 \| +80\.0 \| +12\.0 \| +\| no goal/);
            assert.match(
                text,
                /working set, services and stores, MiB +\| +190\.0 \| +≤ 1536 \| yes/,
            );
            assert.match(
                text,
                /p95 at 20 users, ms \(0 of 600 failed\) +\| +300\.0 \| +≤ 300 \| yes/,
            );
        });

        const rest = { workingSetMi: 1, anonymousMi: 1, cpuMilli: 1 };
        for (const [what, more] of Object.entries({
            "a working set": { atRest: { carts: { ...rest, workingSetMi: 90.1 } } },
            "anonymous memory": { atRest: { carts: { ...rest, anonymousMi: 40.1 } } },
            CPU: { atRest: { carts: { ...rest, cpuMilli: 8.1 } } },
            "a service that nobody measured": { atRest: {} },
            "the whole shop": {
                atRest: { carts: rest, "carts-db": { ...rest, workingSetMi: 1536 } },
            },
            "a slow start": { startToReady: { carts: 5.1 } },
            "slow pages": { catalogue: { p95Ms: 301, requests: 600, failures: 0 } },
            "a failed page": { catalogue: { p95Ms: 1, requests: 600, failures: 1 } },
            "a slow up": { baselineUpSeconds: 61 },
        } satisfies Record<string, Partial<Measured>>)) {
            it(`says NO for ${what}`, () => {
                const { table: text, ok } = table(more);
                assert.equal(ok, false);
                assert.equal([...text.matchAll(/\| NO +\|/g)].length, 1, text);
            });
        }

        it("leaves an up that nobody timed without a verdict", () => {
            const { table: text, ok } = table({ baselineUpSeconds: undefined });
            assert.ok(ok, text);
            assert.match(text, /ready cluster, s +\| not measured \| +≤ 60 \| +\|/);
        });
    });
});
