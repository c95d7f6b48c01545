import assert from "node:assert/strict";
import { INCIDENTS } from "../../../../incidents/catalog.ts";
import { viewOf } from "../../../../infra/review/incident-view.ts";
import type { Registered } from "../../../../infra/review/registered.ts";
import { offlineRenderer, type RenderedStack } from "../../../../infra/review/render.ts";

const PATCH = /^kubernetes:[\w/]+:(Deployment|Service)Patch$/;

// A fault kind says in one place what it patches and in another what it changes: a reviewer reads the second.
describe("changes that a reviewer is shown", () => {
    const render = offlineRenderer();
    let baseline: RenderedStack;

    before(async () => {
        baseline = await render("baseline");
    });

    for (const stack of INCIDENTS) {
        it(`are the fields that ${stack} patches, with the values of the baseline as the old ones`, async () => {
            const rendered = await render(stack);
            const { changes } = viewOf(rendered);
            const ofObjects = changes.filter(({ object }) => /^(Deployment|Service) /.test(object));
            assert.deepEqual(
                ofObjects.map(({ object, field, to }) => `${object} ${field} ${to}`).sort(),
                rendered.resources.flatMap(patchedFields).sort(),
            );
            for (const { object, field, from } of ofObjects) {
                assert.equal(valueIn(baseline, object, field), from, `${object} ${field}`);
            }
        });
    }
});

/** Each as a change names it: object, field, value. */
function patchedFields({ type, inputs }: Registered): string[] {
    const kind = PATCH.exec(type)?.[1];
    if (kind === undefined) return [];
    return leaves(inputs).map(([field, value]) => `${kind} ${nameOf(inputs)} ${field} ${value}`);
}

function valueIn({ resources }: RenderedStack, object: string, field: string): string | undefined {
    const found = resources.filter(
        ({ type, inputs }) => `${type.split(":").at(-1)} ${nameOf(inputs)}` === object,
    );
    assert.equal(found.length, 1, object);
    return new Map(found.flatMap(({ inputs }) => leaves(inputs))).get(field);
}

function nameOf(inputs: Record<string, unknown>): string | undefined {
    return (inputs["metadata"] as { name?: string } | undefined)?.name;
}

/** Fields of a `spec` by path, with entries of lists by their names. */
function leaves(inputs: Record<string, unknown>): [field: string, value: string][] {
    const walk = (value: unknown, path: string): [string, string][] => {
        if (Array.isArray(value)) {
            return (value as { name?: string }[]).flatMap((entry) => {
                const { name = "", ...rest } = entry;
                if (!path.endsWith(".env")) return walk(rest, `${path}[${name}]`);
                return walk((rest as { value?: unknown }).value, `${path}.${name}`);
            });
        }
        if (typeof value !== "object" || value === null) return [[path, String(value)]];
        return Object.entries(value).flatMap(([key, inner]) =>
            // A key with dots is no path.
            walk(inner, /[./]/.test(key) ? `${path}[${key}]` : `${path}.${key}`),
        );
    };
    return walk(inputs["spec"], "").map(([path, value]) => [
        path.replace(/^\.(template\.spec\.(?=containers))?/, ""),
        value,
    ]);
}
