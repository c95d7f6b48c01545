import { z } from "zod";
import { KeptAlert } from "../receiver/src/ledger.ts";
import { ask, type Kube, queryOf } from "./service-proxy.ts";

export type { KeptAlert } from "../receiver/src/ledger.ts";

/**
 * Alerts that fire, or ended, at or after a moment, as the receiver was told of them: with the times of
 * beginning and end. Until Alertmanager's next look an end isn't known, which is 15 s at the most.
 */
export async function alertsSince(kube: Kube, moment: Date): Promise<KeptAlert[]> {
    const query = queryOf({ since: moment.toISOString() });
    const answer = await ask(kube, "alert-receiver", `/alerts?${query}`);
    return z.object({ alerts: z.array(KeptAlert) }).parse(answer).alerts;
}
