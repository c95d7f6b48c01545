import { z } from "zod";

/** What Alertmanager says of one alert. Times are RFC 3339; an alert that hasn't ended ends in year 1. */
const NotifiedAlert = z.object({
    status: z.enum(["firing", "resolved"]),
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()).default({}),
    startsAt: z.iso.datetime({ offset: true }),
    endsAt: z.iso.datetime({ offset: true }),
    fingerprint: z.string().min(1),
});
export type NotifiedAlert = z.infer<typeof NotifiedAlert>;

/** A notification in Alertmanager's webhook format, version 4; what isn't used is not looked at. */
export const Notification = z.object({
    version: z.literal("4"),
    alerts: z.array(NotifiedAlert).min(1),
});
export type Notification = z.infer<typeof Notification>;
