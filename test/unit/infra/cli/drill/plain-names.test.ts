import assert from "node:assert/strict";
import { requirePlainNames } from "../../../../../infra/cli/drill/plain-names.ts";

describe("names in Datadog, before a drill", () => {
    for (const naming of [undefined, "plain"]) {
        it(`may be ${naming ?? "none"}`, () => requirePlainNames("baseline", naming));
    }

    it("may not be the documents', with the command that mends it", () => {
        assert.throws(() => requirePlainNames("training", "documented"), {
            message:
                /datadog\.naming: documented[^]*plain[^]*config set --path sock-shop:datadog\.naming plain --stack training && pulumi up --stack training/,
        });
    });
});
