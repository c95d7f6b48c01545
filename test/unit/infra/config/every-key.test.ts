import assert from "node:assert/strict";
import { LabError } from "../../../../components/kit/error.ts";
import { NAMESPACE, parseConfig } from "../../../../infra/config/load.ts";
import { sourceOf } from "../../../../infra/config/source.ts";
import { rawConfig, stackNames } from "../../../support/stack-file.ts";

type Path = readonly (string | number)[];

/** Every key of a value, parents before children. */
function keysOf(value: unknown, path: Path = []): Path[] {
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) => {
        const at = [...path, Array.isArray(value) ? Number(name) : name];
        return [at, ...keysOf(inner, at)];
    });
}

/** A copy in which the key at a path has another name or value. */
function changed(config: unknown, [step, ...rest]: Path, name: string, value?: unknown): unknown {
    if (Array.isArray(config)) {
        return config.map((one: unknown, index): unknown => {
            if (index !== step) return one;
            return rest.length === 0 ? value : changed(one, rest, name, value);
        });
    }
    return Object.fromEntries(
        Object.entries(config as object).map(([key, inner]: [string, unknown]) => {
            if (key !== step) return [key, inner];
            if (rest.length > 0) return [key, changed(inner, rest, name, value)];
            return [name, value === undefined ? inner : value];
        }),
    );
}

function refusal(stack: string, config: unknown): LabError["parts"] {
    const raw = Object.entries(config as object).map(([key, value]: [string, unknown]) => [
        `${NAMESPACE}:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const file = `stacks/Pulumi.${stack}.yaml`;
    const source = sourceOf({ stack, file, namespace: NAMESPACE, read: () => "" });
    try {
        parseConfig(Object.fromEntries(raw) as Record<string, string>, source);
    } catch (error) {
        assert.ok(error instanceof LabError, String((error as Error).stack));
        return error.parts;
    }
    return assert.fail("accepted");
}

function shownPath(path: Path): string {
    const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`));
    return `${NAMESPACE}:${steps.join("").slice(1)}`;
}

function configOf(stack: string): unknown {
    const entries = Object.entries(rawConfig(stack)).map(([key, text]): [string, unknown] => {
        const name = key.slice(NAMESPACE.length + 1);
        return [name, /^[[{\d]/.test(text) ? JSON.parse(text) : text];
    });
    return Object.fromEntries(entries);
}

// Mistakes that nobody thought of: each key of each stack file, under another name and with another value.
describe("every key of every stack file", () => {
    for (const stack of stackNames()) {
        const config = configOf(stack);
        const paths = keysOf(config);
        it(`${stack}: misspelt, is refused by the name that stands in the file`, () => {
            // Names of variables are values: the plan knows which there are.
            const named = paths.filter(
                (path) => typeof path.at(-1) === "string" && path.at(-2) !== "set",
            );
            assert.ok(named.length >= 5);
            for (const path of named) {
                const name = `${path.at(-1)}X`;
                const { where, found } = refusal(stack, changed(config, path, name));
                const expected = shownPath([...path.slice(0, -1), name]);
                const decides = path.at(-1) === "role" || path.at(-1) === "kind";
                assert.equal(where.split(", ")[1], decides ? shownPath(path) : expected);
                assert.match(found, decides ? /^missing$/ : /^unknown key /);
            }
        });

        it(`${stack}: with another type of value, is refused with its path`, () => {
            for (const path of paths) {
                const values = [{ nonsense: 1 }, [["nonsense"]], null, true, -7.5];
                // A cut is asked for with true.
                for (const value of path.at(-1) === "cutOff" ? values.slice(0, 3) : values) {
                    const { where, allowed, cure } = refusal(
                        stack,
                        changed(config, path, String(path.at(-1)), value),
                    );
                    const key = where.split(", ")[1] ?? "";
                    assert.ok(key.startsWith(shownPath(path)), `${key} for ${shownPath(path)}`);
                    assert.match(allowed, /\w/);
                    assert.match(cure, /pulumi preview --stack/);
                }
            }
        });
    }
});
