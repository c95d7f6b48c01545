/** Links into a site's pages (spec environment.md, section 7.11). */
import { appUrlOf, type Site } from "./settings.ts";

/** A log search, as the Logs page opens it: live, newest first. */
export function logsLink(site: Site, query: string): string {
    return `${appUrlOf(site)}/logs?${new URLSearchParams({ query, live: "true", stream_sort: "desc" }).toString()}`;
}

/** An event search. */
export function eventsLink(site: Site, query: string): string {
    return `${appUrlOf(site)}/event/explorer?${new URLSearchParams({ query, live: "true" }).toString()}`;
}
