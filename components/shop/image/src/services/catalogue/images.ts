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
            "a folder of JPEG files, and of SVG files of the same names",
            "leave the flag out to use the image's own pictures",
        );
    }
}

/** A picture in the form that a client gets. */
export interface Image {
    type: string;
    bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The JPEG of that name, as upstream; its drawing for a client that names SVG, as browsers do for
 * what a page shows. Undefined where there is no such JPEG.
 */
export function imageFor(images: Images, file: string, accept = ""): Image | undefined {
    const picture = images.get(file);
    const drawing = images.get(file.replace(/\.jpe?g$/, ".svg"));
    if (picture === undefined) return undefined;
    return drawing !== undefined && accept.includes("image/svg+xml")
        ? { type: "image/svg+xml", bytes: drawing }
        : { type: "image/jpeg", bytes: picture };
}
