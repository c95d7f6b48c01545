import type { KeptAlert } from "../../../components/monitoring/client/alert-reader.ts";
import type { LogLine } from "../../../components/monitoring/client/log-reader.ts";
import type { RangeSeries } from "../../../components/monitoring/client/prometheus-reader.ts";
import type { EventRecord } from "../schema/observation.ts";
import type { BrokerContent } from "../broker.ts";
import type { ShopObjects } from "../snapshot.ts";

/** Where evidence comes from; each may fail at any time, and is asked again. */
export interface Sources {
    /** Samples of an expression, in steps of so many seconds, both ends included. */
    series(promql: string, from: Date, to: Date, stepS: number): Promise<RangeSeries[]>;
    /** How many lines each workload wrote. */
    lineCounts(from: Date, to: Date): Promise<Record<string, number>>;
    /** The newest so many of them, oldest first. */
    lines(service: string, from: Date, to: Date, limit: number): Promise<LogLine[]>;
    /** Events of the shop since then, oldest first. */
    events(since: Date): Promise<EventRecord[]>;
    /** What a load's master has written since then, whole seconds; nothing where there is no load. */
    loadLog(stack: string, since: Date | undefined): Promise<string>;
    /** Alerts that fire, or ended, since then. */
    alerts(since: Date): Promise<KeptAlert[]>;
    objects(): Promise<ShopObjects>;
    /** As it is at this moment: messages that only pass are not waited for. */
    broker(): Promise<BrokerContent>;
}
