import { z } from "zod";
import { ask, type Kube, queryOf } from "./service-proxy.ts";

/** A moment in Unix seconds, and a value as text: numbers, `NaN` and `+Inf` alike. */
const Sample = z.tuple([z.number(), z.string()]);
const Labels = z.record(z.string(), z.string());

const Vector = z.object({
    resultType: z.literal("vector"),
    result: z.array(z.object({ metric: Labels, value: Sample })),
});
const Matrix = z.object({
    resultType: z.literal("matrix"),
    result: z.array(z.object({ metric: Labels, values: z.array(Sample) })),
});
const Alerts = z.object({
    alerts: z.array(
        z.object({
            labels: Labels,
            state: z.enum(["pending", "firing"]),
            activeAt: z.string(),
            value: z.string(),
        }),
    ),
});
const Targets = z.object({
    activeTargets: z.array(
        z.object({
            labels: Labels,
            health: z.enum(["up", "down", "unknown"]),
            lastError: z.string(),
            lastScrape: z.string(),
        }),
    ),
});

export type InstantSeries = z.infer<typeof Vector>["result"][number];
export type RangeSeries = z.infer<typeof Matrix>["result"][number];
export type ActiveAlert = z.infer<typeof Alerts>["alerts"][number];
export type Target = z.infer<typeof Targets>["activeTargets"][number];

/** Reads Prometheus by its HTTP API; the answers stay as they are, for evidence. */
export class PrometheusReader {
    readonly #kube: Kube;

    constructor(kube: Kube) {
        this.#kube = kube;
    }

    /** The series of an expression, now or at a moment. */
    async query(expression: string, at?: Date): Promise<InstantSeries[]> {
        const query = queryOf({ query: expression, time: at?.toISOString() });
        return (await this.#data(`/api/v1/query?${query}`, Vector)).result;
    }

    /** The same over a time, in steps of seconds. */
    async range(expression: string, from: Date, to: Date, stepS = 15): Promise<RangeSeries[]> {
        const query = queryOf({
            query: expression,
            start: from.toISOString(),
            end: to.toISOString(),
            step: `${stepS}s`,
        });
        return (await this.#data(`/api/v1/query_range?${query}`, Matrix)).result;
    }

    /** Alerts that are pending or fire now. */
    async alerts(): Promise<ActiveAlert[]> {
        return (await this.#data("/api/v1/alerts", Alerts)).alerts;
    }

    /** What is read, and how that went the last time. */
    async targets(): Promise<Target[]> {
        return (await this.#data("/api/v1/targets?state=active", Targets)).activeTargets;
    }

    /** Names of all series that were there since. */
    async metricNames(since: Date): Promise<string[]> {
        const query = queryOf({ start: since.toISOString() });
        return await this.#data(`/api/v1/label/__name__/values?${query}`, z.array(z.string()));
    }

    /** Names of what targets say they count, of which there may be no series now: no autoscaler, no restart. */
    async families(): Promise<string[]> {
        const shape = z.record(z.string(), z.array(z.unknown()));
        return Object.keys(await this.#data("/api/v1/metadata?limit_per_metric=1", shape));
    }

    async #data<T>(path: string, shape: z.ZodType<T>): Promise<T> {
        const answer = await ask(this.#kube, "prometheus", path);
        return z.object({ status: z.literal("success"), data: shape }).parse(answer).data;
    }
}
