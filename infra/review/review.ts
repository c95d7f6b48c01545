import { existsSync, readFileSync } from "node:fs";
import { LabError } from "../../components/kit/error.ts";
import { stackNames } from "../config/stack-file.ts";
import { goldensOf } from "./git.ts";
import {
    type Golden,
    GOLDEN_FOLDER,
    goldenOf,
    isSame,
    isView,
    MACHINERY,
    MACHINERY_OF,
    parseGolden,
    resourceList,
} from "./golden.ts";
import { fitting } from "./markdown.ts";
import { offlineRenderer } from "./render.ts";
import { refusal, section } from "./section.ts";

/** A review as it is printed. */
export interface Review {
    markdown: string;
    /** Stacks that a preview would refuse. */
    refused: string[];
}

/**
 * What the working tree changes against the commit it began from, as Markdown: a section for each stack that is
 * touched. The stacks are rendered from the program and the stack files as they are, whatever the
 * committed golden files say.
 * @param ref branch, tag or commit
 * @throws LabError where there is nothing to compare with
 */
export async function review(ref: string): Promise<Review> {
    const { commit, goldens } = await goldensOf(ref);
    const { rendered, refused } = await renderAll();
    const names = [...new Set([...goldens.keys(), ...rendered.keys()])]
        .filter((name) => !refused.has(name))
        .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    const touched = names.flatMap((name) => {
        const after = rendered.get(name);
        const before = goldens.has(name) ? comparable(goldens.get(name), after) : undefined;
        const note = after === undefined ? undefined : outOfDate(name, after);
        return section({ name, before, after, nameOfBefore: `on ${ref}`, note }) ?? [];
    });
    const sections = [...refusals(refused), ...touched];
    const against = `${ref} (${commit})`;
    const head =
        sections.length === 0
            ? `## Nothing is touched\n\nEvery stack renders as on ${against}.`
            : `## What this changes, against ${against}\n\n` +
              `Rendered without a cluster, from the program and the stack files. Users of loads are those of the ` +
              `reference machine. ${names.length - touched.length} of ${names.length + refused.size} golden files are untouched.`;
    const markdown = `${fitting([head, ...sections]).join("\n\n")}\n`;
    return { markdown, refused: [...refused.keys()] };
}

interface Rendered {
    rendered: ReadonlyMap<string, Golden>;
    refused: ReadonlyMap<string, LabError>;
}

/** Every golden file as it would be written now. */
async function renderAll(): Promise<Rendered> {
    const render = offlineRenderer();
    const rendered = new Map<string, Golden>();
    const refused = new Map<string, LabError>();
    const take = async (name: string, golden: () => Promise<Golden>): Promise<void> => {
        try {
            rendered.set(name, await golden());
        } catch (error) {
            if (!(error instanceof LabError)) throw error;
            refused.set(name, error);
        }
    };
    for (const stack of stackNames()) await take(stack, async () => goldenOf(await render(stack)));
    await take(MACHINERY, async () => resourceList(await render(MACHINERY_OF)));
    return { rendered, refused };
}

/** A baseline that is refused takes every incident over it along: said once. */
function refusals(refused: ReadonlyMap<string, LabError>): string[] {
    const byMessage = new Map<string, { names: string[]; error: LabError }>();
    for (const [name, error] of refused) {
        const names = byMessage.get(error.message)?.names ?? [];
        byMessage.set(error.message, { names: [...names, name], error });
    }
    return [...byMessage.values()].map(({ names, error }) => refusal(names, error));
}

/** A committed golden file, unless it is of another form than the stack's is now. */
function comparable(committed: Golden | undefined, now: Golden | undefined): Golden | "unreadable" {
    if (committed === undefined) return "unreadable";
    return now === undefined || isView(committed) === isView(now) ? committed : "unreadable";
}

/** What lacks for the golden file to be the difference that a reviewer reads in git. */
function outOfDate(name: string, now: Golden): string | undefined {
    const file = `${GOLDEN_FOLDER}/${name}.json`;
    const committed = existsSync(file) ? parseGolden(readFileSync(file, "utf8")) : undefined;
    if (committed !== undefined && isSame(committed, now)) return undefined;
    const lacks = existsSync(file) ? "is out of date" : "is missing";
    return `\`${file}\` ${lacks}: \`npm run golden\`, and commit it.`;
}
