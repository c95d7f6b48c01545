import { APPLIED, UNDONE, during, healthyShop } from "./healthy-shop.ts";
import { between, counter } from "./samples.ts";
import type { Scenario } from "./scenario.ts";
import type { ShopSeries } from "./shop-series.ts";

const PAGE = { method: "get", route: "/catalogue", status_code: "200" };
/** The pod that an incident puts in the place of the healthy one. */
const ID = "77f9-q4r8s";
const CONTAINER = { namespace: "sock-shop", container: "front-end", pod: `front-end-${ID}` };

export const FRONT_END_SCENARIOS: readonly Scenario[] = [
    {
        name: "the front-end is killed for its memory again and again",
        incidents: ["incident-1"],
        shop: () => {
            const shop = replaced();
            const kills = (at: number): number => Math.floor(Math.max(0, at - APPLIED) / 25);
            shop.set("kube_pod_container_status_restarts_total", CONTAINER, lasting(kills));
            const killed = { ...CONTAINER, reason: "OOMKilled" };
            const once = (at: number): number | undefined => (kills(at) > 0 ? 1 : undefined);
            shop.set("kube_pod_container_status_last_terminated_reason", killed, lasting(once));
            shop.set(
                "kube_pod_container_status_last_terminated_timestamp",
                CONTAINER,
                lasting((at) => (kills(at) > 0 ? APPLIED + kills(at) * 25 : undefined)),
            );
            const waiting = { ...CONTAINER, reason: "CrashLoopBackOff" };
            shop.set(
                "kube_pod_container_status_waiting_reason",
                waiting,
                between(APPLIED + 75, UNDONE, () => 1),
            );
            shop.available("front-end", (at) => (at >= APPLIED + 75 && at < UNDONE ? 0 : 1));
            shop.set(
                "container_memory_working_set_bytes",
                CONTAINER,
                lasting(() => 50 * 2 ** 20),
            );
            shop.set(
                "container_spec_memory_limit_bytes",
                CONTAINER,
                lasting(() => 52 * 2 ** 20),
            );
            return shop;
        },
        fires: [
            "SockShopCrashLooping",
            "SockShopFrontEndDown",
            "SockShopFrontEndMemoryHigh",
            "SockShopOutOfMemory",
            "SockShopPodRestarting",
        ],
    },
    {
        name: "the front-end is killed for not answering its probe",
        incidents: ["incident-2"],
        shop: () => {
            const shop = replaced();
            const kills = (at: number): number => Math.floor(Math.max(0, at - APPLIED) / 30);
            shop.set("kube_pod_container_status_restarts_total", CONTAINER, lasting(kills));
            shop.set(
                "prober_probe_total",
                { ...CONTAINER, probe_type: "Liveness", result: "failed" },
                lasting((at) => (kills(at) > 0 ? kills(at) * 3 : undefined)),
            );
            shop.cpu("front-end", { id: ID, limit: 0.2, used: during(0.199, 0.01) });
            shop.answers("front-end", PAGE, () => 100, during(2, 0.01));
            return shop;
        },
        fires: [
            "SockShopFrontEndCpuHigh",
            "SockShopFrontEndSlow",
            "SockShopPodRestarting",
            "SockShopProbesFailing",
        ],
    },
    {
        name: "the front-end is out of CPU and nothing restarts",
        incidents: ["incident-4", "incident-4b", "incident-4c"],
        shop: () => {
            const shop = replaced();
            shop.cpu("front-end", { id: ID, limit: 0.2, used: during(0.19, 0.01) });
            shop.answers("front-end", PAGE, () => 100, during(2.4, 0.01));
            return shop;
        },
        fires: ["SockShopFrontEndCpuHigh", "SockShopFrontEndSlow"],
    },
    {
        name: "an autoscaler that watches the wrong metric",
        incidents: ["incident-7"],
        shop: () => {
            const shop = replaced();
            shop.cpu("front-end", { id: ID, limit: 0.2, used: during(0.198, 0.01) });
            shop.autoscaler({ desired: lasting(() => 1) });
            return shop;
        },
        fires: ["SockShopAutoscalerIdle", "SockShopFrontEndCpuHigh"],
    },
    {
        name: "an autoscaler that scales up",
        incidents: ["incident-7-fixed"],
        shop: () => {
            const shop = replaced();
            // Used up until the new pods share the load.
            const used = (at: number): number => (at < APPLIED + 60 ? 0.199 : 0.05);
            shop.cpu("front-end", { id: ID, limit: 0.2, used: during(0, 0) });
            shop.set(
                "container_cpu_usage_seconds_total",
                { ...CONTAINER, id: `/kubepods/${ID}` },
                counter((at) => (at >= APPLIED && at < UNDONE ? used(at) : 0.01)),
            );
            shop.autoscaler({ desired: lasting((at) => (at < APPLIED + 45 ? 1 : 4)) });
            return shop;
        },
        fires: ["SockShopAutoscalerScaling"],
        meanwhile: ["SockShopFrontEndCpuHigh"],
    },
    {
        name: "a busy front-end that holds, as under control-load",
        incidents: ["control-load"],
        shop: () => {
            const shop = healthyShop();
            shop.cpu("front-end", { used: during(0.2, 0.01), throttled: during(0.2, 0) });
            shop.answers("front-end", PAGE, during(200, 5), during(0.04, 0.01));
            return shop;
        },
        fires: [],
    },
];

/** The healthy shop with another front-end pod while the incident lasts. */
function replaced(): ShopSeries {
    const shop = healthyShop();
    shop.drop('pod="front-end-5d8f-x7k2p",container="front-end"');
    shop.pod("front-end", { present: (at) => at < APPLIED || at >= UNDONE });
    shop.pod("front-end", {
        id: ID,
        created: APPLIED,
        present: (at) => at >= APPLIED && at < UNDONE,
    });
    shop.drop('container="front-end",pod="front-end-5d8f-x7k2p"');
    return shop;
}

function lasting(values: (seconds: number) => number | undefined): typeof values {
    return between(APPLIED, UNDONE, values);
}
