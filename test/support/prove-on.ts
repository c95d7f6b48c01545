import { join } from "node:path";
import type { Proof } from "../../incidents/proof/point.ts";
import { proveStack } from "../../infra/cli/prove.ts";
import type { TestLab } from "./lab.ts";

/** How a test's proof differs from a person's. */
export interface ProveOnOptions {
    /** Leaves out what makes it an incident. Default false. */
    withoutFault?: boolean;
}

/** Proves an incident on a lab of the tests, at the short pace. */
export async function proveOn(
    lab: TestLab,
    id: string,
    options: ProveOnOptions = {},
): Promise<Proof> {
    const { proof } = await proveStack({
        stack: id,
        baselineStack: "baseline",
        baseline: { url: lab.url, cluster: await lab.target() },
        pace: "short",
        out: join(lab.folder, "out"),
        engine: { cwd: lab.folder, env: lab.env },
        ...options,
        say: (line) => console.log(`      ${line}`),
    });
    return proof;
}
