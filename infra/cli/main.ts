import { Command, InvalidArgumentError, Option } from "commander";
import { LabError } from "../../components/kit/error.ts";
import { bench, BENCHES } from "./bench.ts";
import { calibrate } from "./calibrate.ts";
import { check, fix } from "./check.ts";
import { incidents } from "./incidents.ts";
import { proveCommand, type ProveRequest } from "./prove-command.ts";
import { recoverCommand, type RecoverRequest } from "./recover.ts";
import { start } from "./start.ts";
import { golden, test } from "./test.ts";

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
        .option("--without-fault", "leave the faults out: every proof must find out")
        .option("--json", "print the proofs as JSON on stdout")
        .action(async (incidents: string[], options: Omit<ProveRequest, "incidents">) =>
            finish(await proveCommand({ incidents, ...options })),
        );
    cli.command("incidents")
        .description("list every incident: its state, since when, until when, what it holds")
        .option("--json", "print the list as JSON on stdout")
        .action(async ({ json }: { json?: boolean }) => finish(await incidents(json ?? false)));
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
        .description("run every test: unit, golden, browser, contract, shop, integration")
        .option("--only <suite>", "one of unit, golden, browser, contract, shop, integration")
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
    cli.command("check")
        .description("types, lint, import rules, format")
        .action(async () => finish(await check()));
    cli.command("fix")
        .description("format everything and apply the lint's safe fixes")
        .action(async () => finish(await fix()));
    cli.command("golden")
        .description("rewrite the golden resource lists from the program")
        .action(async () => finish(await golden()));
    await cli.parseAsync();
}

function finish(code: number): void {
    process.exitCode = code;
}

function gathered(value: string, before: readonly string[]): string[] {
    return [...before, value];
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
