import { Command, InvalidArgumentError, Option } from "commander";
import { LabError } from "../../components/kit/error.ts";
import { answer } from "./answer.ts";
import { bench, BENCHES } from "./bench.ts";
import { calibrate } from "./calibrate.ts";
import { chaos } from "./chaos.ts";
import { KINDS, RECOVERIES } from "./chaos/draw.ts";
import { type ChaosRequest, DEFAULTS } from "./chaos/request.ts";
import { check, fix } from "./check.ts";
import { drillCommand } from "./drill.ts";
import { compareTwo, type EvidenceOptions, listRuns, packRun, showRun } from "./evidence.ts";
import { incidents } from "./incidents.ts";
import { proveCommand, type ProveRequest } from "./prove-command.ts";
import { scan } from "./scan.ts";
import { reportCommand } from "./report-command.ts";
import { recoverCommand, type RecoverRequest } from "./recover.ts";
import { start } from "./start.ts";
import { golden, test } from "./test.ts";
import { interval, watch, type WatchRequest } from "./watch.ts";

/** The command surface behind the npm scripts; `npm run <task> -- --help` shows each. */
async function main(): Promise<void> {
    const cli = new Command("sock-shop-lab")
        .description("Real, reviewable and reversible incidents for the Sock Shop")
        .showHelpAfterError();
    cli.command("start")
        .description("bring the baseline up, prove incident-8 from green to green")
        .action(async () => finish(await start()));
    cli.command("prove")
        .description("apply incidents, witness each from outside, destroy it, prove the baseline")
        .argument("[incident...]", "stacks of incidents, e.g. incident-8")
        .option("--all", "the whole catalogue")
        .option("--skip <id>", "leave one out; may be given again", gathered, [])
        .addOption(
            new Option(
                "--pace <pace>",
                "documented: the spec's durations, watched to the end of the load; " +
                    "short: until the signature has held twice (default: as the stack file says)",
            ).choices(["documented", "short"]),
        )
        .option("--repeat <n>", "how often each", positive, 1)
        .option("--leaks", "look besides for what tells an investigator what it is")
        .option("--without-fault", "leave the faults out: every proof must find out")
        .option("--json", "print the proofs as JSON on stdout")
        .action(async (incidents: string[], options: Omit<ProveRequest, "incidents">) =>
            finish(await proveCommand({ incidents, ...options })),
        );
    const evidence = cli
        .command("evidence")
        .description("what runs have left: list, show, check, export, compare them");
    const ofRuns = (name: string, about: string): Command =>
        evidence
            .command(name)
            .description(about)
            .addOption(new Option("--out <folder>", "folder of the runs").default("out"));
    const asJson = ["--json", "print it as JSON on stdout"] as const;
    ofRuns("list", "the runs, newest first")
        .option(...asJson)
        .action((options: EvidenceOptions) => finish(listRuns(options)));
    ofRuns("show", "how a run came out, what happened when, what was seen and changed")
        .argument("<run>", "its name, a part of it that no other has, or latest")
        .option("--check", "only say whether it validates against its schema")
        .option(...asJson)
        .action(async (run: string, options: EvidenceOptions) =>
            finish(await showRun(run, options)),
        );
    ofRuns("export", "put a run into one file")
        .argument("<run>", "its name, a part of it that no other has, or latest")
        .option("--to <file>", "a .tar.gz (default: the run's name, here)")
        .action(async (run: string, options: EvidenceOptions) =>
            finish(await packRun(run, options)),
        );
    ofRuns("compare", "two runs side by side")
        .argument("<a>", "a run")
        .argument("<b>", "another")
        .option(...asJson)
        .action(async (a: string, b: string, options: EvidenceOptions) =>
            finish(await compareTwo(a, b, options)),
        );
    cli.command("incidents")
        .description("list every incident: its state, since when, until when, what it holds")
        .option("--json", "print the list as JSON on stdout")
        .action(async ({ json }: { json?: boolean }) => finish(await incidents(json ?? false)));
    cli.command("watch")
        .description(
            "live state of shop and incident; in a pipe one line a change; reads only; Ctrl-C ends it",
        )
        .addOption(
            new Option("--interval <time>", "between two looks, 1s to 10m")
                .argParser(interval)
                .default(2_000, "2s"),
        )
        .option("--once", "look once")
        .option("--json", "print each look as one line of JSON on stdout")
        .option("--baseline <stack>", "which shop", "baseline")
        .action(async (request: WatchRequest) => finish(await watch(request)));
    cli.command("chaos")
        .description(
            "strike down up and destroy of incidents at drawn moments; each time prove the baseline",
        )
        .option("--seed <n>", "of the draw; the same one is the same plan (default: drawn)", whole)
        .option("--kills <n>", "rounds", positive, DEFAULTS.kills)
        .option("--incidents <list>", "by comma", DEFAULTS.incidents)
        .option("--kinds <list>", `by comma, of ${KINDS.join(", ")}`, DEFAULTS.kinds)
        .option("--recover <list>", `by comma, of ${RECOVERIES.join(", ")}`, DEFAULTS.recover)
        .option("--only <round>", "one round of the plan", positive)
        .option(
            "--span <seconds>",
            "what an uninterrupted up or destroy takes (default: measured, once of each)",
            positive,
        )
        .option("--json", "print the outcome as JSON on stdout")
        .action(async (request: ChaosRequest) => finish(await chaos(request)));
    cli.command("answer")
        .description(
            "print an incident's answer key as JSON: cause, repairs, check-list; for instructors",
        )
        .argument("[incident]", "its stack (default: every key, as a list)")
        .action((incident: string | undefined) => finish(answer(incident)));
    cli.addCommand(drillCommand(finish));
    cli.addCommand(reportCommand(finish));
    cli.command("recover")
        .description(
            "end every incident from its record in the cluster, whatever was interrupted or lost",
        )
        .argument("[incident...]", "stacks of incidents; default all that are found")
        .option("--baseline <stack>", "the baseline they lie over", "baseline")
        .option("--dry-run", "only say what is found")
        .option("--json", "print what was found, done and left as JSON on stdout")
        .action(async (incidents: string[], options: Omit<RecoverRequest, "incidents">) =>
            finish(await recoverCommand({ incidents, ...options })),
        );
    cli.command("test")
        .description("run every test: unit, golden, policies, browser, contract, shop, integration")
        .option(
            "--only <suite>",
            "one of unit, golden, policies, browser, contract, shop, integration",
        )
        .action(async (options: { only?: string }) => finish(await test(options.only)));
    cli.command("bench")
        .description(
            "measure the shop's limits, what watching it costs, incident-8's up and destroy against kubectl",
        )
        .option("--rounds <n>", "pairs of incident-8 to measure", positive, 3)
        .addOption(new Option("--only <part>", "one part").choices(BENCHES))
        .action(async (options: { rounds: number; only?: (typeof BENCHES)[number] }) =>
            finish(await bench(options.rounds, options.only)),
        );
    cli.command("calibrate")
        .description("measure what the healthy shop can answer on this machine: 4 to 5 minutes")
        .option("--busy", "take what this machine gives, though it never does nothing else")
        .action(async ({ busy }: { busy?: boolean }) => finish(await calibrate(busy)));
    cli.command("preview")
        .description("show what a stack changes, without a cluster: object, field, old → new")
        .argument("<stack>", "a stack that has a file in stacks/, e.g. incident-8")
        .option("--json", "print it as JSON on stdout")
        .action(async (stack: string, { json }: { json?: boolean }) => {
            // Its stand-in for the engine, and the Pulumi SDK, are for these two commands alone.
            const { previewCommand } = await import("./preview.ts");
            finish(await previewCommand(stack, json ?? false));
        });
    cli.command("review")
        .description("print what this branch changes in each stack, as Markdown for a pull request")
        .argument("[ref]", "branch, tag or commit to compare with", "main")
        .action(async (ref: string) => {
            const { reviewCommand } = await import("./review.ts");
            finish(await reviewCommand(ref));
        });
    cli.command("check")
        .description("types, lint, import rules, format, secrets, dependencies")
        .action(async () => finish(await check()));
    cli.command("fix")
        .description("format everything and apply the lint's safe fixes")
        .action(async () => finish(await fix()));
    cli.command("scan")
        .description(
            "look for secrets in what the lab writes: files, state, reports, logs, the live shop",
        )
        .option("--baseline <stack>", "whose Secrets are looked for", "baseline")
        .option("--only-written", "not the files that git tracks")
        .action(async (options: { baseline: string; onlyWritten?: boolean }) =>
            finish(await scan(options.baseline, options.onlyWritten ?? false)),
        );
    cli.command("leaks")
        .description(
            "look for what tells an investigator which incident is up: every stack, Datadog, the live cluster",
        )
        .option("--baseline <stack>", "whose cluster is read", "baseline")
        .option("--rendered", "only what the stacks would have made; no cluster is asked")
        .action(async (options: { baseline: string; rendered?: boolean }) => {
            // The Pulumi SDK is for what is rendered alone.
            const { leaksCommand } = await import("./leaks-command.ts");
            finish(await leaksCommand(options.baseline, options.rendered ?? false));
        });
    cli.command("golden")
        .description("rewrite the golden files from the program")
        .action(async () => finish(await golden()));
    await cli.parseAsync();
}

function finish(code: number): void {
    process.exitCode = code;
}

function gathered(value: string, before: readonly string[]): string[] {
    return [...before, value];
}

function whole(text: string): number {
    const value = Number(text);
    if (text.trim() === "" || !Number.isSafeInteger(value) || value < 0) {
        throw new InvalidArgumentError("a whole number from 0");
    }
    return value;
}

function positive(text: string): number {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1) {
        throw new InvalidArgumentError("a whole number from 1");
    }
    return value;
}

main().catch((error: unknown) => {
    const text = error instanceof LabError ? error.message : String((error as Error).stack);
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
});
