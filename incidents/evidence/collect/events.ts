import type { KubeObject } from "../../../components/kube/client.ts";
import type { EventRecord } from "../schema/observation.ts";

/** Events of that time on, oldest first. */
export function shopEvents(events: readonly KubeObject[], since: Date): EventRecord[] {
    interface Event {
        type?: string;
        reason?: string;
        message?: string;
        count?: number;
        eventTime?: string | null;
        lastTimestamp?: string | null;
        series?: { count: number; lastObservedTime: string } | null;
        involvedObject?: { kind?: string; name?: string };
    }
    return (
        (events as unknown as readonly Event[])
            .map((event) => ({
                at: event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? "",
                type: event.type ?? "",
                reason: event.reason ?? "",
                object: `${event.involvedObject?.kind ?? ""}/${event.involvedObject?.name ?? ""}`,
                message: event.message ?? "",
                count: event.series?.count ?? event.count ?? 1,
            }))
            // Most have whole seconds only.
            .filter(({ at }) => Date.parse(at) >= since.getTime() - 1_000)
            .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    );
}
