import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Profile } from "./load.schema.ts";

const FOLDER = join(import.meta.dirname, "profiles");

/** File that Locust is started with, in the ConfigMap. */
export const LOCUSTFILE = "locustfile.py";

/** File that Locust is started with besides: it tells Prometheus. */
export const EXPORTER = "exporter.py";

/** Profiles that a profile is made of. */
const PARTS: Partial<Record<Profile, readonly Profile[]>> = {
    "browse-and-buy": ["browse", "checkout"],
};

/** A profile as the ConfigMap holds it: file name to text, with its parts and what all profiles share. */
export function profileFiles(profile: Profile): Record<string, string> {
    const parts = (PARTS[profile] ?? []).map((part) => [`${part}.py`, source(part)]);
    return {
        [LOCUSTFILE]: source(profile),
        ...(Object.fromEntries(parts) as Record<string, string>),
        "common.py": source("common"),
        [EXPORTER]: source("exporter"),
    };
}

/** File with the shape of a calibration's load, which takes the place of a number of users. */
export function rampFile(): Record<string, string> {
    return { "ramp.py": source("ramp") };
}

function source(name: string): string {
    return readFileSync(join(FOLDER, `${name}.py`), "utf8");
}
