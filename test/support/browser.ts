import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { type Browser, chromium } from "playwright-core";
import { LabError } from "../../components/kit/error.ts";

/** The names under which distributions install it. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const USUAL_PLACES = ["/usr/bin", "/usr/local/bin", "/snap/bin"];

const ARGS = [
    "--headless",
    // The tests may run as root, whom Chromium's sandbox refuses; they open our own pages only.
    "--no-sandbox",
    "--disable-gpu",
    // Nothing but the pages may cause traffic: the tests watch that they ask no other host.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/** Starts the machine's own Chromium without a window. */
export function launchBrowser(env: NodeJS.ProcessEnv = process.env): Promise<Browser> {
    return chromium.launch({ executablePath: findChromium(env), args: ARGS });
}

/** The browser that `CHROMIUM` names, else the first one found. */
export function findChromium(env: NodeJS.ProcessEnv): string {
    const named = env["CHROMIUM"];
    const folders = [...USUAL_PLACES, ...(env["PATH"] ?? "").split(delimiter).filter(Boolean)];
    const candidates = named
        ? [named]
        : folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
    const found = candidates.find(isExecutable);
    if (found === undefined) {
        throw new LabError({
            where: named ? "variable CHROMIUM" : "this machine",
            found: named ? `${named} can't be run` : "no Chromium and no Chrome",
            allowed: `${NAMES.join(", ")} in ${USUAL_PLACES.join(", ")} or on PATH`,
            cure: "install one (Debian: apt-get install chromium), or set CHROMIUM to its path",
        });
    }
    return found;
}

function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}
