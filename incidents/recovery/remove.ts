import { LabError } from "../../components/kit/error.ts";
import { type KubeClient, KubeError } from "../../components/kube/client.ts";
import { pause } from "./rollout.ts";

/** A pod has 30 s to end by itself, Kubernetes' default; the rest is for a busy machine. */
const GONE_TIMEOUT_MS = 60_000;

/**
 * Deletes an object, and what it made before itself: once it is gone, none of its pods acts any more.
 * An object that isn't there is as good as deleted.
 * @throws LabError if it is still there after a minute
 */
export async function removeWithPods(kube: KubeClient, path: string): Promise<void> {
    await remove(kube, path, "Foreground");
    const deadline = Date.now() + GONE_TIMEOUT_MS;
    while ((await kube.find(path)) !== undefined) {
        if (Date.now() > deadline) {
            throw new LabError({
                where: path,
                found: `deleted, but still there after ${GONE_TIMEOUT_MS / 1000} s`,
                allowed: "an object that goes with its pods",
                cure: `kubectl get --raw ${path} shows what holds it; then run the command again`,
            });
        }
        await pause(150);
    }
}

/** Deletes an object, if it is there. @param propagation what becomes of the objects that it made */
export async function remove(
    kube: KubeClient,
    path: string,
    propagation: "Foreground" | "Background" = "Background",
): Promise<void> {
    try {
        await kube.json("DELETE", `${path}?propagationPolicy=${propagation}`);
    } catch (error) {
        if (!(error instanceof KubeError && error.status === 404)) throw error;
    }
}
