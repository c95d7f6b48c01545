import { LabError } from "../components/kit/error.ts";
import { ONLY_OWN_IMAGES } from "../components/shop/upstream-images.ts";
import type { Incident } from "./incident.ts";

/**
 * Refuses an incident that the shop's images can't show: it would run, and nothing would be seen.
 *
 * @param images which set the baseline is made of
 * @throws LabError naming each thing that lacks
 */
export function requireImages(
    incident: Incident,
    images: "own" | "upstream",
    baseline: string,
): void {
    const lacking = images === "own" ? [] : (incident.needs ?? []);
    if (lacking.length === 0) return;
    const reasons = lacking.map((feature) => `${feature} (${ONLY_OWN_IMAGES[feature]})`);
    throw new LabError({
        where: `stack ${baseline}, sock-shop:images`,
        found: `upstream, with which ${incident.id} can't be shown: ${reasons.join("; ")}`,
        allowed: "own",
        cure: `pulumi config set sock-shop:images own --stack ${baseline} && pulumi up --stack ${baseline}`,
    });
}
