import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { packFormerState, type FormerState } from "../../../../../incidents/recovery/record.ts";
import { EngineStates } from "../../../../../infra/cli/recover/engine-state.ts";
import { whereaboutsIn } from "../../../../../infra/cli/recover/reach.ts";

const record: FormerState = {
    version: 1,
    stack: "incident-7",
    takenAt: "2025-11-21T11:30:53.000Z",
    objects: [],
    surroundings: [],
};
const FORMER = "urn:pulumi:incident-7::sock-shop::command:local:Command::former-state";

/** An engine that answers by the first words of a command. */
function engine(answers: Record<string, { code?: number; value?: unknown }>): {
    states: EngineStates;
    commands: string[];
    imported: () => unknown;
} {
    const commands: string[] = [];
    let imported: unknown;
    const states = new EngineStates((args) => {
        commands.push(args.join(" ").replace(/--file \S+/, "--file F"));
        const file = args[args.indexOf("--file") + 1];
        if (args[1] === "import") imported = JSON.parse(readFileSync(file ?? "", "utf8"));
        const key = Object.keys(answers).find((one) => args.join(" ").startsWith(one)) ?? "";
        const { code = 0, value = "" } = answers[key] ?? {};
        return Promise.resolve({ code, output: "what it said", stdout: JSON.stringify(value) });
    });
    return { states, commands, imported: () => imported };
}

const exported = (stdout: unknown): { value: unknown } => ({
    value: {
        version: 3,
        deployment: {
            secrets_providers: { type: "passphrase" },
            resources: [{ urn: FORMER, outputs: { stdout } }],
            pending_operations: [{ type: "creating" }],
        },
    },
});

describe("the engine's state, in a recovery", () => {
    it("tells which stacks are up", async () => {
        const { states } = engine({
            "stack ls": {
                value: [
                    { name: "incident-3", resourceCount: 0 },
                    { name: "a", resourceCount: 7 },
                ],
            },
        });
        assert.deepEqual(
            [...(await states.all())],
            [
                ["incident-3", false],
                ["a", true],
            ],
        );
    });

    it("has the record, secret as it is, or none that can be read", async () => {
        const plaintext = JSON.stringify(packFormerState(record));
        const secret = engine({ "stack export": exported({ plaintext }) });
        assert.deepEqual(await secret.states.record("incident-7"), record);
        const torn = engine({ "stack export": exported("H4sI") });
        assert.equal(await torn.states.record("incident-7"), undefined);
        const gone = engine({ "stack export": { code: 255 } });
        assert.equal(await gone.states.record("incident-7"), undefined);
    });

    it("is that of an incident by what it holds, whatever became of the stack's file", async () => {
        assert.equal(await engine({ "stack export": exported("") }).states.isIncident("x"), true);
        const other = { value: { deployment: { resources: [{ urn: "urn::shop" }] } } };
        assert.equal(await engine({ "stack export": other }).states.isIncident("x"), false);
    });

    it("is emptied by a destroy", async () => {
        const { states, commands } = engine({});
        await states.empty("incident-7", true, () => {});
        assert.deepEqual(commands, ["destroy --stack incident-7 --yes --skip-preview"]);
    });

    it("is emptied by hand where a destroy fails, or where there is no cluster", async () => {
        const { states, commands, imported } = engine({
            destroy: { code: 255 },
            "stack export": exported(""),
        });
        const said: string[] = [];
        await states.empty("incident-7", true, (line) => void said.push(line));
        assert.deepEqual(commands, [
            "destroy --stack incident-7 --yes --skip-preview",
            "stack export --stack incident-7",
            "stack import --stack incident-7 --file F --force",
        ]);
        assert.deepEqual(imported(), {
            version: 3,
            deployment: {
                secrets_providers: { type: "passphrase" },
                resources: [],
                pending_operations: [],
            },
        });
        assert.equal(said.at(-1), "everything is removed from the engine's state");
        const gone = engine({ "stack export": exported("") });
        await gone.states.empty("incident-7", false, () => {});
        assert.equal(gone.commands[0], "stack export --stack incident-7");
    });
});

describe("where the shop is", () => {
    it("is read from a stack file with mistakes, or not at all", () => {
        const of = (text: string): unknown => whereaboutsIn(text);
        assert.deepEqual(of("config:\n  sock-shop:fautls: 7\n  sock-shop:cluster: {name: a}\n"), {
            own: "a",
        });
        for (const text of ["", "config: [", "config:\n  sock-shop:role: baseline\n"]) {
            assert.equal(of(text), undefined, text);
        }
    });
    // Nobody's cluster is written to on the word of half a file.
    it("is no context that the file does not allow", () => {
        const text = (allowed: string): string =>
            `config:\n  sock-shop:cluster: {context: kind-x, allowContexts: [${allowed}]}\n`;
        assert.equal(whereaboutsIn(text("kind-y")), undefined);
        assert.equal(whereaboutsIn(text("kind-x"))?.existing?.context, "kind-x");
    });
});
