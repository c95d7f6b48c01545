import assert from "node:assert/strict";
import { changesIn } from "../../../../../infra/cli/watch/facts.ts";
import type { ShopState } from "../../../../../infra/cli/watch/shop-state.ts";
import { stateOf } from "./states.ts";

const about = (before: Partial<ShopState>, after: Partial<ShopState>): string[] =>
    changesIn(stateOf(before), stateOf(after)).map((fact) => fact.about);

const door = (p95Ms: number | null, failures: number): Partial<ShopState> => ({
    door: { pages: 60, failures, p95Ms, lastError: failures > 0 ? "HTTP 500" : null },
});

const queue = (messages: number, consumers: number): Partial<ShopState> => ({
    queue: { value: { messages, consumers } },
});

const load = (users: number, isChanging: boolean): Partial<ShopState> => ({
    loads: {
        value: [{ users, isChanging, requestsPerSecond: users, failuresPerSecond: 0, p95Ms: 50 }],
    },
});

describe("what watch takes for a change", () => {
    const cases: [string, Partial<ShopState>, Partial<ShopState>, string[]][] = [
        ["another wait of the same class", door(20, 0), door(199, 0), []],
        ["a wait of another class", door(199, 0), door(200, 0), ["front door"]],
        ["one more failure of a few", door(20, 1), door(20, 3), []],
        ["more than one in twenty", door(20, 3), door(20, 4), ["front door"]],
        ["the first page", door(null, 0), door(20, 0), ["front door"]],
        ["messages that flow", queue(0, 1), queue(5, 1), []],
        ["a backlog that begins", queue(5, 1), queue(6, 1), ["queue"]],
        ["a consumer that goes", queue(0, 1), queue(0, 0), ["queue"]],
        ["a backlog that is stuck", queue(3, 0), queue(3, 0), []],
        ["one message more in a short one", queue(3, 0), queue(4, 0), ["queue"]],
        ["one message more in a long one", queue(100, 0), queue(101, 0), []],
        ["a long one that doubles", queue(127, 0), queue(128, 0), ["queue"]],
        ["users that are coming", load(100, true), load(150, true), []],
        ["users that have come", load(150, true), load(750, false), ["load"]],
        [
            "a workload that restarts",
            {},
            {
                workloads: {
                    value: [
                        { name: "carts", wanted: 1, available: 1, restarts: 0 },
                        { name: "front-end", wanted: 1, available: 1, restarts: 3 },
                        { name: "payment", wanted: 1, available: 1, restarts: 0 },
                    ],
                },
            },
            ["workload front-end"],
        ],
        ["a source that fails", {}, { queue: { problem: "no answer in 5000 ms" } }, ["queue"]],
        [
            "a source that fails otherwise",
            { queue: { problem: "no answer in 5000 ms" } },
            { queue: { problem: "connect ECONNREFUSED" } },
            [],
        ],
        [
            "workloads that can't be asked for, and then can",
            { workloads: { problem: "no answer in 5000 ms" } },
            {},
            ["workloads"],
        ],
        [
            "an incident that goes from one phase to the next",
            { incidents: { value: [{ name: "incident-3", phase: "applied" }] } },
            { incidents: { value: [{ name: "incident-3", phase: "recovering" }] } },
            ["incident"],
        ],
    ];
    for (const [name, before, after, expected] of cases) {
        it(`${name}: ${expected.join(", ") || "none"}`, () => {
            assert.deepEqual(about(before, after), expected);
        });
    }
});
