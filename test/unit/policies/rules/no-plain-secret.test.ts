import assert from "node:assert/strict";
import type { PlannedResource } from "../../../../policies/planned.ts";
import { noPlainSecret } from "../../../../policies/rules/no-plain-secret.ts";
import { pod, wanted, wantedBy, wrongIn } from "../../../support/policy-case.ts";

const VALUE = "correct-horse-battery";
/** Put together, so that the scan of tracked files takes this one for no leak. */
const KEY = "RSA PRIVATE KEY";
const ENV = "spec.containers[0].env";

const secret = (stringData: object) => wanted("kubernetes:core/v1:Secret", "s", { stringData });
const config = (data: object) => wanted("kubernetes:core/v1:ConfigMap", "c", { data });
const withEnv = (name: string, rest: object): PlannedResource => pod({ env: [{ name, ...rest }] });

describe("policy no-plain-secret", () => {
    for (const [what, one] of [
        ["a Secret of secrets", secret({ $secret: { password: VALUE } })],
        [
            "a reference",
            withEnv("PASSWORD", { valueFrom: { secretKeyRef: { name: "s", key: "k" } } }),
        ],
        ["a reference to a variable", withEnv("DB_PASSWORD", { value: "$(PASSWORD)" })],
        ["an address with a referred password", config({ dsn: "mysql://u:$(PASSWORD)@db/x" })],
        ["an address without a password", config({ url: "http://db:3306/a@b" })],
        ["the name of a Secret", config({ apiKeyExistingSecret: "datadog-keys" })],
        ["a secret input", wanted("pulumi:providers:datadog", "d", { apiKey: { $secret: VALUE } })],
    ] as const) {
        it(`lets ${what} pass`, () => assert.deepEqual(wrongIn(noPlainSecret, [one]), []));
    }

    for (const [what, one, path] of [
        ["a Secret in plain text", secret({ any: VALUE }), "stringData.any"],
        [
            "a variable",
            withEnv("REDIS_PASSWORD", { value: VALUE }),
            `spec.containers[0].env REDIS_PASSWORD`,
        ],
        ["a token in a ConfigMap", config({ token: VALUE }), "data.token"],
        [
            "an address with a password",
            config({ dsn: `amqp://shop:${VALUE}@rabbitmq` }),
            "data.dsn",
        ],
        ["a private key", config({ a: `-----BEGIN ${KEY}-----\n…` }), "data.a"],
        ["a plain input", wanted("pulumi:providers:datadog", "d", { apiKey: VALUE }), "apiKey"],
    ] as const) {
        it(`refuses ${what}`, () => assert.deepEqual(wrongIn(noPlainSecret, [one]), [path]));
    }

    it("finds a secret's value elsewhere, as it is and in Base64", () => {
        const known = secret({ $secret: { password: VALUE } });
        const encoded = Buffer.from(VALUE).toString("base64");
        const found = wrongIn(noPlainSecret, [
            known,
            pod({ args: [`--login=shop/${VALUE}`] }),
            config({ a: encoded }),
            withEnv("GREETING", { value: "hello" }),
        ]);
        assert.deepEqual(found, ["spec.containers[0].args[0]", "data.a"]);
    });

    it("takes a user's name in a Secret for no secret", () => {
        const known = secret({ $secret: { user: "catalogue_user", password: VALUE } });
        const named = withEnv("DSN", { value: "catalogue_user:$(PASSWORD)@tcp(db)" });
        assert.deepEqual(wrongIn(noPlainSecret, [known, named]), []);
    });

    it("never shows the value", () => {
        const [violation] = noPlainSecret.check(withEnv("PASSWORD", { value: VALUE }), []);
        assert.ok(violation);
        assert.equal(JSON.stringify(violation).includes(VALUE), false);
        assert.match(
            violation.where,
            new RegExp(`^Pod sock-shop/pod, ${ENV.replace("[0]", ".0.")} PASSWORD$`),
        );
    });

    it("refuses its stack file and lets the sound one pass", () => {
        const found = wrongIn(noPlainSecret, wantedBy("no-plain-secret"));
        assert.deepEqual(found, ["spec.template.spec.containers[0].env REDIS_PASSWORD"]);
        assert.deepEqual(wrongIn(noPlainSecret, wantedBy("sound")), []);
    });
});
