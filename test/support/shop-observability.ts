import assert from "node:assert/strict";
import type { Answer, ShopClient } from "./shop-client.ts";
import { bucketsOf, parseMetrics, type Sample, valueOf } from "./shop-metrics.ts";
import { assertRow, type Row } from "./shop-rows.ts";

/** Go's default buckets, which the front-end has as well, in seconds. */
export const GO_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Those of the Java client, in seconds. */
export const JAVA_BUCKETS = [
    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];

type Client = () => Promise<ShopClient>;

const TIMES = {
    time: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,9})? \+0000 UTC$/,
    date: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
};

/** Asserts a `/health` answer whose entries are all OK, in that order. */
export function healthy(
    services: readonly string[],
    field: keyof typeof TIMES,
): (answer: Answer) => void {
    return (answer) => {
        const { health } = answer.json() as { health: Record<string, string>[] };
        assert.deepEqual(
            health.map((entry) => [entry["service"], entry["status"], Object.keys(entry)]),
            services.map((service) => [service, "OK", ["service", "status", field]]),
        );
        for (const entry of health) assert.match(entry[field] ?? "", TIMES[field]);
    };
}

/** Reads what Prometheus would. @throws Error where it could not */
export async function scrape(client: ShopClient, path = "/metrics"): Promise<Sample[]> {
    const answer = await client.get(path);
    assert.equal(answer.status, 200, answer.toString());
    assert.match(answer.headers["content-type"] ?? "", /^text\/plain;/);
    return parseMetrics(answer.text);
}

/** How a service counts a request: the row that is asked, and the labels it is counted under. */
export type Counted = readonly [row: Row, labels: Record<string, string>];

/** Tests of the request histogram: name, buckets, and that each request counts under its labels. */
export function histogramTests(
    client: Client,
    buckets: readonly number[],
    counted: readonly Counted[],
): void {
    it("has the histogram request_duration_seconds with upstream's buckets, and process metrics", async () => {
        const [first] = counted;
        if (first !== undefined) await assertRow(await client(), first[0]);
        const samples = await scrape(await client());
        assert.deepEqual(bucketsOf(samples, "request_duration_seconds"), buckets);
        for (const name of ["process_resident_memory_bytes", "process_cpu_seconds_total"]) {
            assert.ok(valueOf(samples, name) > 0, name);
        }
    });
    for (const [row, labels] of counted) {
        it(`counts ${row.ask} as ${JSON.stringify(labels)}`, async () => {
            const count = async (): Promise<number> => {
                const samples = await scrape(await client());
                return valueOf(samples, "request_duration_seconds_count", labels);
            };
            const before = await count();
            await assertRow(await client(), row);
            assert.ok((await count()) > before);
        });
    }
}
