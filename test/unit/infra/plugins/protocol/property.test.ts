import assert from "node:assert/strict";
import {
    equal,
    hasSecret,
    hasUnknown,
    isSecret,
    reveal,
    secret,
    UNKNOWN,
} from "../../../../../infra/plugins/protocol/property.ts";
import { decode, encode } from "../../../../../infra/plugins/protocol/struct.ts";

describe("property values", () => {
    it("hide and reveal secrets at any depth", () => {
        const value = { a: [{ password: secret("p") }], b: secret({ c: secret(1) }) };
        assert.equal(hasSecret(value), true);
        assert.deepEqual(reveal(value), { a: [{ password: "p" }], b: { c: 1 } });
        assert.equal(hasSecret(reveal(value)), false);
    });

    it("don't wrap a secret twice", () => {
        const once = secret("x");
        assert.equal(secret(once), once);
        assert.equal(isSecret(once), true);
        assert.equal(isSecret({ value: "x" }), false);
    });

    it("know what is not known yet", () => {
        assert.equal(hasUnknown({ a: [1, { b: UNKNOWN }] }), true);
        assert.equal(hasUnknown({ a: secret(UNKNOWN) }), true);
        assert.equal(hasUnknown({ a: "known" }), false);
    });

    it("compare deeply, keys in any order, lists in theirs", () => {
        assert.equal(equal({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }), true);
        assert.equal(equal([1, 2], [2, 1]), false);
        assert.equal(equal({ a: null }, {}), false);
        assert.equal(equal([], {}), false);
    });

    it("come through a Struct as they are, secrets and unknowns included", () => {
        const value = {
            text: "t",
            number: 1.5,
            on: true,
            none: null,
            list: [{ deep: secret("s") }],
            later: UNKNOWN,
        };
        assert.deepEqual(decode(encode(value)), value);
        assert.deepEqual(decode(undefined), {});
    });
});
