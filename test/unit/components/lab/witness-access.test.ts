import assert from "node:assert/strict";
import { registeredBy } from "../../../../infra/review/registered.ts";
import { WitnessAccess } from "../../../../components/lab/witness-access.ts";

interface Role {
    metadata: { name: string; namespace?: string };
    rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
}

const READING = ["get", "list", "watch"];

/** The only verb beyond reading, and where: the tunnel's right on newer servers, and the event that is told. */
const BEYOND = [
    "witness sock-shop pods/portforward create",
    "event-teller sock-shop events create",
    "event-teller sock-shop events delete",
];

async function made(): Promise<Awaited<ReturnType<typeof registeredBy>>> {
    return await registeredBy(() =>
        Promise.resolve(
            new WitnessAccess("witness", {
                shopNamespace: "sock-shop",
                monitoringNamespace: "monitoring",
            }),
        ),
    );
}

// Who decides about an incident must not be able to inject one, or to end it.
describe("the witness's rights", () => {
    it("are those to read, in the shop, the lab and the monitoring, and of nodes and pods", async () => {
        const roles = (await made())
            .filter(({ type }) => /:(Cluster)?Role$/.test(type))
            .map(({ inputs }) => inputs as unknown as Role);
        const lines = roles.flatMap(({ metadata, rules }) =>
            rules.map(
                ({ resources, verbs }) =>
                    `${metadata.name} ${metadata.namespace ?? "(cluster)"}: ${resources.join(" ")}: ${verbs.join(" ")}`,
            ),
        );
        assert.deepEqual(lines.sort(), [
            "event-teller sock-shop: events: list create delete",
            "sock-shop-lab-witness (cluster): nodes pods: get list",
            "sock-shop-lab-witness (cluster): nodes/proxy: get",
            "witness lab: *: list",
            "witness lab: jobs: get",
            "witness lab: pods/log: get",
            "witness monitoring: services/proxy: get",
            "witness sock-shop: *: list",
            "witness sock-shop: pods/log pods/proxy services/proxy: get",
            "witness sock-shop: pods/portforward: get create",
            "witness sock-shop: secrets: get",
        ]);
    });
    it("hold no verb that writes but what is named, and never all of a verb's subresources", async () => {
        const beyond: string[] = [];
        for (const { type, inputs } of await made()) {
            if (!/:(Cluster)?Role$/.test(type)) continue;
            const { metadata, rules } = inputs as unknown as Role;
            for (const { resources, verbs } of rules) {
                // `get` on everything would be `get` on pods/exec.
                if (resources.includes("*")) assert.deepEqual(verbs, ["list"]);
                for (const verb of verbs.filter((one) => !READING.includes(one))) {
                    beyond.push(
                        `${metadata.name} ${metadata.namespace ?? ""} ${resources.join(" ")} ${verb}`,
                    );
                }
            }
        }
        assert.deepEqual(beyond.sort(), [...BEYOND].sort());
    });
    it("are two accounts without a token for any pod, each bound to its own roles", async () => {
        const all = await made();
        const accounts = all.filter(({ type }) => type.endsWith(":ServiceAccount"));
        assert.deepEqual(
            accounts.map(({ inputs }) => [
                (inputs["metadata"] as { name: string }).name,
                inputs["automountServiceAccountToken"],
            ]),
            [
                ["event-teller", false],
                ["witness", false],
            ],
        );
        for (const { inputs, type } of all.filter((one) => one.type.endsWith("Binding"))) {
            const [subject] = inputs["subjects"] as { name: string; namespace: string }[];
            const role = (inputs["roleRef"] as { name: string }).name;
            assert.equal(subject?.namespace, "lab");
            assert.equal(role.replace("sock-shop-lab-", ""), subject.name, type);
        }
    });
});
