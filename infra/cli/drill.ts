import { readFileSync } from "node:fs";
import { randomInt } from "node:crypto";
import { Command, InvalidArgumentError } from "commander";
import { LabError } from "../../components/kit/error.ts";
import { pick } from "../../incidents/drill/pick.ts";
import { reveal, takeDiagnosis } from "./drill/answer.ts";
import { Asker } from "./drill/ask.ts";
import { type DrillEnd, endDrill } from "./drill/end.ts";
import { type DrillPlace, storeOf } from "./drill/place.ts";
import { checkRepair } from "./drill/repaired.ts";
import { type DrillRequest, startDrill } from "./drill/start.ts";
import { handoutText, revealText, shownVerdict, verdictText } from "./drill/text.ts";
import { interruptible } from "./interruption.ts";
import { requireIncident } from "./prove.ts";

interface Asked {
    seed?: number;
    incident?: string;
    minutes: number;
    json?: boolean;
    judge?: string;
}

const BASELINE = "baseline";
/** A load may run for an hour. */
const MINUTES = { least: 5, most: 60, default: 30 };

/** `drill` and its steps. @param finish takes the exit code */
export function drillCommand(finish: (code: number) => void): Command {
    const drill = new Command("drill").description(
        "practise: an incident that is not named, a prompt and a time window; a diagnosis is scored, a repair checked",
    );
    withPick(drill.command("play", { isDefault: true }))
        .description("all of it on the terminal, from start to end")
        .option("--judge <command>", "also ask this command, which gets JSON on stdin")
        .action(async (asked: Asked) => finish(await play(asked)));
    withPick(drill.command("start"))
        .description("apply an incident, wait until it shows, print prompt, window and kubeconfig")
        .option("--json", "print them as JSON")
        .action(async (asked: Asked) => finish(await started(asked)));
    drill
        .command("answer")
        .description("take a diagnosis; it is scored, and shown by reveal")
        .requiredOption("--diagnosis <file>", "JSON file, or - for stdin")
        .option("--judge <command>", "also ask this command, which gets JSON on stdin")
        .action(async ({ diagnosis, judge }: { diagnosis: string; judge?: string }) => {
            const where = diagnosis === "-" ? "stdin" : diagnosis;
            await takeDiagnosis(storeOf(place()), textOf(diagnosis), where, judge);
            print("taken; npm run drill -- reveal shows what it is worth");
            finish(0);
        });
    drill
        .command("repaired")
        .description("check what was mended by hand, by the witness: exit code 0 if it is accepted")
        .option("--json", "print the verdict as JSON")
        .action(async ({ json }: { json?: boolean }) => {
            const verdict = await checkRepair(place());
            const isOpen = storeOf(place()).load().revealedAt !== undefined;
            // What is left of the cause is part of the answer.
            print(
                json
                    ? JSON.stringify(shownVerdict(verdict, isOpen), undefined, 4)
                    : verdictText(verdict, isOpen),
            );
            finish(verdict.accepted ? 0 : 1);
        });
    drill
        .command("reveal")
        .description("the answer, and what the diagnosis is worth; no diagnosis is taken after it")
        .option("--json", "print what is kept of the drill as JSON")
        .action(({ json }: { json?: boolean }) => {
            const { before: _before, healthy: _healthy, ...state } = reveal(storeOf(place()));
            print(
                json
                    ? JSON.stringify(state, undefined, 4)
                    : revealText({ ...state, before: _before, healthy: _healthy }),
            );
            finish(0);
        });
    drill
        .command("end")
        .description("put everything back, prove the baseline, keep a record in out/")
        .action(async () => finish(ended(await endDrill(place()))));
    return drill;
}

function withPick(command: Command): Command {
    return command
        .option(
            "--seed <n>",
            "which incident, without its name: the same for the same number (default: by chance)",
            whole,
        )
        .option("--incident <id>", "which incident, by its name; for instructors")
        .option(
            "--minutes <n>",
            `how long the load runs, ${MINUTES.least} to ${MINUTES.most}`,
            minutes,
            MINUTES.default,
        );
}

