import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { IncidentView, viewOf } from "./incident-view.ts";
import type { Registered } from "./registered.ts";
import type { RenderedStack } from "./render.ts";

/** Where the golden files are. */
export const GOLDEN_FOLDER = "test/golden";

/** Golden file with the objects of one incident in full; those of the others name them only. */
export const MACHINERY = "every-incident";

/** The incident that it is made from: it has a patch, a policy of the broker and a load. */
export const MACHINERY_OF = "incident-5a-8";

const ResourceList = z.strictObject({
    /** What the program says of what it makes. */
    changes: z.array(z.string()),
    resources: z.array(
        z.strictObject({
            type: z.string(),
            name: z.string(),
            inputs: z.record(z.string(), z.unknown()),
        }),
    ),
});
export type ResourceList = z.infer<typeof ResourceList>;

/** What a golden file holds: of an incident what it changes, of a baseline every resource in full. */
export type Golden = IncidentView | ResourceList;

/** Tells which. */
export function isView(golden: Golden): golden is IncidentView {
    return "incident" in golden;
}

/** A rendered stack as its golden file has it. */
export function goldenOf(rendered: RenderedStack): Golden {
    return rendered.config.role === "incident" ? viewOf(rendered) : resourceList(rendered);
}

/** Every resource of a rendered stack in full. The text of a load's profile is in git by itself. */
export function resourceList({ said, resources }: RenderedStack): ResourceList {
    return { changes: said, resources: resources.map(withoutProfile) };
}

/** What a golden file says; undefined for another form than today's. */
export function parseGolden(text: string): Golden | undefined {
    let json: unknown;
    try {
        json = JSON.parse(text);
    } catch {
        return undefined;
    }
    const parsed = z.union([IncidentView, ResourceList]).safeParse(json);
    return parsed.success ? parsed.data : undefined;
}

/** Whether both say the same. */
export function isSame(one: Golden, other: Golden): boolean {
    const plain = (golden: Golden): unknown => JSON.parse(JSON.stringify(golden));
    return isDeepStrictEqual(plain(one), plain(other));
}

function withoutProfile({ type, name, inputs }: Registered): Registered {
    if (name !== "load-profile") return { type, name, inputs };
    const files = Object.keys(inputs["data"] ?? {});
    const data = Object.fromEntries(files.map((file) => [file, "[of load/profiles]"]));
    return { type, name, inputs: { ...inputs, data } };
}
