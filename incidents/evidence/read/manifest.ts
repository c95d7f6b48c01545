import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { LabError } from "../../../components/kit/error.ts";
import { MANIFEST_FILE } from "../schema/files.ts";
import { EVIDENCE_FORMAT, EVIDENCE_VERSION, Manifest, type RunStatus } from "../schema/manifest.ts";
import { isRunning } from "../writer-process.ts";

const Head = z.looseObject({ format: z.literal(EVIDENCE_FORMAT), version: z.number() });
const WITHOUT = "npm run evidence -- list";

/** @throws LabError for one that isn't there, is of a newer lab, or isn't what its schema says */
export function readManifest(folder: string): Manifest {
    const file = join(folder, MANIFEST_FILE);
    const value = valueIn(file);
    const head = Head.safeParse(value);
    if (!head.success) {
        throw new LabError({
            where: file,
            found: `no evidence of a run: ${problemOf(head.error)}`,
            allowed: `format ${EVIDENCE_FORMAT}`,
            cure: WITHOUT,
        });
    }
    const { version } = head.data;
    if (version !== EVIDENCE_VERSION) {
        const isNewer = version > EVIDENCE_VERSION;
        throw new LabError({
            where: file,
            found: `version ${version}${isNewer ? ", which a newer lab wrote" : ""}`,
            allowed: `version ${EVIDENCE_VERSION}`,
            cure: isNewer ? "git pull" : WITHOUT,
        });
    }
    const manifest = Manifest.safeParse(value);
    if (manifest.success) return manifest.data;
    throw new LabError({
        where: file,
        found: problemOf(manifest.error),
        allowed: "what incidents/evidence/evidence.schema.json says",
        cure: WITHOUT,
    });
}

/** How a run stands, whatever its manifest was last told. */
export function statusOf({ status, writer }: Manifest): RunStatus {
    return status === "running" && !isRunning(writer) ? "interrupted" : status;
}

/** The first thing that a schema finds wrong, with its path. */
export function problemOf(error: z.ZodError): string {
    const [issue] = error.issues;
    if (issue === undefined) return "not as its schema says";
    const path = issue.path.map(String).join(".");
    return path === "" ? issue.message : `${path}: ${issue.message}`;
}

function valueIn(file: string): unknown {
    let text: string | undefined;
    try {
        text = readFileSync(file, "utf8");
        return JSON.parse(text) as unknown;
    } catch (error) {
        throw new LabError(
            {
                where: file,
                found: text === undefined ? "not there" : (error as Error).message,
                allowed: "the manifest of a run",
                cure: WITHOUT,
            },
            { cause: error },
        );
    }
}
