import { describeLeak, findLeaks, type Leak } from "../../incidents/leaks/leak.ts";
import { stackNames } from "../config/stack-file.ts";
import { readableInDatadog, readableOf } from "../review/readable.ts";
import { offlineRenderer } from "../review/render.ts";
import { stackOutput } from "./engine.ts";
import { scanCluster } from "./leaks.ts";

/**
 * Looks for what tells an investigator which incident is up, in what every stack would have made, in Datadog's objects,
 * and in the live cluster with the rights of a drill's account.
 * @param onlyRendered asks no cluster
 * @returns 1 where something tells
 */
export async function leaksCommand(baseline: string, onlyRendered: boolean): Promise<number> {
    const render = offlineRenderer();
    const rendered = await readableInDatadog();
    for (const stack of stackNames()) rendered.push(...readableOf(await render(stack)));
    const found: Leak[] = [...findLeaks(rendered)];
    let texts = rendered.length;
    const [kubeconfig, context] = onlyRendered
        ? []
        : await Promise.all(["kubeconfig", "context"].map((name) => stackOutput(baseline, name)));
    if (kubeconfig && context) {
        const live = await scanCluster({ kubeconfig, context });
        texts += live.texts;
        found.push(...live.leaks);
    } else if (!onlyRendered) {
        process.stdout.write(
            `not scanned: the cluster, since stack ${baseline} is not up (pulumi up --stack ${baseline})\n`,
        );
    }
    for (const leak of found) process.stdout.write(`✗ ${describeLeak(leak)}\n`);
    const mark = found.length === 0 ? "✓" : "✗";
    process.stdout.write(`${mark} scanned ${texts} texts: ${found.length} tell the answer\n`);
    return found.length === 0 ? 0 : 1;
}
