import assert from "node:assert/strict";
import { ApiError } from "../../../../../infra/plugins/kubernetes/api.ts";
import type { Cluster } from "../../../../../infra/plugins/kubernetes/cluster.ts";
import { create } from "../../../../../infra/plugins/kubernetes/create.ts";
import type { KubeObject } from "../../../../../infra/plugins/kubernetes/kube-object.ts";
import type { Context } from "../../../../../infra/plugins/kubernetes/operation.ts";

const INPUTS = {
    metadata: { name: "load", annotations: { "pulumi.com/skipAwait": "true" } },
    spec: { suspend: true },
};
const TAKEN = new ApiError(409, {
    reason: "AlreadyExists",
    message: 'jobs.batch "load" already exists',
});

/** A cluster in which the name is taken for some looks; afterwards the object can be made. */
function context(taken: KubeObject[]): Context {
    const cluster = {
        connection: { namespace: "default" },
        serves: () => Promise.resolve(true),
        read: () => Promise.resolve(taken.shift()),
        create: (body: KubeObject) =>
            taken.length > 0 ? Promise.reject(TAKEN) : Promise.resolve({ ...body, made: true }),
    };
    return {
        urn: "urn:pulumi:test::test::kubernetes:batch/v1:Job::load",
        type: { apiVersion: "batch/v1", kind: "Job", isPatch: false },
        cluster: cluster as unknown as Cluster,
        settings: {
            deleteUnreachable: false,
            skipUpdateUnreachable: false,
            enablePatchForce: false,
            enableConfigMapMutable: false,
            enableSecretMutable: false,
            upsertExistingObjects: false,
        },
        signal: new AbortController().signal,
        preview: false,
        customTimeout: 5,
        progress: () => undefined,
    };
}

const old = (metadata: KubeObject): KubeObject => ({ metadata: { uid: "old", ...metadata } });
const leaving = old({ deletionTimestamp: "2026-01-01T00:00:00Z" });

describe("create", () => {
    // Without a wait the engine deletes and creates in one breath, and the garbage collector is slower.
    it("waits for the object of that name that is being deleted", async () => {
        const { id } = await create(context([leaving, leaving, leaving]), INPUTS);
        assert.equal(id, "load");
    });

    it("refuses where the object of that name stays", async () => {
        await assert.rejects(create(context([old({}), old({})]), INPUTS), /already exists/);
    });
});
