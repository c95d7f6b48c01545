import { Command, Option } from "commander";
import { isWatched, report, reportComparison, reportIndex, type ReportOptions } from "./report.ts";

interface Asked {
    open?: "yes" | "no";
    out: string;
}

/** `report`: reports of runs from the evidence that is kept of them. @param finish takes the exit code */
export function reportCommand(finish: (code: number) => void): Command {
    const meant = ({ open, out }: Asked): ReportOptions => ({
        out,
        opens: open === undefined ? isWatched() : open === "yes",
    });
    const folder = (): Option => new Option("--out <folder>", "folder of the runs").default("out");
    const opening = (): Option =>
        new Option(
            "--open <when>",
            "open it in the browser (default: where a terminal and a desktop are)",
        ).choices(["yes", "no"]);
    const command = new Command("report").description(
        "write a run's report, one HTML file, from its evidence",
    );
    command
        .command("show", { isDefault: true })
        .description("write the report of one run, and the list of all; prints its path")
        .argument("[run]", "name of the run, a part of it that no other has, or latest", "latest")
        .addOption(folder())
        .addOption(opening())
        .action(async (run: string, options: Asked) => finish(await report(run, meant(options))));
    command
        .command("index")
        .description("write the list of all runs, out/index.html")
        .addOption(folder())
        .addOption(opening())
        .action(async (options: Asked) => finish(await reportIndex(meant(options))));
    command
        .command("compare")
        .description("write two runs side by side, one HTML file in out/")
        .argument("<a>", "a run")
        .argument("<b>", "another")
        .addOption(folder())
        .addOption(opening())
        .action(async (a: string, b: string, options: Asked) =>
            finish(await reportComparison(a, b, meant(options))),
        );
    return command;
}
