import { parseArgs } from "node:util";
import { LabError } from "../../components/kit/error.ts";
import { KubeClient } from "../../components/kube/client.ts";
import { waitUntilLanded } from "./landed.ts";
import { withBroker } from "./management.ts";
import type { PolicyToSet } from "./policy.ts";

/**
 * Policies of an incident as a program of its own, run by its stack: `set-policy` before the patches,
 * `landed` after them and before the load. What puts them back is the stack's former state.
 */
async function main(): Promise<void> {
    const { positionals, values } = parseArgs({
        allowPositionals: true,
        options: {
            stack: { type: "string" },
            kubeconfig: { type: "string" },
            context: { type: "string" },
            policy: { type: "string" },
            policies: { type: "string" },
        },
    });
    const [step] = positionals;
    const { kubeconfig, context } = values;
    const json = step === "set-policy" ? values.policy : values.policies;
    const isKnown = step === "set-policy" || step === "landed";
    if (!isKnown || kubeconfig === undefined || context === undefined || json === undefined) {
        throw new LabError({
            where: "incidents/broker/main.ts",
            found: `arguments ${process.argv.slice(2).join(" ")}`,
            allowed:
                "set-policy --policy JSON | landed --policies JSON, each with --stack NAME --kubeconfig FILE --context NAME",
            cure: "pulumi up of the incident's stack calls it rightly",
        });
    }
    const say = (line: string): void => void process.stderr.write(`${line}\n`);
    const kube = new KubeClient({ kubeconfig, context });
    await withBroker(kube, async (broker) => {
        if (step === "landed") {
            (await waitUntilLanded(broker, JSON.parse(json) as PolicyToSet[])).forEach(say);
            return;
        }
        const policy = JSON.parse(json) as PolicyToSet;
        await broker.setPolicy(policy);
        say(`policy ${policy.name}: ${JSON.stringify(policy.definition)} on ${policy.pattern}`);
    });
    kube.close();
}

main().catch((error: unknown) => {
    const text = error instanceof LabError ? error.message : String((error as Error).stack);
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
});
