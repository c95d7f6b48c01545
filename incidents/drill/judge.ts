import { spawn } from "node:child_process";
import { z } from "zod";
import { LabError } from "../../components/kit/error.ts";
import type { Diagnosis } from "../answer/diagnosis.ts";
import type { AnswerKey } from "../answer/schema.ts";
import type { Score } from "../answer/score.ts";

/** What a judge of one's own says of a diagnosis. */
export interface Judged {
    points: number;
    because?: string | undefined;
}

/** A judge may think; it may not hang. */
const TIMEOUT_MS = 120_000;

/**
 * Asks a command for its judgement: it gets `{version, key, diagnosis, score}` as JSON on stdin, and prints
 * `{"points", "because"}`. Its points are shown beside the score, never instead.
 *
 * @param command run by the shell
 * @throws LabError where it fails, or says anything else
 */
export async function askJudge(
    command: string,
    key: AnswerKey,
    diagnosis: Diagnosis,
    score: Score,
): Promise<Judged> {
    const Answer = z.strictObject({
        points: z.number().min(0).max(score.of),
        because: z.string().optional(),
    });
    const refuse = (found: string, cause?: unknown): never => {
        throw new LabError(
            {
                where: `--judge ${command}`,
                found,
                allowed: `exit code 0 and {"points": 0 to ${score.of}, "because": "…"} on stdout within ${TIMEOUT_MS / 1000} s`,
                cure: "mend the command, or answer without --judge",
            },
            { cause },
        );
    };
    const { code, stdout } = await run(
        command,
        JSON.stringify({ version: 1, key, diagnosis, score }),
    );
    if (code !== 0) return refuse(`ended with ${code ?? "a signal"}`);
    try {
        return Answer.parse(JSON.parse(stdout));
    } catch (error) {
        return refuse(`said ${JSON.stringify(stdout.slice(0, 200))}`, error);
    }
}

async function run(
    command: string,
    input: string,
): Promise<{ code: number | null; stdout: string }> {
    const child = spawn(command, {
        shell: true,
        stdio: ["pipe", "pipe", "inherit"],
        timeout: TIMEOUT_MS,
    });
    const parts: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => parts.push(part));
    // One that doesn't read its input isn't wrong for that.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    return await new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code) =>
            resolve({ code, stdout: Buffer.concat(parts).toString("utf8") }),
        );
    });
}
