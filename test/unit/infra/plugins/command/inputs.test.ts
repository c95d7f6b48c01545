import assert from "node:assert/strict";
import {
    checkInputs,
    inputsAmong,
    readInputs,
} from "../../../../../infra/plugins/command/inputs.ts";
import { secret, UNKNOWN } from "../../../../../infra/plugins/protocol/property.ts";

describe("checkInputs", () => {
    it("lets good inputs pass, secret and unknown ones too", () => {
        const inputs = {
            create: secret("make"),
            environment: { A: UNKNOWN, B: "b" },
            interpreter: ["/bin/bash", "-c"],
            triggers: [1, { any: "thing" }],
            logging: "none",
            dir: UNKNOWN,
            addPreviousOutputInEnv: false,
        };
        assert.deepEqual(checkInputs(inputs), []);
    });

    it("refuses by name what isn't supported, and what doesn't exist", () => {
        const failures = checkInputs({ assetPaths: ["*"], archivePaths: ["*"], comand: "x" });
        assert.deepEqual(
            failures.map(({ property }) => property),
            ["assetPaths", "archivePaths", "comand"],
        );
        assert.match(
            failures[2]?.reason ?? "",
            /^no such input; allowed are create, update, delete/,
        );
    });

    it("names the wrong type", () => {
        const inputs = {
            create: 1,
            environment: { A: 1 },
            logging: "loud",
            triggers: "now",
            interpreter: "bash",
        };
        assert.deepEqual(
            checkInputs(inputs).map(({ property, reason }) => `${property}: ${reason}`),
            [
                "create: must be a string",
                "environment: must be a map of strings",
                'logging: found "loud", allowed are stdout, stderr, stdoutAndStderr, none',
                "triggers: must be a list",
                "interpreter: must be a list of strings",
            ],
        );
    });
});

describe("readInputs", () => {
    it("drops secret marks and what is unset", () => {
        assert.deepEqual(readInputs({ create: secret("make"), update: null }), { create: "make" });
    });

    it("tells inputs from outputs in the state", () => {
        assert.deepEqual(inputsAmong({ create: "make", stdout: "x", stderr: "y" }), {
            create: "make",
        });
    });
});
