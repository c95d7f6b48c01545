import { pulumi, stackOutput } from "./engine.ts";
import { proveCommand } from "./prove-command.ts";
import { sayReport } from "./report.ts";

/**
 * The main job: the baseline is brought up, one incident is laid over it, seen from outside, destroyed,
 * and the baseline is proven equal.
 */
export async function start(): Promise<number> {
    process.stderr.write("bringing the baseline up (pulumi up --stack baseline)\n");
    const up = ["up", "--stack", "baseline", "--yes", "--skip-preview"];
    const first = await pulumi(up, { show: true });
    if (first.code !== 0) return first.code;
    // Only now is the cluster surely there to be compared with: what drifted is put back.
    const look = await pulumi([
        "preview",
        "--stack",
        "baseline",
        "--refresh",
        "--expect-no-changes",
    ]);
    if (look.code !== 0) {
        process.stderr.write("the cluster is not what the baseline says: bringing it back\n");
        const second = await pulumi([...up, "--refresh"], { show: true });
        if (second.code !== 0) return second.code;
    }
    const code = await proveCommand({ incidents: ["incident-8"], pace: "short", repeat: 1 });
    if (code === 0) {
        process.stdout.write(
            [
                "",
                `The shop is up: ${(await stackOutput("baseline", "url")) ?? "see pulumi stack output url"}`,
                "Next: . .tools/env && pulumi up --stack incident-8",
                "All gone again: pulumi destroy --stack baseline",
                "",
            ].join("\n"),
        );
    }
    await sayReport();
    return code;
}
