import { canInstall, install, offered, updateLists } from "./apt.mjs";
import { capture } from "./command.mjs";
import { ToolchainError } from "./error.mjs";

/** Names that distributions give it. */
const PROGRAMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The browser that the tests drive; only they need one, so only they bring it. `CHROMIUM` names another.
 * @param {(line: string) => void} log
 * @returns {Promise<string>} path of the program
 * @throws {ToolchainError} where there is none and none can be installed
 */
export async function ensureChromium(log) {
    const there = await findChromium();
    if (there !== undefined) return there;
    if (canInstall()) {
        if (!(await offered("chromium"))) await updateLists("Chromium", log);
        await install(["chromium"], { name: "Chromium", log });
    }
    const installed = await findChromium();
    if (installed !== undefined) return installed;
    throw new ToolchainError({
        where: "browser tests",
        found: "no Chromium, and none can be installed here",
        allowed: `${PROGRAMS.join(", ")} on PATH, or its path in the variable CHROMIUM`,
        cure: "install Chromium with your system's packages, then run again",
    });
}

async function findChromium() {
    const wanted = process.env.CHROMIUM;
    for (const program of wanted ? [wanted] : PROGRAMS) {
        const { status, stdout } = await capture("sh", ["-c", 'command -v -- "$0"', program]);
        if (status === 0 && stdout.trim() !== "") return stdout.trim();
    }
    return undefined;
}
