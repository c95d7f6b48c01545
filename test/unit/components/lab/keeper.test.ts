import assert from "node:assert/strict";
import { registeredBy } from "../../../../infra/review/registered.ts";
import { Keeper } from "../../../../components/lab/keeper.ts";

interface Rule {
    apiGroups: string[];
    resources: string[];
    resourceNames?: string[];
    verbs: string[];
}

/** A role as lines: `namespace: resources: verbs`. */
function shown({ metadata, rules }: { metadata: { namespace: string }; rules: Rule[] }): string[] {
    return rules.map(({ resources, resourceNames = [], verbs }) => {
        const what = [...resources, ...resourceNames].join(" ");
        return `${metadata.namespace}: ${what}: ${verbs.join(" ")}`;
    });
}

// More than this would be a way for a bundled package into the whole cluster.
describe("the keeper's rights", () => {
    it("are in two namespaces, and no more than a recovery and a kill take", async () => {
        const made = await registeredBy(() =>
            Promise.resolve(new Keeper("keeper", { shopNamespace: "sock-shop" })),
        );
        const types = made.map(({ type, name }) => `${type.split(":").at(-1)} ${name}`);
        assert.deepEqual(types, [
            "ServiceAccount keeper",
            "Role keeper-lab",
            "Role keeper-shop",
            "RoleBinding keeper-lab",
            "RoleBinding keeper-shop",
            "Keeper keeper",
        ]);
        const roles = made.filter(({ type }) => type.endsWith(":Role"));
        assert.deepEqual(
            roles.flatMap(({ inputs }) => shown(inputs as unknown as Parameters<typeof shown>[0])),
            [
                "lab: jobs: get list delete",
                "lab: configmaps: get list create patch delete",
                "lab: services: get list delete",
                "lab: leases: get create update delete",
                "sock-shop: deployments: get list create update delete",
                "sock-shop: services: get list create update delete",
                "sock-shop: horizontalpodautoscalers: get list delete",
                "sock-shop: networkpolicies: get list delete",
                "sock-shop: pods: get list delete",
                "sock-shop: pods/portforward: get create",
                "sock-shop: secrets rabbitmq: get",
            ],
        );
        for (const { inputs } of made.filter(({ type }) => type.endsWith(":RoleBinding"))) {
            assert.deepEqual(inputs["subjects"], [
                { kind: "ServiceAccount", name: "keeper", namespace: "lab" },
            ]);
        }
    });
});
