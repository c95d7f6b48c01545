import assert from "node:assert/strict";
import { frameOf, type Paint } from "../../../../../infra/cli/watch/frame.ts";
import { IN_INCIDENT, stateOf } from "./states.ts";

const URL = "http://127.0.0.1:2025";
const PLAIN: Paint = (_tone, text) => text;
const TONES: Paint = (tone, text) => (tone === "faint" ? text : `<${tone}>${text}`);

describe("the picture that watch draws on a terminal", () => {
    it("shows a healthy shop, two workloads a line", () => {
        const state = stateOf();
        const lines = frameOf({ url: URL, state, first: state, columns: 80, paint: PLAIN });
        assert.deepEqual(lines, [
            "shop       http://127.0.0.1:2025  2025-11-21 12:03:03 UTC",
            "incident   none",
            "front door 95th percentile 182 ms, 0 of 60 pages failed in 60 s",
            "firing     none",
            "pending    none",
            "queue      0 messages, 1 consumer",
            "load       none",
            "",
            "carts             1/1   0 restarts    payment           1/1   0 restarts",
            "front-end         1/1   2 restarts",
        ]);
    });

    it("shows what is wrong, and restarts since the watch began", () => {
        const lines = frameOf({
            url: URL,
            state: IN_INCIDENT,
            first: stateOf(),
            columns: 40,
            paint: TONES,
        });
        assert.deepEqual(lines, [
            "shop       http://127.0.0.1:2025  2025-11-21 12:03:03 UTC",
            "incident   <warning>incident-8 applied, since 12:00:01, expires 12:30:01 (3 min 2 s old, 26 min 58 s left)",
            "front door <bad>95th percentile 15000 ms, 4 of 60 pages failed in 60 s (circuit breaker: List is open)",
            "firing     <bad>SockShopCatalogueDatabaseStarved since 12:00:45",
            "pending    <warning>SockShopFrontEndSlow since 12:02:45",
            "queue      <bad>7 messages, 0 consumers",
            "load       750 users, 210 requests/s, 0.3 failures/s, 95th percentile 300 ms",
            "",
            "<good>carts             1/1   0 restarts",
            "<warning>front-end         1/1   3 restarts (+1)",
            "<bad>payment           0/0   0 restarts",
        ]);
    });

    it("shows why a part is not seen, and the others", () => {
        const problem = "connect ECONNREFUSED 127.0.0.1:6443";
        const state = stateOf({ workloads: { problem }, alerts: { problem } });
        const lines = frameOf({ url: URL, state, first: stateOf(), columns: 80, paint: TONES });
        assert.deepEqual(lines.slice(3), [
            `firing     <warning>not seen: ${problem}`,
            `pending    <warning>not seen: ${problem}`,
            "queue      <good>0 messages, 1 consumer",
            "load       none",
            "",
            `workloads  <warning>not seen: ${problem}`,
        ]);
    });
});
