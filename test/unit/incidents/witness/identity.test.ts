import assert from "node:assert/strict";
import { KubeError } from "../../../../components/kube/client.ts";
import { asTeller, asWitness, requireWitness } from "../../../../incidents/witness/identity.ts";

const TARGET = { kubeconfig: "file", context: "kind-lab" };

describe("who a proof is", () => {
    it("is the witness's account, and for what it tells another one", () => {
        assert.deepEqual(asWitness(TARGET), {
            ...TARGET,
            as: "system:serviceaccount:lab:witness",
        });
        assert.equal(asTeller(TARGET).as, "system:serviceaccount:lab:event-teller");
    });
    it("is refused with the cure where the baseline has no such account", async () => {
        const refused = new KubeError(403, 'User "x" cannot list resource "deployments"');
        await assert.rejects(
            requireWitness({ list: () => Promise.reject(refused) }),
            /account lab\/witness[^]*cannot list resource[^]*cure: +pulumi up --stack baseline/,
        );
    });
    it("passes on any other error, and an answer", async () => {
        const down = new Error("connect ECONNREFUSED");
        await assert.rejects(requireWitness({ list: () => Promise.reject(down) }), down);
        await requireWitness({ list: () => Promise.resolve([]) });
    });
});
