import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { SettingError } from "../../platform/env.ts";

/** The pictures by file name. */
export type Images = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** Reads every picture of a folder into memory (they are a few kilobytes each). */
export function readImages(folder: string): Images {
    try {
        return new Map(
            readdirSync(folder).map((file) => [
                file,
                new Uint8Array(readFileSync(join(folder, file))),
            ]),
        );
    } catch (cause) {
        throw new SettingError(
            "flag -images",
            `found no readable folder "${folder}" (${String(cause)})`,
            "a folder of JPEG files",
            "leave the flag out to use the image's own pictures",
        );
    }
}
