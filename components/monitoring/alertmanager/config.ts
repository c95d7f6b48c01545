import { stringify } from "yaml";
import { z } from "zod";
import { PromDuration } from "../prometheus/rule-file.ts";

/** As much of Alertmanager's configuration as is used here. */
export const AlertmanagerConfig = z.strictObject({
    route: z.strictObject({
        receiver: z.string().min(1),
        group_by: z.array(z.string()).min(1),
        group_wait: PromDuration,
        group_interval: PromDuration,
        repeat_interval: PromDuration,
    }),
    receivers: z
        .array(
            z.strictObject({
                name: z.string().min(1),
                webhook_configs: z
                    .array(z.strictObject({ url: z.url(), send_resolved: z.boolean() }))
                    .min(1),
            }),
        )
        .min(1),
});
export type AlertmanagerConfig = z.infer<typeof AlertmanagerConfig>;

/**
 * Every alert by itself and at once: what is wanted is when each began and ended, and a group would hold
 * its later members back.
 *
 * @param webhook address that is told
 */
export function alertmanagerConfig(webhook: string): AlertmanagerConfig {
    return AlertmanagerConfig.parse({
        route: {
            receiver: "evidence",
            // Alertmanager's word for "by all labels".
            group_by: ["..."],
            group_wait: "0s",
            // An end is told this long after it at the latest.
            group_interval: "15s",
            repeat_interval: "24h",
        },
        receivers: [{ name: "evidence", webhook_configs: [{ url: webhook, send_resolved: true }] }],
    });
}

/** The configuration as the file that Alertmanager reads. */
export function alertmanagerText(webhook: string): string {
    return stringify(alertmanagerConfig(webhook));
}
