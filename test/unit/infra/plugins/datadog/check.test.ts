import assert from "node:assert/strict";
import { checkInputs, diffResource } from "../../../../../infra/plugins/datadog/check.ts";
import { kindOf } from "../../../../../infra/plugins/datadog/kinds/index.ts";
import {
    secret,
    UNKNOWN,
    type PropertyMap,
} from "../../../../../infra/plugins/protocol/property.ts";

const monitor = kindOf("datadog:index/monitor:Monitor");
const INPUTS = {
    name: "CPU",
    type: "query alert",
    query: "q > 1",
    message: "m",
    monitorThresholds: { critical: "1" },
    tags: ["b", "a"],
};

function diff(
    news: PropertyMap,
    state: PropertyMap = monitor.settle(INPUTS),
    ignored: string[] = [],
): object {
    const changes = diffResource(monitor, state, news, ignored);
    return Object.fromEntries(
        [...changes].map(([path, { kind, replace }]) => [path, [kind, replace]]),
    );
}

describe("inputs of the datadog plugin", () => {
    it("passes what is supported, secret, unset or unknown", () => {
        assert.deepEqual(
            checkInputs(monitor, { ...INPUTS, priority: null, message: secret("m") }),
            [],
        );
        assert.deepEqual(checkInputs(monitor, { ...INPUTS, query: UNKNOWN }), []);
    });

    it("names each input that isn't, by its path", () => {
        const wrong = {
            ...INPUTS,
            timeoutH: 1,
            priority: "7",
            monitorThresholds: { critical: "x" },
        };
        assert.deepEqual(checkInputs(monitor, wrong), [
            { property: "monitorThresholds.critical", reason: 'a number as text, such as "250"' },
            { property: "priority", reason: "1 (high) to 5 (low)" },
            { property: "timeoutH", reason: "not supported by this datadog plugin" },
        ]);
    });

    it("finds no change in another order, in spaces at the ends, or in a default that is written out", () => {
        assert.deepEqual(
            diff({ ...INPUTS, tags: ["a", "b"], query: " q > 1\n", includeTags: true }),
            {},
        );
    });

    it("names what changes, and what makes a new one", () => {
        assert.deepEqual(diff({ ...INPUTS, message: "n", type: "log alert" }), {
            type: ["update", true],
            message: ["update", false],
        });
    });

    it("goes back to the default of what is taken out", () => {
        const state = monitor.settle({ ...INPUTS, includeTags: false, priority: "1" });
        assert.deepEqual(diff(INPUTS, state), {
            priority: ["delete", false],
            includeTags: ["update", false],
        });
    });

    it("counts only what is given while something isn't known yet", () => {
        assert.deepEqual(diff({ ...INPUTS, tags: ["a", "b"], message: UNKNOWN }), {
            message: ["update", false],
        });
    });

    it("leaves ignored paths out", () => {
        const news = { ...INPUTS, message: "n", monitorThresholds: { critical: "2" } };
        assert.deepEqual(diff(news, undefined, ["message", "monitorThresholds.critical"]), {});
    });

    it("refuses a type by name", () => {
        assert.throws(() => kindOf("datadog:index/user:User"), {
            message:
                "datadog:index/user:User: not supported by this datadog plugin, which knows DashboardJson, LogsCustomPipeline, Monitor, ServiceLevelObjective only.",
        });
    });
});
