import assert from "node:assert/strict";
import { join } from "node:path";
import { problemsOf } from "../../incidents/evidence/read/check-run.ts";
import { readRun } from "../../incidents/evidence/read/read-run.ts";
import type { EvidenceRun } from "../../incidents/evidence/schema/run.ts";
import type { Proof } from "../../incidents/proof/point.ts";
import { proveStack } from "../../infra/cli/prove.ts";
import type { TestLab } from "./lab.ts";

/** How a test's proof differs from a person's. */
export interface ProveOnOptions {
    /** Leaves out what makes it an incident. Default false. */
    withoutFault?: boolean;
}

/** Proves an incident on a lab of the tests, at the short pace, and holds its evidence against the outcome. */
export async function proveOn(
    lab: TestLab,
    id: string,
    options: ProveOnOptions = {},
): Promise<{ proof: Proof; run: EvidenceRun }> {
    const { proof, folder } = await proveStack({
        stack: id,
        baselineStack: "baseline",
        baseline: { url: lab.url, cluster: await lab.target() },
        pace: "short",
        out: join(lab.folder, "out"),
        engine: { cwd: lab.folder, env: lab.env },
        ...options,
        say: (line) => console.log(`      ${line}`),
    });
    const run = await readRun(folder);
    requireEvidence(run, proof);
    return { proof, run };
}

/** Streams that every run has which came as far as being applied. */
const ALWAYS = ["timeline", "stores", "objects", "metrics", "http", "readings", "logs"] as const;

function requireEvidence(run: EvidenceRun, proof: Proof): void {
    assert.deepEqual(problemsOf(run), []);
    assert.equal(run.status, proof.valid ? "valid" : "invalid");
    // What JSON can't say, an undefined time, isn't there.
    assert.deepEqual(run.outcome, JSON.parse(JSON.stringify(proof)));
    assert.deepEqual(run.records.criteria, JSON.parse(JSON.stringify(proof.criteria)));
    const points = run.records.timeline.flatMap((one) =>
        one.kind === "point" ? [[one.name, one.holds]] : [],
    );
    assert.deepEqual(
        points,
        proof.points.map(({ name, holds }) => [name, holds]),
    );
    const { usedBytes, limitBytes } = run.manifest.budget;
    assert.ok(usedBytes <= limitBytes, `${usedBytes} of ${limitBytes} bytes`);
    if (!proof.points.some(({ name }) => name === "reverted")) return;
    for (const name of ALWAYS) {
        const gaps = JSON.stringify(run.manifest.gaps);
        assert.ok(run.records[name].length > 0, `no record of ${name}; gaps: ${gaps}`);
    }
}