async function started(asked: Asked): Promise<number> {
    const request = requestOf(asked);
    const { result: handout, code } = await interruptible(
        (signal) => startDrill(request, { ...place(signal), json: asked.json ?? false }),
        say,
    );
    print(asked.json ? JSON.stringify(handout, undefined, 4) : handoutText(handout));
    return code ?? 0;
}

/** On a terminal. Whatever happens in between, everything is put back. */
async function play(asked: Asked): Promise<number> {
    if (!process.stdin.isTTY) {
        throw new LabError({
            where: "drill",
            found: "no terminal to ask on",
            allowed: "a terminal, or the steps one by one",
            cure: "npm run drill -- start --seed 1 --json, then answer, repaired, reveal and end",
        });
    }
    const request = requestOf(asked);
    const { result, code } = await interruptible(async (signal) => {
        print(handoutText(await startDrill(request, place(signal))));
        try {
            await investigated(asked.judge, signal);
        } catch (error) {
            // What was typed may be no diagnosis; who left the terminal has ended the drill.
            if ((error as Error).name !== "AbortError") {
                say(error instanceof LabError ? error.message : String((error as Error).stack));
            }
        }
        return ended(await endDrill(place()));
    }, say);
    return code ?? result;
}

async function investigated(judge: string | undefined, signal: AbortSignal): Promise<void> {
    const store = storeOf(place());
    const asker = new Asker(signal);
    try {
        await asker.line("Enter, once you know what it is: ");
        for (let isTaken = false; !isTaken;) {
            const text = JSON.stringify(await asker.diagnosis());
            try {
                await takeDiagnosis(store, text, "terminal", judge);
                isTaken = true;
            } catch (error) {
                if (!(error instanceof LabError)) throw error;
                print(`${error.message}\nonce more:`);
            }
        }
        const mended = await asker.line("Enter, once it is mended (or - if it isn't): ");
        if (mended !== "-") print(verdictText(await checkRepair(place(signal)), false));
        print(revealText(reveal(store)));
    } finally {
        asker.close();
    }
}

/** Says how a drill ended. @returns its exit code */
function ended({ folder, differences, failed }: DrillEnd): number {
    if (failed !== undefined) say(failed);
    for (const { object, field, expected, found } of differences) {
        say(`not as it was: ${object} ${field}: ${expected} → ${found}`);
    }
    const isClean = failed === undefined && differences.length === 0;
    print(
        `${isClean ? "the shop is as it was" : "try again: npm run drill -- end"}; kept in ${folder}`,
    );
    return isClean ? 0 : 1;
}

/** @throws LabError for an unknown incident, or both a seed and a name */
function requestOf({ seed, incident, minutes: duration }: Asked): DrillRequest {
    if (incident !== undefined && seed !== undefined) {
        throw new LabError({
            where: "drill",
            found: "both --seed and --incident",
            allowed: "one of them, or none",
            cure: "npm run drill -- --seed 1",
        });
    }
    if (incident !== undefined) {
        return { incident: requireIncident(incident).id, seed: undefined, minutes: duration };
    }
    const chosen = seed ?? randomInt(1_000_000);
    say(`seed ${chosen}`);
    return { incident: pick(chosen), seed: chosen, minutes: duration };
}

function textOf(file: string): string {
    try {
        return readFileSync(file === "-" ? process.stdin.fd : file, "utf8");
    } catch (error) {
        throw new LabError(
            {
                where: `--diagnosis ${file}`,
                found: (error as Error).message,
                allowed: "a file with a diagnosis as JSON, or - for stdin",
                cure: "docs/drill.md has an example",
            },
            { cause: error },
        );
    }
}

function place(signal?: AbortSignal): DrillPlace {
    return { baselineStack: BASELINE, say, ...(signal === undefined ? {} : { signal }) };
}

function whole(text: string): number {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 0) {
        throw new InvalidArgumentError("a whole number from 0");
    }
    return value;
}

function minutes(text: string): number {
    const value = Number(text);
    if (!Number.isInteger(value) || value < MINUTES.least || value > MINUTES.most) {
        throw new InvalidArgumentError(`a whole number from ${MINUTES.least} to ${MINUTES.most}`);
    }
    return value;
}

function print(text: string): void {
    process.stdout.write(`${text}\n`);
}

function say(line: string): void {
    process.stderr.write(`${line}\n`);
}
