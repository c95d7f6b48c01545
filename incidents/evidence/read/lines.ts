import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { packedFile, plainFile } from "../schema/files.ts";

/** The lines of a stream, and what is wrong with its file. */
export interface StreamLines {
    file: string;
    lines: string[];
    /** Why there may have been more; undefined for a whole file. */
    torn: string | undefined;
}

/**
 * The whole lines of a stream, from its text or its compressed file. Of a file that is cut off or damaged it is those
 * before that point. @returns undefined where there is none
 */
export async function streamLines(
    folder: string,
    stream: string,
): Promise<StreamLines | undefined> {
    const file = [plainFile(stream), packedFile(stream)].find((one) =>
        existsSync(join(folder, one)),
    );
    if (file === undefined) return undefined;
    const { text, error } = await textOf(join(folder, file));
    const end = text.lastIndexOf("\n") + 1;
    const lines = text.slice(0, end).split("\n").slice(0, -1);
    const torn = error?.message ?? (end < text.length ? "its last line is cut off" : undefined);
    return { file, lines, torn };
}

async function textOf(path: string): Promise<{ text: string; error: Error | undefined }> {
    const parts: Buffer[] = [];
    const raw = createReadStream(path);
    const source = path.endsWith(".gz") ? raw.pipe(createGunzip()) : raw;
    const error = await new Promise<Error | undefined>((resolve) => {
        raw.on("error", resolve);
        source.on("error", resolve);
        // A listener, and no iteration: that would throw away what came just before an error.
        source.on("data", (part: Buffer) => parts.push(part));
        source.on("end", () => resolve(undefined));
    });
    return { text: Buffer.concat(parts).toString("utf8"), error };
}
