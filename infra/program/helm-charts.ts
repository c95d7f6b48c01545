import { readTools } from "../toolchain/tools-folder.mjs";
import { checkout } from "../toolchain/places.mjs";

/**
 * Whether a Helm chart of that site can be had: the plugin in use knows Helm, and the site answers within 15 s. A stand-in
 * has no Helm.
 */
export async function hasHelmCharts(repository: string): Promise<boolean> {
    const plugin = readTools(checkout)?.["pulumi-resource-kubernetes"];
    if (plugin === undefined || plugin.source === "stand-in") return false;
    try {
        const { ok } = await fetch(`${repository}/index.yaml`, {
            method: "HEAD",
            signal: AbortSignal.timeout(15_000),
        });
        return ok;
    } catch {
        return false;
    }
}
