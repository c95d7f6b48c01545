import { parseArgs } from "node:util";
import { Duration, seconds } from "../../components/kit/scalars.ts";
import { KubeClient, type KubeObject } from "../../components/kube/client.ts";
import { objectPath } from "../../components/kube/path.ts";
import { podTarget } from "../../components/kube/pod-target.ts";
import { expire } from "./expire.ts";
import { realHost } from "./host.ts";
import { killJob } from "./kill-job.ts";
import { killPods } from "./kill-pods.ts";

const USAGE = `keeper expire --stack NAME --after 30m
keeper kill-pods --stack NAME --targets a,b --every 10s --seed 1 [--times 5]`;

/** The lab's program inside the cluster; each command is the work of one Job. */
async function main(argv: string[]): Promise<void> {
    const { positionals, values } = parseArgs({
        args: argv,
        allowPositionals: true,
        options: {
            stack: { type: "string" },
            after: { type: "string" },
            targets: { type: "string" },
            every: { type: "string" },
            times: { type: "string" },
            seed: { type: "string" },
        },
    });
    const { stack, after, targets, every, times, seed } = values;
    const command = positionals.join(" ");
    if (command === "expire" && stack !== undefined && isDuration(after)) {
        await inCluster((kube) => expire(kube, stack, after, realHost));
    } else if (
        command === "kill-pods" &&
        stack !== undefined &&
        targets !== undefined &&
        isDuration(every) &&
        seed !== undefined
    ) {
        const everyMs = seconds(every) * 1000;
        await inCluster(async (kube) => {
            const job = await kube.json<KubeObject>("GET", objectPath(killJob(stack)));
            const killing = {
                targets: targets.split(","),
                everyMs,
                times: times === undefined ? undefined : Number(times),
                seed: Number(seed),
                startAt: Date.parse(String(job.metadata["creationTimestamp"])) + everyMs,
            };
            await killPods(kube, killing, realHost);
        });
    } else throw new Error(`arguments ${argv.join(" ")}\n${USAGE}`);
}

function isDuration(text: string | undefined): text is string {
    return Duration.safeParse(text).success;
}

async function inCluster(work: (kube: KubeClient) => Promise<void>): Promise<void> {
    const kube = new KubeClient(podTarget());
    try {
        await work(kube);
    } finally {
        kube.close();
    }
}

// A destroy has no use for a farewell. Not 0: the Job would count as done, and no pod come after this one.
process.once("SIGTERM", () => process.exit(143));

main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    process.exitCode = 1;
});
