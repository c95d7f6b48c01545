import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { findPatterns } from "../../../../infra/secrets/patterns.ts";

const random = (length: number): string =>
    "q7Rt2Yw9Lk4Zx1Vb8Nm3Hs6Dg5Fj0PcAaEeIiOoUuKkTtSs".repeat(2).slice(0, length);
/** Made anew each time: no scan of this file finds one. */
const pem = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "sec1", format: "pem" },
}).privateKey;
const segment = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

const PLANTED: [what: string, text: string, found: RegExp][] = [
    ["a private key", pem, /private key/i],
    [
        "a kubeconfig's key",
        `client-key-data: ${Buffer.from(pem).toString("base64")}`,
        /^a private key in base64$/,
    ],
    [
        "a token",
        `authorization: Bearer ${segment({ alg: "RS256" })}.${segment({ sub: "system" })}.${random(43)}`,
        /^a JSON Web Token$/,
    ],
    ["a key of Datadog's", `DD_API_KEY=${"0123456789abcdef".repeat(2)}`, /^a key of Datadog's$/],
    ["an app key", `"appKey": "${"01234567".repeat(5)}"`, /^a key of Datadog's$/],
    ["a token of a code host", `ghp_${random(36)}`, /GitHub/i],
    [
        "a password in an address",
        `amqp:${"/".repeat(2)}shop:hunter2sEcret@rabbitmq:5672`,
        /^a password in an address$/,
    ],
    [
        "a store's address",
        `mongodb:${"/".repeat(2)}orders:hunter2sEcret@orders-db:27017/orders`,
        /MongoDB/i,
    ],
];

describe("what looks like a secret", () => {
    for (const [what, text, expected] of PLANTED) {
        it(`${what} is found, and not repeated`, async () => {
            const content = Buffer.from(`first line\n${text}\n`);
            const found = await findPatterns([{ name: "out/report.html", content }]);
            assert.ok(found.length >= 1, "not found");
            assert.ok(
                found.some((one) => expected.test(one.what)),
                JSON.stringify(found),
            );
            for (const one of found) {
                assert.equal(one.place, "out/report.html");
                assert.ok(
                    !one.what.includes("hunter2") && !one.what.includes(random(20)),
                    one.what,
                );
            }
        });
    }

    it("is not what an encrypted state, a checksum or a reference looks like", async () => {
        const text = [
            "secure: v1:Zm9vYmFyYmF6:cXV4cXV1eGNvcmdlZ3JhdWx0Z2FycGx5d2FsZG8=",
            `"integrity": "sha512-${random(86)}=="`,
            "image: sock-shop-lab/keeper:0123456789abcdef0123456789abcdef",
            "apiKey: [secret]",
        ].join("\n");
        assert.deepEqual(await findPatterns([{ name: "x.json", content: Buffer.from(text) }]), []);
    });
});
