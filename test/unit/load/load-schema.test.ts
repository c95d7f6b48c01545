import assert from "node:assert/strict";
import { LabError } from "../../../components/kit/error.ts";
import { parseConfig } from "../../../infra/config/load.ts";
import type { ConfigSource } from "../../../infra/config/source.ts";
import type { Load } from "../../../load/load.schema.ts";
import { rawConfigOf } from "../../support/stack-file.ts";

const source: ConfigSource = { stack: "try", file: "stacks/Pulumi.try.yaml", lineOf: () => ":7" };

const VALID = {
    profile: "mixed",
    users: 30,
    spawnRate: 5,
    duration: "3m",
    waitMs: { min: 50, max: 150 },
};

/** A load in a stack file, with these changes; undefined takes a key away. */
function parse(changes: Record<string, unknown>): Load | undefined {
    const load = JSON.stringify({ ...VALID, ...changes });
    const text = `
config:
  sock-shop:role: incident
  sock-shop:incident: incident-8
  sock-shop:faults: []
  sock-shop:load: ${load}
`;
    const config = parseConfig(rawConfigOf(text), source);
    assert.ok(config.role === "incident");
    return config.load;
}

const SATURATION = { of: "front-end", times: 2.5 };

describe("a load in a stack file", () => {
    it("is one worker unless it says more", () => {
        assert.deepEqual(parse({}), { ...VALID, workers: 1 });
        assert.equal(parse({ workers: 8 })?.workers, 8);
    });

    it("may give its size as a saturation and a duration for each pace", () => {
        const duration = { documented: "8m", short: "90s" };
        const load = parse({ users: undefined, saturation: SATURATION, duration });
        const { users: _users, ...rest } = VALID;
        assert.deepEqual(load, { ...rest, saturation: SATURATION, duration, workers: 1 });
    });

    // Each row: what is changed, then key, what was found, what is allowed.
    const rows: [string, Record<string, unknown>, string, string, string][] = [
        [
            "both users and a saturation",
            { saturation: SATURATION },
            "load",
            'found {"users":30,"saturation":{"of":"front-end","times":2.5}}',
            "exactly one of users and saturation",
        ],
        [
            "neither",
            { users: undefined },
            "load",
            'found "neither users nor saturation"',
            "exactly one of users and saturation",
        ],
        [
            "a saturation of a profile that isn't calibrated",
            { users: undefined, saturation: SATURATION, profile: "checkout" },
            "load.profile",
            'found "checkout"',
            "with saturation: browse, browse-and-buy, mixed, flash-sale",
        ],
        [
            "a saturation of a tier that isn't measured",
            { users: undefined, saturation: { of: "carts", times: 2 } },
            "load.saturation.of",
            'found "carts"',
            "front-end, catalogue, catalogue-db",
        ],
        [
            "a saturation of nothing",
            { users: undefined, saturation: { of: "front-end", times: 0 } },
            "load.saturation.times",
            "found 0",
            "at least 0.1",
        ],
        ["too many users", { users: 5001 }, "load.users", "found 5001", "at most 5000"],
        ["too many workers", { workers: 9 }, "load.workers", "found 9", "at most 8"],
        ["no worker", { workers: 0 }, "load.workers", "found 0", "at least 1"],
        [
            "a duration without a unit",
            { duration: "180" },
            "load.duration",
            'found "180"',
            "a duration with its unit, such as 90s or 3m",
        ],
        [
            "a duration too short to see anything",
            { duration: "9s" },
            "load.duration",
            'found "9s"',
            "between 10s and 60m",
        ],
        [
            "a duration for one pace only",
            { duration: { documented: "8m" } },
            "load.duration.short",
            "missing",
            "a duration with its unit, such as 90s or 3m",
        ],
        [
            "a misspelt pace",
            { duration: { documented: "8m", shrot: "90s" } },
            "load.duration.shrot",
            "unknown key shrot",
            "documented, short",
        ],
    ];
    for (const [what, changes, key, found, allowed] of rows) {
        it(`refuses ${what}`, () => {
            let caught: unknown;
            try {
                parse(changes);
            } catch (error) {
                caught = error;
            }
            assert.ok(caught instanceof LabError, `${what} was accepted`);
            assert.deepEqual(caught.parts, {
                where: `stacks/Pulumi.try.yaml:7, sock-shop:${key}`,
                found,
                allowed,
                cure: "edit stacks/Pulumi.try.yaml, then run pulumi preview --stack try again",
            });
        });
    }
});
