import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { LabError } from "../../components/kit/error.ts";
import { type Audit, judgeAudit } from "../dependencies/audit.ts";
import { EXCEPTIONS_FILE, readExceptions } from "../dependencies/exceptions.ts";
import { goModules } from "../dependencies/go-modules.ts";
import { npm } from "../dependencies/npm.ts";
import { Sbom, sbomTroubles, withGoModules } from "../dependencies/sbom.ts";

/** What a check has to say: what is wrong, and a line for who reads on. */
export interface Verdict {
    troubles: string[];
    note: string;
    /** It could not be done; the note says why. */
    skipped?: boolean;
}

/** Where the list of what we depend on is written: made from the lockfile and go.sum, so never committed. */
const SBOM_FILE = "out/sbom.json";

/** With `required` an audit that can't be done is a failure; for a runner that reaches the registry. */
const AUDIT_VARIABLE = "SOCK_SHOP_LAB_AUDIT";

/** Lists every npm package and Go module, in CycloneDX; each is in the lockfile, has a checksum and a license. */
export async function checkSbom(): Promise<Verdict> {
    const printed = await npm(["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"]);
    const sbom = withGoModules(Sbom.parse(JSON.parse(printed)), goModules());
    const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
        packages: Record<string, { version?: string; link?: boolean }>;
    };
    mkdirSync("out", { recursive: true });
    writeFileSync(SBOM_FILE, `${JSON.stringify(sbom, undefined, 2)}\n`);
    const troubles = sbomTroubles(sbom, lock.packages, readExceptions().licenses);
    return { troubles, note: `${sbom.components.length} packages and modules in ${SBOM_FILE}` };
}

/** Known weaknesses of the npm packages, but for the exceptions. */
export async function checkAudit(environment = process.env): Promise<Verdict> {
    const wanted = requirement(environment);
    const printed = await npm(["audit", "--json", "--fetch-retries=0", "--fetch-timeout=10000"]);
    const today = new Date().toISOString().slice(0, 10);
    return verdictOf(judgeAudit(printed, readExceptions().advisories, today), wanted);
}

/** A question without an answer is a failure only where an answer is required. */
export function verdictOf(audit: Audit, required: boolean): Verdict {
    if (audit.done) return { troubles: audit.troubles, note: `exceptions: ${EXCEPTIONS_FILE}` };
    const note = `not done: ${audit.because}`;
    const { troubles } = audit;
    return required
        ? { troubles: [...troubles, note], note: `${AUDIT_VARIABLE}=required` }
        : { troubles, note: `${note} (${AUDIT_VARIABLE}=required fails on this)`, skipped: true };
}

function requirement(environment: NodeJS.ProcessEnv): boolean {
    const value = environment[AUDIT_VARIABLE] ?? "";
    if (value === "" || value === "required") return value === "required";
    throw new LabError({
        where: `environment, ${AUDIT_VARIABLE}`,
        found: value,
        allowed: "required, or nothing",
        cure: `unset ${AUDIT_VARIABLE}`,
    });
}
