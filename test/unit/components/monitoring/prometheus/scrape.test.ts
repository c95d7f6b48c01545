import assert from "node:assert/strict";
import { prometheusConfig } from "../../../../../components/monitoring/prometheus/config.ts";
import type { ScrapeConfig } from "../../../../../components/monitoring/prometheus/config-schema.ts";
import { KEPT_METRICS } from "../../../../../components/monitoring/prometheus/kept-metrics.ts";
import { createMetrics } from "../../../../../components/shop/image/src/platform/metrics.ts";
import { SERVICES, STORES } from "../../../../../components/shop/topology.ts";
import { relabelled } from "./relabel.ts";

function job(name: string): ScrapeConfig {
    const found = prometheusConfig().scrape_configs.find((one) => one.job_name === name);
    assert.ok(found, `no job ${name}`);
    return found;
}

/** A container's port as discovery tells of it. */
function podPort(name: string, port: string, phase = "Running"): Record<string, string> {
    return {
        __metrics_path__: "/metrics",
        __meta_kubernetes_namespace: "sock-shop",
        __meta_kubernetes_pod_name: `${name}-5d8f-x7k2p`,
        __meta_kubernetes_pod_label_name: name,
        __meta_kubernetes_pod_container_port_name: port,
        __meta_kubernetes_pod_container_port_number: "80",
        __meta_kubernetes_pod_phase: phase,
    };
}

function target(labels: Record<string, string>): Record<string, string> | undefined {
    const found = relabelled(labels, job("shop").relabel_configs ?? []);
    if (found === undefined) return undefined;
    const seen = Object.entries(found).filter(([label]) => !label.startsWith("__meta"));
    return Object.fromEntries(seen);
}

const series = (name: string, of: string, labels: Record<string, string>): object | undefined =>
    relabelled({ __name__: name, ...labels }, job(of).metric_relabel_configs ?? []);

describe("targets of the shop", () => {
    for (const [name, topology] of Object.entries(SERVICES)) {
        it(`${name} is a job of its own, one target a pod`, () => {
            assert.deepEqual(target(podPort(name, "http")), {
                __metrics_path__: "metricsPath" in topology ? topology.metricsPath : "/metrics",
                job: name,
                service: name,
                namespace: "sock-shop",
                pod: `${name}-5d8f-x7k2p`,
                instance: `${name}-5d8f-x7k2p:80`,
            });
        });
    }

    it("of the stores' ports only the broker's for metrics is one", () => {
        const watched = Object.entries(STORES).flatMap(([name, { ports }]) =>
            Object.keys(ports)
                .filter((port) => target(podPort(name, port)) !== undefined)
                .map((port) => `${name} ${port}`),
        );
        assert.deepEqual(watched, ["rabbitmq metrics"]);
    });

    it("neither what an incident put between, nor a pod that has ended", () => {
        assert.equal(target(podPort("network-proxy-payment", "http")), undefined);
        assert.equal(target(podPort("payment", "http", "Failed")), undefined);
        assert.equal(target(podPort("payment", "http", "Succeeded")), undefined);
    });

    it("drops a service's own word for itself, and what nobody looks at", () => {
        const labels = { exported_service: "front-end", route: "/" };
        assert.deepEqual(series("request_duration_seconds_count", "shop", labels), {
            __name__: "request_duration_seconds_count",
            route: "/",
        });
        assert.equal(series("nodejs_version_info", "shop", {}), undefined);
    });
});

describe("series of cAdvisor", () => {
    const cpu = "container_cpu_usage_seconds_total";
    const kept = (name: string, labels: Record<string, string>): boolean =>
        series(name, "cadvisor", labels) !== undefined;

    it("are those of containers, without what only repeats the id", () => {
        const labels = { namespace: "sock-shop", pod: "p", container: "catalogue-db" };
        const id = "/kubelet.slice/pod1/cri-1.scope";
        assert.deepEqual(series(cpu, "cadvisor", { ...labels, id, image: "i", name: "cri-1" }), {
            __name__: cpu,
            ...labels,
            id,
        });
    });

    it("are not the sums of pods, which every sum would count a second time", () => {
        assert.equal(kept(cpu, { pod: "p", id: "/kubepods/pod1" }), false);
        assert.equal(kept("container_memory_working_set_bytes", { id: "/system.slice" }), false);
    });

    it("are the node's total, and a pod's network, which no container has", () => {
        assert.equal(kept(cpu, { id: "/" }), true);
        const network = "container_network_receive_bytes_total";
        assert.equal(kept(network, { pod: "p", id: "/kubepods/pod1", interface: "eth0" }), true);
        assert.equal(kept("machine_cpu_cores", {}), true);
    });
});

describe("what is kept", () => {
    it("names each series once in its place", () => {
        for (const [place, names] of Object.entries(KEPT_METRICS)) {
            assert.equal(new Set(names).size, names.length, place);
        }
    });

    // A name with a slip of the pen would be dropped in silence.
    it("of the services is what they count", async () => {
        const metrics = createMetrics(["route"]);
        metrics.observe({ route: "/" }, 1);
        const text = await metrics.text();
        const there = new Set(text.split("\n").map((line) => line.split(/[{ ]/)[0]));
        const ofOne = ["shipments_received_total", "microservices_demo_user_request_count"];
        const missing = KEPT_METRICS.services.filter(
            (name) => !there.has(name) && !ofOne.includes(name) && !name.includes("_gc_"),
        );
        assert.deepEqual(missing, []);
    });

    it("is read by these jobs and no others", () => {
        const jobs = prometheusConfig().scrape_configs.map((one) => one.job_name);
        assert.deepEqual(jobs, [
            "shop",
            "catalogue-db",
            "session-db",
            "cadvisor",
            "kubelet-probes",
            "kube-state-metrics",
            "locust",
            "prometheus",
            "alertmanager",
            "alert-receiver",
            "victoria-logs",
            "vlagent",
        ]);
    });
});
