import assert from "node:assert/strict";
import { incident7 } from "../../../../incidents/incident-7/incident.ts";
import { incident7Fixed } from "../../../../incidents/incident-7-fixed/incident.ts";
import type { Reading } from "../../../../incidents/incident.ts";
import type { AutoscalerSample, AutoscalerState } from "../../../../incidents/reading-parts.ts";
import { CALM, holding, missing } from "../readings.ts";

const idle: AutoscalerState = {
    name: "front-end-hpa",
    target: "front-end",
    metric: "memory",
    targetPercent: 80,
    currentPercent: 21,
    currentReplicas: 1,
    desiredReplicas: 1,
    conditions: {},
};
const rescaled = [
    {
        reason: "SuccessfulRescale",
        workload: "front-end",
        kind: "HorizontalPodAutoscaler",
        count: 1,
    },
];
const sampled = (...autoscalers: AutoscalerState[]): AutoscalerSample[] => [
    { atMs: 0, autoscalers },
];
const one = { "front-end": { want: 1, available: 1, pods: 1, came: 0 } };
const red: Reading = {
    ...CALM,
    cpuPeakPercentOfLimit: { "front-end": 98 },
    autoscalers: sampled(idle),
    deployments: one,
    events: [],
};

describe("signature of incident-7", () => {
    it("holds where the CPU is used up and the autoscaler sees nothing", () => {
        assert.deepEqual(missing(incident7, red), []);
        assert.deepEqual(holding(incident7, "mustNot", red), []);
    });
    it("needs an autoscaler that reads memory: one that can't read is another fault", () => {
        const name = "front-end's autoscaler watches its memory";
        for (const change of [
            { metric: "cpu" },
            { targetPercent: 70 },
            { currentPercent: undefined },
        ]) {
            const autoscalers = sampled({ ...idle, ...change });
            assert.deepEqual(missing(incident7, { ...red, autoscalers }), [name]);
        }
        assert.deepEqual(missing(incident7, { ...red, autoscalers: sampled() }), [name]);
    });
    it("needs the CPU to be used up", () => {
        const cpuPeakPercentOfLimit = { "front-end": 94.9 };
        assert.deepEqual(missing(incident7, { ...red, cpuPeakPercentOfLimit }), [
            "front-end reaches its CPU limit",
        ]);
    });
    it("is refuted by a rescale, by what was wanted at any time or by its event", () => {
        const wanted = [...sampled({ ...idle, desiredReplicas: 2 }), ...sampled(idle)];
        for (const change of [{ autoscalers: wanted }, { events: rescaled }]) {
            assert.deepEqual(holding(incident7, "mustNot", { ...red, ...change }), [
                "front-end is scaled",
            ]);
        }
    });
    it("is not refuted by a rescale of another workload", () => {
        const of = (workload: string) => rescaled.map((event) => ({ ...event, workload }));
        const events = of("catalogue");
        assert.deepEqual(holding(incident7, "mustNot", { ...red, events }), []);
        // An autoscaler that isn't named after its workload is told by its own name.
        const autoscalers = sampled({ ...idle, name: "hpa-1" });
        assert.deepEqual(
            holding(incident7, "mustNot", { ...red, autoscalers, events: of("hpa-1") }),
            ["front-end is scaled"],
        );
    });
    it("is over when no autoscaler is left and pages are fast", () => {
        const over = { ...CALM, autoscalers: sampled(), deployments: one };
        assert.equal(holding(incident7, "recovered", over).length, 2);
        assert.equal(
            holding(incident7, "recovered", { ...over, autoscalers: sampled(idle) }).length,
            1,
        );
        const two = { "front-end": { want: 2, available: 2, pods: 2, came: 0 } };
        assert.equal(holding(incident7, "recovered", { ...over, deployments: two }).length, 1);
    });
});

describe("signature of incident-7-fixed", () => {
    const scaled: Reading = {
        ...red,
        autoscalers: sampled({
            ...idle,
            metric: "cpu",
            targetPercent: 70,
            currentPercent: 190,
            desiredReplicas: 3,
        }),
        deployments: { "front-end": { want: 3, available: 2, pods: 3, came: 2 } },
        events: rescaled,
    };
    it("holds where an autoscaler on the CPU adds pods that serve", () => {
        assert.deepEqual(missing(incident7Fixed, scaled), []);
        assert.deepEqual(holding(incident7Fixed, "mustNot", scaled), []);
    });
    it("needs a second pod that serves, and the autoscaler's word that it was it", () => {
        for (const change of [{ deployments: one }, { events: [] }]) {
            assert.deepEqual(missing(incident7Fixed, { ...scaled, ...change }), [
                "front-end is scaled up",
            ]);
        }
        assert.deepEqual(missing(incident7Fixed, red).length, 2);
    });
});
