import { markdownTable } from "markdown-table";
import type { Proof } from "../../incidents/proof/point.ts";
import { renderProof } from "../../incidents/proof/render.ts";
import { proveStack } from "./prove.ts";

/** Proves an incident as often as asked. Exit code 0 only if every proof is valid. */
export async function proveCommand(
    incident: string,
    repeat: number,
    json: boolean,
): Promise<number> {
    const proofs: Proof[] = [];
    for (let turn = 1; turn <= repeat; turn++) {
        if (repeat > 1) say(`run ${turn} of ${repeat}`);
        const { proof, file } = await proveStack({
            stack: incident,
            baselineStack: "baseline",
            out: "out",
            optionsOf: () => ({}),
            say,
        });
        proofs.push(proof);
        if (!json) process.stdout.write(`${renderProof(proof)}\n\nkept in ${file}\n`);
    }
    if (json) process.stdout.write(`${JSON.stringify(proofs, undefined, 4)}\n`);
    else if (repeat > 1) process.stdout.write(`\n${summary(proofs)}\n`);
    return proofs.every((proof) => proof.valid) ? 0 : 1;
}

/** One row a run: points that held, and the two times. */
export function summary(proofs: readonly Proof[]): string {
    const seconds = (value: number | undefined): string => value?.toFixed(1) ?? "never";
    return markdownTable(
        [
            ["run", "started (UTC)", "points", "apply → red, s", "destroy → green, s", "valid"],
            ...proofs.map((proof, index) => [
                String(index + 1),
                proof.startedAt.slice(0, 19),
                `${proof.points.filter((point) => point.holds).length} of ${proof.points.length}`,
                seconds(proof.applyToRedSeconds),
                seconds(proof.destroyToGreenSeconds),
                proof.valid ? "yes" : "NO",
            ]),
        ],
        { align: ["r", "l", "r", "r", "r", "l"] },
    );
}

function say(line: string): void {
    process.stderr.write(`${line}\n`);
}
