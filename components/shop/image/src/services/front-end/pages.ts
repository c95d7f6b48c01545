import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { SettingError } from "../../platform/env.ts";

/** A file of the web shop, held in memory so that `/` costs a probe next to nothing. */
export interface Page {
    type: string;
    body: Uint8Array<ArrayBuffer>;
}

/** The files by path, `/index.html` also as `/`. */
export type Pages = ReadonlyMap<string, Page>;

const TYPES: Readonly<Record<string, string>> = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
};

/** Reads every file below a folder whose kind we serve; throws when there is no front page. */
export function readPages(folder: string): Pages {
    const pages = new Map<string, Page>();
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        const type = TYPES[extname(file)];
        if (type !== undefined) {
            pages.set(`/${file}`, { type, body: new Uint8Array(readFileSync(join(folder, file))) });
        }
    }
    const front = pages.get("/index.html");
    if (front === undefined) {
        throw new SettingError(
            `folder ${folder}`,
            "found no index.html",
            "the pages that the bundle puts beside main.cjs",
            "build the image again",
        );
    }
    return pages.set("/", front);
}
