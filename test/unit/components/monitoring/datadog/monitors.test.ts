import assert from "node:assert/strict";
import { LabError } from "../../../../../components/kit/error.ts";
import { monitorOf, monitorsOf } from "../../../../../components/monitoring/datadog/monitors.ts";
import { parseMonitorQuery } from "../../../../../components/monitoring/datadog/query/monitor-query.ts";
import { SIGNALS } from "../../../../../components/monitoring/signals/catalogue.ts";
import type { Signal } from "../../../../../components/monitoring/signals/signal.ts";

const SETTINGS = { notify: [], runbooks: "docs/runbooks.md" };
const monitors = monitorsOf(SIGNALS, SETTINGS);
const signal = SIGNALS.find(({ name }) => name === "SockShopPaymentDown") as Signal;

describe("Datadog monitors", () => {
    it("are one for each signal, no two of one title", () => {
        assert.deepEqual(
            Object.keys(monitors),
            SIGNALS.map(({ name }) => name),
        );
        const titles = Object.values(monitors).map(({ name }) => name);
        assert.equal(new Set(titles).size, titles.length);
    });

    for (const [name, monitor] of Object.entries(monitors)) {
        it(`${name}: its threshold is its query's, and it says what to do`, () => {
            const { threshold } = parseMonitorQuery(monitor.query);
            assert.equal(monitor.monitorThresholds.critical, String(threshold));
            assert.match(
                monitor.message,
                /^\*\*.+\*\*\n\nImpact: .+\n\nLook at: .+\n\nRunbook: .+#sockshop/,
            );
            assert.ok(monitor.tags.includes("managed-by:pulumi"));
            assert.ok(
                monitor.tags.every((tag) => /^[a-z-]+:[\w./-]+$/.test(tag)),
                monitor.tags.join(),
            );
        });
    }

    it("are as they are", () => {
        assert.deepEqual(monitors["SockShopPaymentDown"], {
            name: "[Sock Shop] Payment down",
            type: "query alert",
            query: `${signal.datadog.measure} < 1`,
            message: [
                `**${signal.meaning}**`,
                `Impact: ${signal.impact}`,
                `Look at: ${signal.look}`,
                "Runbook: docs/runbooks.md#sockshoppaymentdown",
            ].join("\n\n"),
            monitorThresholds: { critical: "1" },
            priority: "1",
            tags: [
                "env:demo",
                "group:orders",
                "managed-by:pulumi",
                "project:sock-shop",
                "severity:critical",
                "signal:sockshoppaymentdown",
                "team:sre",
            ],
            onMissingData: "show_no_data",
            renotifyInterval: 30,
            requireFullWindow: false,
            newGroupDelay: 60,
        });
    });

    it("call handles only where there are some, when it begins and when it is over", () => {
        const { message } = monitorOf(signal, { ...SETTINGS, notify: ["@slack-sre", "@a@b.c"] });
        assert.match(message, /\{\{#is_alert\}\}@slack-sre @a@b\.c\{\{\/is_alert\}\}/);
        assert.match(
            message,
            /\{\{#is_recovery\}\}Over again\. @slack-sre @a@b\.c\{\{\/is_recovery\}\}/,
        );
        assert.equal(monitorOf(signal, SETTINGS).message.includes("@"), false);
    });

    for (const [what, datadog, found] of [
        [
            "a broken query",
            { type: "query alert", measure: "max(last_1m):max:a{b" },
            /expected, found/,
        ],
        [
            "a metric that nobody sends",
            { type: "query alert", measure: "max(last_1m):max:a.b{*}" },
            /^nobody sends a\.b; in max/,
        ],
        [
            "a search in a metric's type",
            { type: "query alert", measure: 'logs("x").index("*").rollup("count").last("5m")' },
            /^a query of logs in a query alert/,
        ],
    ] as const) {
        it(`with ${what} fail by the signal's name`, () => {
            assert.throws(
                () => monitorOf({ ...signal, datadog }, SETTINGS),
                (error: unknown) => {
                    assert.ok(error instanceof LabError);
                    assert.equal(
                        error.parts.where,
                        "components/monitoring/signals, SockShopPaymentDown, datadog.measure",
                    );
                    assert.match(error.parts.found, found);
                    return true;
                },
            );
        });
    }
});
