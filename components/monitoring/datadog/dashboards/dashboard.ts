import { COMMON_TAGS } from "../tags.ts";
import type { Dashboard, Widget } from "./widgets.ts";

/** Nanocores of a CPU amount in millicores: the unit in which the kubelet's check reports use. */
export function nanocores(milli: number): number {
    return milli * 1_000_000;
}

/** A dashboard of the lab. Datadog takes tags of the key `team` only. */
export function dashboard(title: string, description: string, widgets: Widget[]): Dashboard {
    const tags = COMMON_TAGS.filter((tag) => tag.startsWith("team:"));
    return { title, description, layout_type: "ordered", widgets, tags };
}
