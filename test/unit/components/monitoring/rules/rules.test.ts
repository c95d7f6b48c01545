import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { RuleFile } from "../../../../../components/monitoring/prometheus/rule-file.ts";
import type { AlertingRule } from "../../../../../components/monitoring/prometheus/rule-file.ts";
import { renderRules } from "../../../../../components/monitoring/rules/rules.ts";
import { SIGNALS } from "../../../../../components/monitoring/signals/catalogue.ts";

const { groups } = RuleFile.parse(renderRules(SIGNALS)["signals"]);
const rules = groups.flatMap((group) => group.rules) as AlertingRule[];

function find(name: string): AlertingRule {
    return rules.find(({ alert }) => alert === name) ?? assert.fail(`no rule ${name}`);
}

describe("alert rules", () => {
    it("are one for each signal, in the group of its kind", () => {
        assert.deepEqual(
            rules.map(({ alert }) => alert).sort(),
            SIGNALS.map(({ name }) => name).sort(),
        );
        assert.deepEqual(
            groups.map(({ name, interval }) => [name, interval]),
            [
                ["sockshop-front-end", "5s"],
                ["sockshop-catalogue", "5s"],
                ["sockshop-orders", "5s"],
                ["sockshop-queue", "5s"],
                ["sockshop-pods", "5s"],
                ["sockshop-autoscaling", "5s"],
                ["sockshop-platform", "5s"],
            ],
        );
    });

    it("say all that somebody who is called needs", () => {
        assert.deepEqual(find("SockShopPaymentDown"), {
            alert: "SockShopPaymentDown",
            expr: '(kube_deployment_status_replicas_available{namespace="sock-shop",deployment="payment"}) < 1',
            for: "20s",
            labels: { severity: "critical", signal_group: "orders" },
            annotations: {
                summary: "No payment can serve.",
                description:
                    "Every order fails and is stored as PAYMENT_FAILED; nobody is charged. " +
                    'Measured: {{ $value | printf "%.3g" }} (< 1).',
                runbook_url: "docs/runbooks.md#sockshoppaymentdown",
                dashboard_url: "/d/sockshop-alerts",
            },
        });
    });

    it("hold for nothing where a signal says so, and ask for its condition where it has one", () => {
        const { for: hold, expr } = find("SockShopQueueBacklog");
        assert.equal(hold, undefined);
        assert.equal(
            expr,
            '(max(rabbitmq_queue_messages{queue="shipping-task"})) > 10 and on () ' +
                '(max(rabbitmq_queue_consumers{queue="shipping-task"}) == 0)',
        );
    });

    it("lead to a section that is there", () => {
        const titles = readFileSync("docs/runbooks.md", "utf8").matchAll(/^## (\w+)$/gm);
        const anchors = [...titles].map(([, title]) => (title ?? "").toLowerCase());
        for (const { alert, annotations } of rules) {
            const [, anchor] = (annotations["runbook_url"] ?? "").split("#");
            assert.ok(anchors.includes(anchor ?? ""), `${alert}: no section ${anchor}`);
        }
    });
});
