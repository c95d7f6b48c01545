import assert from "node:assert/strict";
import { stackMark } from "../../../../components/kit/labels.ts";
import { describeExpiry, expiryArguments } from "../../../../incidents/recovery/expiry.ts";
import { writeJournal } from "../../../../incidents/recovery/journal.ts";
import { knownStacks, readStatus } from "../../../../incidents/recovery/status.ts";
import { writeTombstone } from "../../../../incidents/recovery/tombstone.ts";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { deployment, FakeCluster, made } from "../fake-cluster.ts";

const STACK = "incident-6";
const TAKEN_AT = "2025-11-21T11:30:53.000Z";
const DUE = "2025-11-21T11:35:54.000Z";

/** The Job as the API server has it, with an expiry after 5 minutes. */
function expiry(): KubeObject {
    const { metadata, ...rest } = made(STACK, "Job", `expiry-${stackMark(STACK)}`, {
        spec: { template: { spec: { containers: [{ args: expiryArguments(STACK, "5m") }] } } },
    });
    return { ...rest, metadata: { ...metadata, creationTimestamp: "2025-11-21T11:30:54Z" } };
}

async function journalOf(cluster: FakeCluster, objects: KubeObject[]): Promise<void> {
    await writeJournal(cluster, {
        version: 1,
        stack: STACK,
        takenAt: TAKEN_AT,
        objects,
        surroundings: [],
    });
}

describe("the status of an incident", () => {
    const held = { stack: STACK, since: TAKEN_AT, holds: ["Deployment sock-shop/stripe-mock"] };

    it("is active while what it changed is in place", async () => {
        const cluster = new FakeCluster(deployment("stripe-mock", 0), expiry());
        await journalOf(cluster, [deployment("stripe-mock")]);
        const active = { ...held, state: "active", expires: DUE };
        assert.deepEqual(await readStatus(cluster, STACK), active);
        assert.deepEqual(await knownStacks(cluster), [STACK]);
    });

    it("is active while it only added something, such as a load", async () => {
        const cluster = new FakeCluster(expiry(), made(STACK, "Job", "load-incident-6"));
        await journalOf(cluster, []);
        const { state, holds } = await readStatus(cluster, STACK);
        assert.deepEqual([state, holds], ["active", []]);
    });

    it("is interrupted with a record but no expiry, or with nothing in place", async () => {
        const killed = new FakeCluster(deployment("stripe-mock", 0));
        await journalOf(killed, [deployment("stripe-mock")]);
        assert.deepEqual(await readStatus(killed, STACK), { ...held, state: "interrupted" });
        const early = new FakeCluster(deployment("stripe-mock"), expiry());
        await journalOf(early, [deployment("stripe-mock")]);
        assert.deepEqual(await readStatus(early, STACK), {
            ...held,
            state: "interrupted",
            expires: DUE,
        });
    });

    it("is expired from the tombstone on, and holds nothing", async () => {
        const cluster = new FakeCluster(deployment("stripe-mock"), expiry());
        await writeTombstone(cluster, { stack: STACK, appliedAt: TAKEN_AT, expiredAt: DUE });
        const expired = {
            stack: STACK,
            state: "expired",
            since: TAKEN_AT,
            expires: DUE,
            holds: [],
        };
        assert.deepEqual(await readStatus(cluster, STACK), expired);
        assert.deepEqual(await knownStacks(cluster), [STACK]);
        assert.equal(await describeExpiry(cluster, STACK), undefined);
    });

    it("is not up where the cluster knows nothing of it", async () => {
        const cluster = new FakeCluster(deployment("stripe-mock"));
        assert.deepEqual(await readStatus(cluster, STACK), {
            stack: STACK,
            state: "not up",
            holds: [],
        });
        assert.deepEqual(await knownStacks(cluster), []);
    });

    it("names the broker's policies among what is held", async () => {
        const cluster = new FakeCluster(expiry());
        const policies = { policies: [] };
        await writeJournal(cluster, {
            ...{ version: 1, stack: STACK, takenAt: TAKEN_AT, objects: [], surroundings: [] },
            ...policies,
        });
        const { state, holds } = await readStatus(cluster, STACK);
        assert.deepEqual([state, holds], ["active", ["the broker's policies"]]);
    });
});

describe("the expiry of an incident, in words", () => {
    const at = (time: string): Promise<string | undefined> =>
        describeExpiry(new FakeCluster(expiry()), STACK, new Date(time));

    it("says when, and how far that is", async () => {
        assert.equal(
            await at("2025-11-21T11:31:00Z"),
            "incident-6 expires at 2025-11-21T11:35:54Z, in 4 min 54 s",
        );
        assert.equal(
            await at("2025-11-21T13:36:00Z"),
            "incident-6 expires at 2025-11-21T11:35:54Z, due since 2 h 0 min",
        );
    });
    it("says nothing of an incident that isn't up", async () => {
        assert.equal(await describeExpiry(new FakeCluster(), STACK), undefined);
    });
});
