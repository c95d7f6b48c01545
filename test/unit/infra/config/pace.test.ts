import assert from "node:assert/strict";
import { proveCommand } from "../../../../infra/cli/prove-command.ts";
import { askedPace } from "../../../../infra/config/pace.ts";
import { liveGround } from "../../../../infra/program/live-ground.ts";

const NAME = "SOCK_SHOP_LAB_PACE";

describe("pace in the environment", () => {
    it("is one of two, or none", () => {
        assert.equal(askedPace({ [NAME]: "short" }), "short");
        assert.equal(askedPace({ [NAME]: "documented" }), "documented");
        assert.equal(askedPace({ [NAME]: "" }), undefined);
        assert.equal(askedPace({}), undefined);
    });

    // Who proves sets the variable for the engine: a mistake that only the engine refuses would never show.
    describe("that is misspelt", () => {
        const before = process.env[NAME];
        beforeEach(() => (process.env[NAME] = "shrt"));
        afterEach(() => {
            if (before === undefined) delete process.env[NAME];
            else process.env[NAME] = before;
        });
        const refusal = {
            name: "LabError",
            message:
                "environment, SOCK_SHOP_LAB_PACE: shrt\n" +
                "  allowed: documented, short\n" +
                "  cure:    unset SOCK_SHOP_LAB_PACE, or npm run prove -- --pace short",
        };
        it("is refused by the program", () => {
            assert.throws(() => liveGround().pace("documented"), refusal);
        });
        it("is refused by prove, before anything is asked of the engine", async () => {
            await assert.rejects(proveCommand({ incidents: ["incident-3"], repeat: 1 }), refusal);
        });
    });
});
