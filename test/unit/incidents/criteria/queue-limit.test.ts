import assert from "node:assert/strict";
import {
    depthStops,
    limitInForce,
    refusalTold,
    restRefused,
    threeReceived,
} from "../../../../incidents/criteria/queue-limit.ts";
import type { Reading } from "../../../../incidents/incident.ts";
import type { BrokerSample } from "../../../../incidents/reading-parts.ts";
import { CALM } from "../readings.ts";

const LIMIT = { policy: "queue-limit", maxLength: 3, overflow: "reject-publish" };

function sample(change: Partial<BrokerSample>): BrokerSample {
    const nothing = { consumers: 0, depth: 3, waiting: 3, refused: 0, acknowledged: 0, atMs: 0 };
    return { limit: LIMIT, ...nothing, ...change };
}

/** A limited queue without a consumer, a look each five seconds: depth and what was published. */
function queue(...looks: [depth: number, waiting: number][]): BrokerSample[] {
    return looks.map(([depth, waiting], index) => sample({ depth, waiting, atMs: index * 5_000 }));
}

function reading(broker: BrokerSample[], lines = 0): Reading {
    return { ...CALM, broker, logLines: { "Received shipment task": lines } };
}

describe("criterion: a policy limits the queue", () => {
    const one = limitInForce("spec");

    it("holds for three messages of which the rest is refused", () => {
        assert.ok(one.holds(reading([sample({})])));
        assert.equal(one.value(reading([sample({})])), "queue-limit: max-length 3, reject-publish");
    });
    it("does not hold for another limit, or for none", () => {
        for (const limit of [
            undefined,
            { ...LIMIT, maxLength: 4 },
            { ...LIMIT, maxLength: undefined },
            { ...LIMIT, overflow: "drop-head" },
        ]) {
            assert.ok(!one.holds(reading([sample({ limit })])), JSON.stringify(limit));
        }
        assert.equal(one.value(reading([sample({ limit: undefined })])), "no policy");
        assert.ok(!one.holds(reading([])));
    });
});

describe("criterion: the queue stops at three", () => {
    const one = depthStops("spec");

    it("holds for three in it while three more were published long enough ago", () => {
        const full = reading(queue([0, 1], [3, 4], [3, 6], [3, 9], [3, 12]));
        assert.ok(one.holds(full));
        assert.equal(one.value(full), "depth 0 → 3, published 12");
        assert.equal(one.figure?.(full), 3);
    });
    it("does not hold while a depth could still be behind, or the queue is another", () => {
        for (const looks of [
            [],
            queue([0, 1], [3, 3], [3, 4], [3, 5]),
            // Three more, but only just.
            queue([3, 3], [3, 5], [3, 9]),
            queue([0, 1], [2, 6], [2, 9], [2, 12]),
            queue([0, 1], [3, 6], [4, 9], [4, 12]),
            queue([3, 4], [2, 6], [3, 9], [3, 12]),
            queue([0, 1], [3, 6], [3, 9]).map((look) => ({ ...look, consumers: 1 })),
        ]) {
            assert.ok(!one.holds(reading(looks)), JSON.stringify(looks.map((look) => look.depth)));
        }
    });
});

describe("criteria: who is told of what was refused", () => {
    const told = refusalTold("spec");
    const open = restRefused("spec");

    it("is nobody, where a publisher does not ask", () => {
        const silent = reading([sample({ waiting: 12 })]);
        assert.ok(!told.holds(silent));
        assert.ok(!open.holds(silent));
        assert.equal(open.value(silent), "12 published: 12 kept, 0 refused");
    });
    it("is the publisher, for all but three", () => {
        const visible = reading([sample({ waiting: 12, refused: 9 })]);
        assert.ok(told.holds(visible));
        assert.ok(open.holds(visible));
        assert.equal(open.value(visible), "12 published: 3 kept, 9 refused");
    });
    it("leaves nothing lost in silence, and asks for three that were refused", () => {
        assert.ok(!open.holds(reading([sample({ waiting: 13, refused: 9 })])));
        assert.ok(!open.holds(reading([sample({ waiting: 5, refused: 2 })])));
        assert.ok(!open.holds(reading([])));
    });
});

describe("criterion: three of the backlog are received", () => {
    const one = threeReceived("spec");
    const gone = { limit: undefined };
    const limited = [sample({ waiting: 3 }), sample({ waiting: 9 })];

    it("holds for three, and what came once the limit was gone on top", () => {
        const after = [
            sample({ ...gone, waiting: 10 }),
            sample({ ...gone, waiting: 12, depth: 5 }),
            // Five acknowledged, of which two came later; seven never will be.
            sample({ ...gone, waiting: 7, acknowledged: 5, depth: 0, consumers: 1 }),
        ];
        const over = reading([...limited, ...after], 5);
        assert.ok(one.holds(over));
        assert.equal(one.value(over), "2 to 3 of the backlog, 5 lines, 5 acknowledged, 7 lost");
        assert.ok(!one.holds(reading([...limited, ...after], 4)), "a line lacks");
    });
    it("does not hold for more or fewer than three", () => {
        const full = sample({ ...gone, waiting: 10 });
        const flat = [sample({ waiting: 3 }), sample({ waiting: 10 })];
        for (const acknowledged of [0, 2, 3, 4, 10]) {
            const last = sample({ ...gone, waiting: 10 - acknowledged, acknowledged });
            const seen = reading([...flat, full, last], acknowledged);
            assert.equal(
                one.holds(seen),
                acknowledged === 3,
                `${acknowledged}: ${one.value(seen)}`,
            );
        }
    });
    it("does not hold while the limit is there, or was never seen", () => {
        assert.ok(!one.holds(reading(limited, 0)));
        assert.equal(
            one.value(reading(limited)),
            "no figure of the backlog, 0 lines, 0 acknowledged, 9 lost",
        );
        const never = limited.map((look) => ({ ...look, ...gone }));
        assert.ok(!one.holds(reading([...never, sample({ ...gone, acknowledged: 3 })], 3)));
        assert.ok(!one.holds(reading([])));
    });
});
