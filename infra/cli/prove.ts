import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../../components/kit/error.ts";
import { findIncident, INCIDENTS } from "../../incidents/catalog.ts";
import type { Proof } from "../../incidents/proof/point.ts";
import { prove } from "../../incidents/proof/prove.ts";
import { renderProof } from "../../incidents/proof/render.ts";
import { type PulumiOptions, pulumiEngine, stackOutput } from "./engine.ts";

export interface ProveOptions {
    stack: string;
    baselineStack: string;
    /** Folder for the proof's JSON. */
    out: string;
    /** How the engine is called for a stack. */
    optionsOf: (stack: string) => PulumiOptions;
    say: (line: string) => void;
}

/**
 * Proves one incident and keeps the outcome in `out/`.
 * @throws LabError for an unknown incident or a baseline that isn't up
 */
export async function proveStack(options: ProveOptions): Promise<{ proof: Proof; file: string }> {
    const { stack, baselineStack, optionsOf, say } = options;
    const incident = findIncident(stack);
    if (incident === undefined) {
        throw new LabError({
            where: "prove",
            found: `unknown incident ${stack}`,
            allowed: INCIDENTS.join(", "),
            cure: `npm run prove -- ${INCIDENTS[0] ?? ""}`,
        });
    }
    const [url, context, kubeconfig] = await Promise.all(
        ["url", "context", "kubeconfig"].map((name) =>
            stackOutput(baselineStack, name, optionsOf(baselineStack)),
        ),
    );
    if (!url || !context || !kubeconfig) {
        throw new LabError({
            where: `stack ${baselineStack}`,
            found: "not up",
            allowed: "a baseline that is up and healthy",
            cure: `pulumi up --stack ${baselineStack}, or npm start`,
        });
    }
    const proof = await prove({
        incident,
        stack,
        baselineStack,
        cluster: { kubeconfig, context },
        url,
        engine: pulumiEngine(optionsOf),
        say,
    });
    const folder = join(options.out, `${proof.startedAt.replace(/[:.]/g, "-")}-${stack}`);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, "proof.json");
    writeFileSync(file, `${JSON.stringify(proof, undefined, 4)}\n`);
    writeFileSync(join(folder, "proof.md"), `${renderProof(proof)}\n`);
    return { proof, file };
}
