import { ChangeRecord, ObjectRecord, StoreRecord } from "./content.ts";
import { LoadRecord } from "./load.ts";
import { MetricRecord } from "./metric.ts";
import {
    AlertRecord,
    EventRecord,
    HttpRecord,
    LogRecord,
    OrderRecord,
    ReadingRecord,
} from "./observation.ts";
import { CriterionRecord } from "./outcome.ts";
import { TimelineRecord } from "./timeline.ts";

/**
 * What a run is written as: of each stream a file `<name>.jsonl` while it runs, `<name>.jsonl.gz` once it has ended, with
 * a record a line. A stream without records has no file.
 */
export const STREAMS = {
    timeline: TimelineRecord,
    criteria: CriterionRecord,
    changes: ChangeRecord,
    alerts: AlertRecord,
    stores: StoreRecord,
    objects: ObjectRecord,
    orders: OrderRecord,
    events: EventRecord,
    load: LoadRecord,
    metrics: MetricRecord,
    http: HttpRecord,
    readings: ReadingRecord,
    logs: LogRecord,
} as const;

export type StreamName = keyof typeof STREAMS;
export const STREAM_NAMES = Object.keys(STREAMS) as StreamName[];
