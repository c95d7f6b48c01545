import type { KubeTarget } from "../../components/kube/credentials.ts";
import { KubeClient } from "../../components/kube/client.ts";
import { acquireLock } from "../../incidents/recovery/lock.ts";

/** A destroy or an expiry that is about to end is waited for; a whole `up` is not. */
const WAIT_MS = 20_000;

/**
 * Keeps everybody else from a stack, in the whole cluster, until this program ends: a program of the engine
 * ends when its resources are made. A program that is killed leaves a lock that the next one takes over.
 *
 * @returns what gives it up before
 * @throws LabError where a living process holds it
 */
export async function holdStack(
    target: KubeTarget,
    stack: string,
    say: (line: string) => void,
): Promise<() => Promise<void>> {
    const kube = new KubeClient(target);
    const command = `pulumi up --stack ${stack}`;
    const request = { command, waitMs: WAIT_MS, say };
    const lock = await acquireLock(kube, `stack-${stack}`, request);
    let released: Promise<void> | undefined;
    const release = (): Promise<void> => {
        released ??= lock.release().finally(() => kube.close());
        return released;
    };
    process.once("beforeExit", () => void release());
    return release;
}
