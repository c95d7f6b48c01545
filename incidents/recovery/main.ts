import { parseArgs } from "node:util";
import { KubeClient } from "../../components/kube/client.ts";
import { LabError } from "../../components/kit/error.ts";
import type { ObjectRef } from "../../components/kube/path.ts";
import { stateHome } from "./home.ts";
import { packFormerState } from "./record.ts";
import { recover } from "./recover.ts";
import { type Intent, record } from "./take.ts";
import { explained } from "./unreachable.ts";

/**
 * The two ends of an incident as a program of its own, run by the stack's `former-state` resource:
 * `record` before the first change, `restore` as the last step of a destroy.
 */
async function main(): Promise<void> {
    const { positionals, values } = parseArgs({
        allowPositionals: true,
        options: {
            stack: { type: "string" },
            kubeconfig: { type: "string" },
            context: { type: "string" },
            targets: { type: "string" },
            policies: { type: "string" },
        },
    });
    const { stack, kubeconfig, context } = values;
    if (stack === undefined || kubeconfig === undefined || context === undefined) {
        throw new LabError({
            where: "incidents/recovery/main.ts",
            found: `arguments ${process.argv.slice(2).join(" ")}`,
            allowed:
                "record|restore --stack NAME --kubeconfig FILE --context NAME [--targets JSON] [--policies NAME,NAME]",
            cure: "pulumi up or pulumi destroy of the incident's stack calls it rightly",
        });
    }
    const kube = new KubeClient({ kubeconfig, context });
    const say = (line: string): void => void process.stderr.write(`${line}\n`);
    const former = process.env["PULUMI_COMMAND_STDOUT"];
    try {
        if (positionals[0] === "record") {
            const taken = await record(kube, intentOf(stack, values), former, say);
            process.stdout.write(packFormerState(taken));
        } else if (positionals[0] === "restore") {
            await recover(kube, stack, former, say);
        } else {
            throw new Error(`unknown step ${positionals[0] ?? "(none)"}`);
        }
    } catch (error) {
        throw explained(error, context);
    } finally {
        kube.close();
    }
}

/** What the program of the stack is about to do, by arguments and environment of its command. */
function intentOf(stack: string, values: { targets?: string; policies?: string }): Intent {
    const home = stateHome();
    const expiry = JSON.parse(process.env["EXPIRY"] ?? "null") as Intent["expiry"] | null;
    return {
        stack,
        targets: JSON.parse(values.targets ?? "[]") as ObjectRef[],
        policies: (values.policies ?? "").split(",").filter((name) => name !== ""),
        overlays: JSON.parse(process.env["OVERLAYS"] ?? "{}") as Record<string, string>,
        ...(home === undefined ? {} : { home }),
        ...(expiry === null || expiry === undefined ? {} : { expiry }),
    };
}

main().catch((error: unknown) => {
    const text = error instanceof LabError ? error.message : String((error as Error).stack);
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
});
