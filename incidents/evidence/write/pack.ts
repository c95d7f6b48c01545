import { createHash } from "node:crypto";
import {
    createReadStream,
    createWriteStream,
    existsSync,
    renameSync,
    rmSync,
    statSync,
} from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { packedFile, plainFile } from "../schema/files.ts";
import type { StreamFile } from "../schema/manifest.ts";

/**
 * Compresses a stream that is written no more. The text goes only when the compressed file is whole and on the disk,
 * so there is one of them to read at any moment.
 * @returns undefined for a stream without a file
 */
export async function pack(
    folder: string,
    stream: string,
    records: number,
): Promise<StreamFile | undefined> {
    const plain = join(folder, plainFile(stream));
    if (!existsSync(plain)) return undefined;
    const bytes = statSync(plain).size;
    const file = packedFile(stream);
    const packed = join(folder, file);
    await pipeline(createReadStream(plain), createGzip(), createWriteStream(`${packed}.new`));
    const handle = await open(`${packed}.new`, "r+");
    await handle.sync();
    await handle.close();
    renameSync(`${packed}.new`, packed);
    rmSync(plain);
    const content = await readFile(packed);
    const sha256 = createHash("sha256").update(content).digest("hex");
    return { file, records, bytes, storedBytes: content.length, sha256 };
}
