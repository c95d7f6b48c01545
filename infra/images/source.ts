import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "./engine.ts";
import { STATE } from "./places.ts";
import { UPSTREAM } from "./upstream.ts";

/** Where images come from: an image registry, or built here from packages (`closed` network). */
export type ImageSource = "registry" | "closed";

const FILE = join(STATE, "image-source.json");

/**
 * Decides where images come from. `auto` asks once whether the registry has the node image and keeps
 * the answer in `.state/image-source.json`; removing that file asks anew.
 *
 * @param wanted `sock-shop:imageSource`
 */
export async function decideImageSource(wanted: "auto" | ImageSource): Promise<ImageSource> {
    if (wanted !== "auto") return wanted;
    const decided = decidedSource();
    if (decided !== undefined) return decided;
    const answers = await registryAnswers();
    const source: ImageSource = answers ? "registry" : "closed";
    process.stderr.write(
        answers
            ? "image source: registry (it answers); force with sock-shop:imageSource\n"
            : "image source: closed (no image registry answers, images are built here); force with sock-shop:imageSource\n",
    );
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(`${FILE}.new`, `${JSON.stringify({ source, decided: new Date() })}\n`);
    renameSync(`${FILE}.new`, FILE);
    return source;
}

/** What was decided before, if it was. A file that makes no sense is decided anew. */
export function decidedSource(file = FILE): ImageSource | undefined {
    try {
        const { source } = JSON.parse(readFileSync(file, "utf8")) as { source?: unknown };
        return source === "registry" || source === "closed" ? source : undefined;
    } catch {
        return undefined;
    }
}

/** By the Docker CLI, so that its proxy and its login count; 15 s for a registry that only hangs. */
async function registryAnswers(): Promise<boolean> {
    const outcome = await run("docker", ["manifest", "inspect", UPSTREAM.node], {
        timeoutMs: 15_000,
    });
    return outcome.code === 0;
}
