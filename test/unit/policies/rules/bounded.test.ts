import assert from "node:assert/strict";
import { UNKNOWN, type PlannedResource } from "../../../../policies/planned.ts";
import { bounded } from "../../../../policies/rules/bounded.ts";
import { wanted, wantedBy, wrongIn } from "../../../support/policy-case.ts";

const METADATA = { name: "job", namespace: "lab" };

function expiry(after: unknown): PlannedResource {
    const containers = [{ name: "keeper", args: ["expire", "--stack", "a", "--after", after] }];
    const spec = { template: { spec: { containers } } };
    return wanted("kubernetes:batch/v1:Job", "expiry", { metadata: METADATA, spec });
}

function load(env: Record<string, string>, job: object = {}): PlannedResource {
    const whole = { LOCUST_HOST: "http://localhost", USERS: "10", SPAWN_RATE: "5", ...env };
    const list = Object.entries({ RUN_TIME: "60s", ...whole }).map(([name, value]) => ({
        name,
        value,
    }));
    const template = { spec: { containers: [{ name: "locust", env: list }] } };
    const spec = { activeDeadlineSeconds: 180, template, ...job };
    return wanted("kubernetes:batch/v1:Job", "load", { metadata: METADATA, spec });
}

const END = expiry("30m");

describe("policy bounded", () => {
    for (const env of [{}, { USERS: "5000", SPAWN_RATE: "500", RUN_TIME: "60m" }]) {
        it(`lets ${JSON.stringify(env)} pass`, () =>
            assert.deepEqual(wrongIn(bounded, [END, load(env)]), []));
    }

    for (const [name, value] of [
        ["USERS", "5001"],
        ["USERS", "0"],
        ["USERS", "many"],
        ["SPAWN_RATE", "501"],
        ["RUN_TIME", "3601s"],
        ["RUN_TIME", "61m"],
        ["RUN_TIME", "2h"],
        ["RUN_TIME", ""],
    ] as const) {
        it(`refuses ${name} ${value}`, () =>
            assert.deepEqual(wrongIn(bounded, [END, load({ [name]: value })]), [`env ${name}`]));
    }

    it("refuses a load's Job without an end, and too many workers", () => {
        const endless = load({}, { activeDeadlineSeconds: undefined });
        assert.deepEqual(wrongIn(bounded, [END, endless]), ["spec.activeDeadlineSeconds"]);
        const late = load({}, { activeDeadlineSeconds: 7261 });
        assert.deepEqual(wrongIn(bounded, [END, late]), ["spec.activeDeadlineSeconds"]);
        assert.deepEqual(wrongIn(bounded, [END, load({}, { parallelism: 9 })]), [
            "spec.parallelism",
        ]);
    });

    for (const after of ["60s", "1440m", UNKNOWN]) {
        it(`lets an expiry after ${String(after)} pass`, () =>
            assert.deepEqual(wrongIn(bounded, [expiry(after)]), []));
    }

    for (const after of ["59s", "1441m", "never", undefined]) {
        it(`refuses an expiry after ${after ?? "nothing"}`, () =>
            assert.deepEqual(wrongIn(bounded, [expiry(after)]), ["--after"]));
    }

    it("refuses a load and a patch that no expiry comes before", () => {
        const patch = wanted("kubernetes:apps/v1:DeploymentPatch", "patch", {});
        assert.deepEqual(wrongIn(bounded, [load({}), patch]), ["no expiry", "no expiry"]);
        assert.deepEqual(wrongIn(bounded, [END, patch]), []);
    });

    it("refuses its stack file and lets the sound one pass", () => {
        assert.deepEqual(wrongIn(bounded, wantedBy("bounded")), ["env USERS"]);
        assert.deepEqual(wrongIn(bounded, wantedBy("sound")), []);
    });
});
