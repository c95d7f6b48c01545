import { counter } from "./samples.ts";
import type { Values } from "./samples.ts";

export interface PodParts {
    /** The end of its name. */
    id?: string;
    created?: number;
    present?: (seconds: number) => boolean;
}

export interface CpuParts {
    /** The end of its pod's name. */
    id?: string;
    /** In cores. */
    limit?: number;
    /** In cores. */
    used?: (seconds: number) => number;
    /** Share of its periods in which it was stopped. */
    throttled?: (seconds: number) => number;
}

const always = (): boolean => true;
const idle = (): number => 0.01;
const never = (): number => 0;

/** What Prometheus is shown by a shop, as a model that scenarios change. Times are in seconds. */
export class ShopSeries {
    readonly all = new Map<string, Values>();

    set(metric: string, labels: Readonly<Record<string, string>>, values: Values): void {
        const shown = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
        this.all.set(`${metric}{${shown.join(",")}}`, values);
    }

    /** Takes away every series whose text has that part. */
    drop(part: string): void {
        for (const series of this.all.keys()) if (series.includes(part)) this.all.delete(series);
    }

    available(deployment: string, values: Values): void {
        this.set(
            "kube_deployment_status_replicas_available",
            { namespace: "sock-shop", deployment },
            values,
        );
    }

    /** A pod by its workload; by default it has been there for an hour. */
    pod(workload: string, parts: PodParts = {}): void {
        const { id = "5d8f-x7k2p", created = -3600, present = always } = parts;
        const labels = { namespace: "sock-shop", pod: `${workload}-${id}` };
        const here =
            (value: number): Values =>
            (seconds) =>
                present(seconds) ? value : undefined;
        this.set("kube_pod_created", labels, here(created));
        this.set(
            "kube_pod_container_status_restarts_total",
            { ...labels, container: workload },
            here(0),
        );
        this.set("up", { ...labels, job: workload }, here(1));
    }

    /** A container's CPU. */
    cpu(container: string, parts: CpuParts = {}): void {
        const { id = "5d8f-x7k2p", limit = 0.3, used = idle, throttled = never } = parts;
        const labels = {
            namespace: "sock-shop",
            container,
            pod: `${container}-${id}`,
            id: `/kubepods/${id}`,
        };
        this.set("container_cpu_usage_seconds_total", labels, counter(used));
        this.set("container_spec_cpu_quota", labels, () => limit * 100_000);
        this.set("container_spec_cpu_period", labels, () => 100_000);
        this.set(
            "container_cpu_cfs_periods_total",
            labels,
            counter(() => 10),
        );
        this.set(
            "container_cpu_cfs_throttled_periods_total",
            labels,
            counter((at) => 10 * throttled(at)),
        );
    }

    /** Answers of a service: how many a second, and how long each takes, in seconds. */
    answers(
        job: string,
        labels: Readonly<Record<string, string>>,
        rate: (seconds: number) => number,
        takes: (seconds: number) => number = () => 0.01,
    ): void {
        const all = { namespace: "sock-shop", job, pod: `${job}-5d8f-x7k2p`, ...labels };
        this.set("request_duration_seconds_count", all, counter(rate));
        for (const le of [0.01, 0.1, 0.5, 1, 2.5, 5, 10]) {
            const within = (at: number): number => (takes(at) <= le ? rate(at) : 0);
            this.set(
                "request_duration_seconds_bucket",
                { ...all, le: String(le) },
                counter(within),
            );
        }
        this.set("request_duration_seconds_bucket", { ...all, le: "+Inf" }, counter(rate));
    }

    /** The shipping queue, and what the broker counts. */
    queue(parts: {
        consumers: Values;
        depth: Values;
        received: (seconds: number) => number;
        asked?: (seconds: number) => number;
        confirmed?: (seconds: number) => number;
    }): void {
        const { consumers, depth, received, asked = () => 0, confirmed = asked } = parts;
        const queue = { namespace: "sock-shop", queue: "shipping-task", vhost: "/" };
        const broker = { namespace: "sock-shop", protocol: "amqp091" };
        this.set("rabbitmq_queue_consumers", queue, consumers);
        this.set("rabbitmq_queue_messages", queue, depth);
        this.set("rabbitmq_global_messages_received_total", broker, counter(received));
        this.set("rabbitmq_global_messages_received_confirm_total", broker, counter(asked));
        this.set("rabbitmq_global_messages_confirmed_total", broker, counter(confirmed));
    }

    /** An autoscaler of the front-end. */
    autoscaler({
        min = 1,
        desired,
        current = desired,
    }: {
        min?: number;
        desired: Values;
        current?: Values;
    }): void {
        const labels = { namespace: "sock-shop", horizontalpodautoscaler: "front-end-hpa" };
        this.set("kube_horizontalpodautoscaler_spec_min_replicas", labels, () => min);
        this.set("kube_horizontalpodautoscaler_status_desired_replicas", labels, desired);
        this.set("kube_horizontalpodautoscaler_status_current_replicas", labels, current);
    }
}
