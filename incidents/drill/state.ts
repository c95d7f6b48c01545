import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { LabError } from "../../components/kit/error.ts";
import type { Diagnosis } from "../answer/diagnosis.ts";
import type { Score } from "../answer/score.ts";
import type { Snapshot } from "../evidence/snapshot.ts";
import type { HealthyState } from "../witness/witness.ts";
import type { Judged } from "./judge.ts";
import { DRILL_FILES } from "./names.ts";
import type { RepairVerdict } from "./repair.ts";

/** All that is known of a drill under way. */
export interface DrillState {
    version: 1;
    incident: string;
    /** Undefined where an instructor named the incident. */
    seed: number | undefined;
    startedAt: string;
    /** When the signature had been seen; undefined until then. */
    redAt?: string;
    /** How long the load runs, in minutes. */
    minutes: number;
    /** What the repair and the end are compared with. */
    healthy: HealthyState;
    before: Snapshot;
    diagnosis?: Diagnosis;
    score?: Score;
    judged?: Judged;
    /** The newest verdict on a repair by hand. */
    repair?: RepairVerdict & { at: string };
    revealedAt?: string;
}

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Where a drill is kept between its commands. What tells the answer is sealed, so that nobody reads it by the
 * way; the key lies beside it, so it is no barrier to who owns the machine and wants to know.
 */
export class DrillStore {
    readonly #folder: string;

    /** @param folder is made where it lacks, readable by its owner only */
    constructor(folder: string) {
        this.#folder = folder;
    }

    get isUnderWay(): boolean {
        return existsSync(this.path("sealed"));
    }

    /** Path of a file of the drill. */
    path(name: keyof typeof DRILL_FILES): string {
        return join(this.#folder, DRILL_FILES[name]);
    }

    /** Writes a file of the drill, for its owner only. */
    write(name: keyof typeof DRILL_FILES, content: string | Buffer): string {
        mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
        const file = this.path(name);
        writeFileSync(file, content, { mode: 0o600 });
        // A file that was there keeps its mode.
        chmodSync(file, 0o600);
        return file;
    }

    save(state: DrillState): void {
        if (!existsSync(this.path("key"))) this.write("key", randomBytes(32));
        const iv = randomBytes(IV_BYTES);
        const cipher = createCipheriv(CIPHER, readFileSync(this.path("key")), iv);
        const content = gzipSync(JSON.stringify(state));
        const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
        this.write("sealed", Buffer.concat([iv, cipher.getAuthTag(), sealed]));
    }

    /** @throws LabError where no drill is under way, or its files were changed */
    load(): DrillState {
        if (!this.isUnderWay) {
            throw new LabError({
                where: "drill",
                found: "none is under way",
                allowed: "a drill that was started",
                cure: "npm run drill -- start --seed 1",
            });
        }
        try {
            const bytes = readFileSync(this.path("sealed"));
            const iv = bytes.subarray(0, IV_BYTES);
            const decipher = createDecipheriv(CIPHER, readFileSync(this.path("key")), iv);
            decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
            const content = Buffer.concat([
                decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
                decipher.final(),
            ]);
            return JSON.parse(gunzipSync(content).toString("utf8")) as DrillState;
        } catch (error) {
            throw new LabError(
                {
                    where: this.path("sealed"),
                    found: `can't be opened: ${(error as Error).message}`,
                    allowed: `the file as it was written, with its ${DRILL_FILES.key}`,
                    cure: `npm run incidents, then pulumi destroy --stack <what is active>, and rm -r ${this.#folder}`,
                },
                { cause: error },
            );
        }
    }

    /** Forgets the drill. */
    clear(): void {
        rmSync(this.#folder, { recursive: true, force: true });
    }
}
