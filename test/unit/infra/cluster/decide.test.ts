import assert from "node:assert/strict";
import { actionFor, judge } from "../../../../infra/cluster/decide.ts";
import type { Known, Seen } from "../../../../infra/cluster/decide.ts";
import { markerOf, mountTarget } from "../../../../infra/cluster/marker.ts";

const SEEN: Seen = {
    node: "lab-control-plane",
    container: "c1",
    running: true,
    startedAt: "2026-01-01T00:00:00Z",
    marker: { owner: "me", folder: "/home/me/lab/.state/clusters/lab" },
    httpPort: 2025,
};
const THEIRS = { ...SEEN, marker: { owner: "you", folder: "/home/you/.state/clusters/lab" } };
const KNOWN: Known = { self: "me", completed: "c1", ownerNow: "me" };

describe("what a cluster of that name is to this checkout", () => {
    const cases: [string, Seen | undefined, Partial<Known>, string, string, RegExp?][] = [
        ["none", undefined, {}, "absent", "create"],
        ["ours, running", SEEN, {}, "running", "use"],
        ["ours, stopped", { ...SEEN, running: false }, {}, "stopped", "start"],
        [
            "ours, never seen complete",
            SEEN,
            { completed: undefined },
            "orphan",
            "replace",
            /half made/,
        ],
        [
            "ours, another one was complete",
            SEEN,
            { completed: "c0" },
            "orphan",
            "replace",
            /half made/,
        ],
        ["ours, from a checkout that was moved", SEEN, { ownerNow: undefined }, "running", "use"],
        ["of a living checkout", THEIRS, { ownerNow: "you" }, "foreign", "refuse", /home\/you/],
        ["of a deleted checkout", THEIRS, { ownerNow: undefined }, "orphan", "replace", /is gone/],
        [
            "of a checkout whose state was made anew",
            THEIRS,
            { ownerNow: "new" },
            "orphan",
            "replace",
        ],
        ["ours once, state lost", SEEN, { self: "", ownerNow: undefined }, "orphan", "replace"],
        [
            "without the marker",
            { ...SEEN, marker: undefined },
            { completed: "c1" },
            "foreign",
            "refuse",
            /not made by this project/,
        ],
    ];
    for (const [name, seen, known, state, action, detail] of cases) {
        it(`${name}: ${state}, ${action}`, () => {
            const verdict = judge(seen, { ...KNOWN, ...known });
            assert.equal(verdict.state, state);
            assert.equal(actionFor(verdict.state), action);
            if (detail !== undefined) assert.match(verdict.detail ?? "", detail);
        });
    }
});

describe("markerOf", () => {
    it("reads owner and folder from the mounts, and nothing from others'", () => {
        const mount = `/a b/.state/clusters/lab:${mountTarget("id-1")}:ro`;
        assert.deepEqual(markerOf(["/lib/modules:/lib/modules:ro", mount]), {
            owner: "id-1",
            folder: "/a b/.state/clusters/lab",
        });
        assert.equal(markerOf(["/lib/modules:/lib/modules:ro"]), undefined);
    });
});
