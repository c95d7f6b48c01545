import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder of its own with a space in its name, and the process's environment as it was, after each test. */
export function workspace(): { dir: string } {
    const place = { dir: "" };
    let before: NodeJS.ProcessEnv = {};
    beforeEach(() => {
        before = { ...process.env };
        place.dir = mkdtempSync(path.join(tmpdir(), "toolchain test-"));
        process.env.SOCK_SHOP_LAB_CACHE = path.join(place.dir, "cache");
    });
    afterEach(() => {
        for (const name of Object.keys(process.env))
            if (!(name in before)) delete process.env[name];
        Object.assign(process.env, before);
        rmSync(place.dir, { recursive: true, force: true });
    });
    return place;
}
