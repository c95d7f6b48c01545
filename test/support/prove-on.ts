import assert from "node:assert/strict";
import { findIncident } from "../../incidents/catalog.ts";
import type { Proof } from "../../incidents/proof/point.ts";
import { prove } from "../../incidents/proof/prove.ts";
import { pulumiEngine } from "../../infra/cli/engine.ts";
import type { TestLab } from "./lab.ts";

/** Proves an incident on a lab of the tests. */
export async function proveOn(lab: TestLab, id: string, redTimeoutMs = 120_000): Promise<Proof> {
    const incident = findIncident(id);
    assert.ok(incident !== undefined, `no incident ${id}`);
    return await prove({
        incident,
        stack: id,
        baselineStack: "baseline",
        cluster: await lab.target(),
        url: lab.url,
        engine: pulumiEngine(() => ({ cwd: lab.folder, env: lab.env })),
        redTimeoutMs,
        say: (line) => console.log(`      ${line}`),
    });
}
