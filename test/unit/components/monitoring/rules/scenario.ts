import type { ShopSeries } from "./shop-series.ts";

/** One alert to the letter. */
export interface Said {
    name: string;
    labels: Readonly<Record<string, string>>;
    annotations: Readonly<Record<string, string>>;
}

/** A shop as Prometheus sees it from well to broken and back, and which alerts that makes. */
export interface Scenario {
    name: string;
    /** Incidents of the catalogue that look like this; none for what the lab doesn't break. */
    incidents: readonly string[];
    shop: () => ShopSeries;
    /** All alerts that fire 90 s after it began. */
    fires: readonly string[];
    /** All alerts that fire just before it is undone, where that is looked at. */
    late?: readonly string[];
    /** All alerts that still fire two minutes and a half after it was undone. Default none. */
    stays?: readonly string[];
    /** Alerts that fire at some other time only. Default none: not one that those above don't name ever fires. */
    meanwhile?: readonly string[];
    /** One of them as it is sent. Default not looked at. */
    said?: Said;
}
