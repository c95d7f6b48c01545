import assert from "node:assert/strict";
import { Broker, openBroker } from "../../../../incidents/broker/management.ts";
import { FakeManagement } from "./fake-broker.ts";

const LIMIT = {
    name: "queue-limit",
    pattern: "^shipping-task$",
    definition: { "max-length": 3, overflow: "reject-publish" },
    applyTo: "queues",
    priority: 0,
};
const WIRE = {
    vhost: "/",
    name: "queue-limit",
    pattern: "^shipping-task$",
    "apply-to": "queues",
    definition: { "max-length": 3, overflow: "reject-publish" },
    priority: 0,
};

describe("management API of the broker", () => {
    let api: FakeManagement;
    let broker: Broker;
    beforeEach(async () => {
        api = await FakeManagement.start();
        broker = new Broker(api.url, { user: "shop", password: "word" });
    });
    afterEach(() => api.stop());

    it("lists the policies of the shop's virtual host by name, as the account that it was given", async () => {
        api.answers["GET /api/policies/%2F"] = [200, [WIRE, { ...WIRE, name: "another" }]];
        assert.deepEqual(await broker.policies(), [{ ...LIMIT, name: "another" }, LIMIT]);
        assert.deepEqual(
            api.calls.map((call) => call.authorization),
            ["Basic c2hvcDp3b3Jk"],
        );
    });
    it("sets a policy by its name, and nothing of it that the broker does not know", async () => {
        api.answers["PUT /api/policies/%2F/queue-limit"] = [201];
        await broker.setPolicy({ ...LIMIT, ...{ awaitConsumers: 0 } });
        assert.deepEqual(api.calls[0]?.body, {
            pattern: "^shipping-task$",
            "apply-to": "queues",
            definition: { "max-length": 3, overflow: "reject-publish" },
            priority: 0,
        });
    });
    it("removes a policy, and one that is gone already", async () => {
        api.answers["DELETE /api/policies/%2F/queue-limit"] = [204];
        await broker.deletePolicy("queue-limit");
        await broker.deletePolicy("gone");
        assert.deepEqual(
            api.calls.map((call) => call.asked),
            ["DELETE /api/policies/%2F/queue-limit", "DELETE /api/policies/%2F/gone"],
        );
    });
    it("tells of queues what they say themselves, and who takes from them now", async () => {
        const named = (name: string): object => ({ name, durable: true, arguments: {} });
        api.answers["GET /api/queues/%2F"] = [
            200,
            [
                {
                    ...named("shipping-task"),
                    policy: "queue-limit",
                    effective_policy_definition: LIMIT.definition,
                    messages: 3,
                    // As old as the rest, and so not believed.
                    consumers: 1,
                },
                { ...named("fresh"), policy: null, effective_policy_definition: null },
            ],
        ];
        api.answers["GET /api/consumers/%2F"] = [
            200,
            [{ queue: { name: "fresh" } }, { queue: { name: "fresh" } }],
        ];
        assert.deepEqual(await broker.queues(), [
            {
                name: "fresh",
                durable: true,
                arguments: {},
                policy: undefined,
                effective: {},
                consumers: 2,
                depth: 0,
            },
            {
                name: "shipping-task",
                durable: true,
                arguments: {},
                policy: "queue-limit",
                effective: LIMIT.definition,
                consumers: 0,
                depth: 3,
            },
        ]);
    });
    it("asks for the policy of a queue without the statistics, which are old", async () => {
        const path = "GET /api/queues/%2F?disable_stats=true&enable_queue_totals=true";
        api.answers[path] = [200, [{ name: "shipping-task", policy: "queue-limit" }]];
        assert.equal(await broker.policyOf("shipping-task"), "queue-limit");
        assert.equal(await broker.policyOf("other"), undefined);
        api.answers[path] = [200, [{ name: "shipping-task" }]];
        assert.equal(await broker.policyOf("shipping-task"), undefined);
    });
    it("says what was asked where it is refused or not answered, and never the password", async () => {
        api.answers["GET /api/policies/%2F"] = [401, { error: "not_authorised" }];
        await assert.rejects(broker.policies(), {
            message:
                'the broker\'s management API, GET /api/policies/%2F: HTTP 401: {"error":"not_authorised"}\n' +
                "  allowed: a broker that answers\n" +
                "  cure:    kubectl -n sock-shop describe pods -l name=rabbitmq, then run the command again",
        });
        await api.stop();
        await assert.rejects(broker.policies(), (error: Error) => {
            assert.match(error.message, /GET \/api\/policies\/%2F: no answer: .*ECONNREFUSED/);
            assert.doesNotMatch(error.message, /word|c2hv/);
            return true;
        });
        api = await FakeManagement.start();
    });
});

describe("the way to a cluster's broker", () => {
    it("is refused where no Secret has its login", async () => {
        for (const secret of [undefined, { data: { RABBITMQ_USER: "c2hvcA==" } }]) {
            const kube = {
                find: (path: string) => {
                    assert.equal(path, "/api/v1/namespaces/sock-shop/secrets/rabbitmq");
                    return Promise.resolve(secret as never);
                },
                access: () => Promise.reject(new Error("not reached")),
                list: () => Promise.reject(new Error("not reached")),
            };
            await assert.rejects(openBroker(kube), {
                message:
                    "Secret sock-shop/rabbitmq: no such Secret, or not these keys\n" +
                    "  allowed: RABBITMQ_USER and RABBITMQ_PASSWORD\n" +
                    "  cure:    pulumi up --stack baseline --refresh",
            });
        }
    });
});
