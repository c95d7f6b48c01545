import type { Proof } from "../../incidents/proof/point.ts";
import { type EngineResult, pulumi } from "./engine.ts";

type RunEngine = (args: string[]) => Promise<Pick<EngineResult, "code" | "output">>;

/**
 * Brings the baseline back where a proof didn't end with an equal one.
 *
 * @param proof undefined where the proof ended in an error
 * @returns what was wrong, or undefined where there was nothing to mend
 */
export async function mendBaseline(
    stack: string,
    baselineStack: string,
    proof: Proof | undefined,
    say: (line: string) => void,
    run: RunEngine = (args) => pulumi(args),
): Promise<string | undefined> {
    const holds = (name: string): boolean | undefined =>
        proof?.points.find((point) => point.name === name)?.holds;
    if (holds("baseline equal")) return undefined;
    const wasTouched = !["telemetry seen", "baseline green"].some((name) => holds(name) === false);
    if (wasTouched && !holds("reverted")) {
        say(`${stack} may be left: pulumi destroy --stack ${stack}`);
        const destroyed = await run(["destroy", "--stack", stack, "--yes", "--skip-preview"]);
        if (destroyed.code !== 0) say(destroyed.output);
    }
    const at = ["--stack", baselineStack];
    const look = await run(["preview", ...at, "--refresh", "--expect-no-changes"]);
    if (look.code === 0) return undefined;
    const verb = wasTouched ? "left" : "met";
    say(`${stack} ${verb} a baseline with changes: pulumi up --stack ${baselineStack} --refresh`);
    const { code, output } = await run(["up", ...at, "--yes", "--skip-preview", "--refresh"]);
    if (code === 0) return `${verb} a baseline that had to be mended`;
    say(output);
    return `${verb} a baseline that could not be mended`;
}
