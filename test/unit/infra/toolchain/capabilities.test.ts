import assert from "node:assert/strict";

import { missingCapabilities } from "../../../../infra/toolchain/capabilities.mjs";

const status = (bounding: string) =>
    `Name:\tnode\nCapEff:\t0000000000000000\nCapBnd:\t${bounding}\nSeccomp:\t0\n`;

describe("toolchain capabilities", () => {
    it("names what the machine can't give", () => {
        assert.deepEqual(missingCapabilities(status("000001fffeffffff"), "40\n"), [
            "CAP_SYS_RESOURCE",
        ]);
        assert.deepEqual(missingCapabilities(status("0000000000000001"), "2\n"), [
            "CAP_DAC_OVERRIDE",
            "CAP_DAC_READ_SEARCH",
        ]);
    });

    it("finds nothing missing on a whole machine", () => {
        assert.deepEqual(missingCapabilities(status("000001ffffffffff"), "40\n"), []);
    });

    it("asks only for what this kernel knows, and gives a number to what is newer than this list", () => {
        assert.deepEqual(missingCapabilities(status("0000003fffffffff"), "37\n"), []);
        assert.deepEqual(missingCapabilities(status("000001ffffffffff"), "41\n"), ["CAP_41"]);
    });

    it("fails on a text that is not the kernel's", () => {
        assert.throws(() => missingCapabilities("", "40"), /does not state its capabilities/);
        assert.throws(
            () => missingCapabilities(status("ff"), "many"),
            /does not state its capabilities/,
        );
    });
});
