import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { answeredRequests, RequestRate } from "../../../../incidents/witness/request-rate.ts";

const text = (...counts: number[]): string =>
    counts
        .map((count, index) => `request_duration_seconds_count{route="/${index}"} ${count}`)
        .join("\n");

describe("requests of an exposition", () => {
    it("are those of all routes, and not their buckets", () => {
        const more = '\nrequest_duration_seconds_bucket{le="1"} 99\n# HELP x';
        assert.equal(answeredRequests(text(3, 4.5) + more), 7.5);
    });
    it("are not none where nothing counts them", () => {
        assert.throws(() => answeredRequests("up 1"), /shows no request_duration_seconds_count/);
    });
});

describe("rate of requests", () => {
    /** Looks at those counters, six seconds apart; a pod's is the one of its index. */
    async function rateOf(...looks: number[][]): Promise<number | undefined> {
        const now = Date.now;
        let [turn, atMs] = [0, 0];
        const rate = new RequestRate({
            list: () =>
                Promise.resolve(
                    (looks[turn] ?? []).map(
                        (_, pod) => ({ metadata: { name: `p${pod}` } }) as unknown as KubeObject,
                    ),
                ),
            text: (_method, path) => {
                const pod = Number(/pods\/p(\d):8079\/proxy\/metrics$/.exec(path)?.[1]);
                return Promise.resolve(text(looks[turn]?.[pod] ?? Number.NaN));
            },
        });
        Date.now = () => atMs;
        try {
            rate.began();
            for (; turn < looks.length; turn++, atMs += 6_000) await rate.look();
            if (rate.lacks() !== undefined) return undefined;
            return rate.reading().requestsPerSecond;
        } finally {
            Date.now = now;
        }
    }

    it("is that of the last seconds, of all pods together", async () => {
        assert.equal(await rateOf([100], [160]), 10);
        assert.equal(await rateOf([0], [600], [660]), 10);
        assert.equal(await rateOf([100, 50], [130, 80]), 10);
    });
    it("takes a counter that fell for one that began again, and a new pod for one from zero", async () => {
        assert.equal(await rateOf([1000], [60]), 10);
        assert.equal(await rateOf([100], [100, 60]), 10);
    });
    it("lacks a span until it has one", async () => {
        assert.equal(await rateOf([100]), undefined);
    });
});
