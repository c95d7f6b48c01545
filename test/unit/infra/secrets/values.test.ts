import assert from "node:assert/strict";
import { findValues } from "../../../../infra/secrets/values.ts";

const SECRET = { name: "the broker's password", value: 'aB3"x-Yz_9Q/kLm+77' };
const found = (text: string | Buffer): unknown =>
    findValues([{ name: "out/proof.json", content: Buffer.from(text) }], [SECRET]);
const at = (line: number) => [
    { place: "out/proof.json", line, what: "holds the broker's password" },
];

describe("a known secret", () => {
    it("is found as it is, with its line, and is not repeated", () => {
        assert.deepEqual(found(`a\nb ${SECRET.value} c\n`), at(2));
        assert.ok(!JSON.stringify(found(SECRET.value)).includes("x-Yz"));
    });

    it("is found in JSON, in an address, in base64", () => {
        assert.deepEqual(found(JSON.stringify({ a: SECRET.value })), at(1));
        assert.deepEqual(found(`amqp://shop:${encodeURIComponent(SECRET.value)}@rabbitmq`), at(1));
        for (const encoding of ["base64", "base64url"] as const) {
            // Behind a name of any length: an Authorization header, a Secret's data.
            for (const before of ["", "u", "us", "user:"]) {
                for (const after of ["", "\n", "--"]) {
                    const text = Buffer.from(`${before}${SECRET.value}${after}`).toString(encoding);
                    assert.deepEqual(
                        found(`Basic ${text}`),
                        at(1),
                        `${before} ${after} ${encoding}`,
                    );
                }
            }
        }
    });

    it("is found in what is no text", () => {
        assert.deepEqual(
            found(Buffer.concat([Buffer.from([0, 255]), Buffer.from(SECRET.value)])),
            at(1),
        );
    });

    it("is not found elsewhere, nor one that is too short to be told from chance", () => {
        assert.deepEqual(found("a password, and user:pass in base64: dXNlcjpwYXNz"), []);
        const place = { name: "x", content: Buffer.from("guest") };
        assert.deepEqual(findValues([place], [{ name: "guest", value: "guest" }]), []);
    });
});
