import type { AlertingRule, RuleFile, RuleFiles } from "../prometheus/rule-file.ts";
import { expressionOf } from "../signals/promql.ts";
import { GROUPS } from "../signals/signal.ts";
import type { Signal } from "../signals/signal.ts";

/** How often the rules are worked out: a third of a scrape, so that an alert waits for its figures only. */
const INTERVAL = "5s";

/** Where each signal has its section, under its name in lower case. */
export const RUNBOOK = "docs/runbooks.md";

/** Dashboard that shows every signal; `components/monitoring/grafana/` builds it. */
const ALERTS_DASHBOARD = "/d/sockshop-alerts";

/** How a figure is written in an alert's description, by Prometheus's template functions. */
const SHOWN: Readonly<Record<Signal["unit"], string>> = {
    share: "{{ $value | humanizePercentage }}",
    seconds: "{{ $value | humanizeDuration }}",
    count: '{{ $value | printf "%.3g" }}',
};

/** The alerting rules of the signals, one file with a group for each of theirs. */
export function renderRules(all: readonly Signal[]): RuleFiles {
    const groups = GROUPS.map((group) => ({
        name: `sockshop-${group}`,
        interval: INTERVAL,
        rules: all.filter((signal) => signal.group === group).map(ruleOf),
    })).filter(({ rules }) => rules.length > 0);
    return { signals: { groups } satisfies RuleFile };
}

function ruleOf(signal: Signal): AlertingRule {
    const { name, group, severity, meaning, impact, compare, threshold, unit, holdFor } = signal;
    return {
        alert: name,
        expr: expressionOf(signal),
        ...(holdFor.startsWith("0") ? {} : { for: holdFor }),
        labels: { severity, signal_group: group },
        annotations: {
            summary: meaning,
            description: `${impact} Measured: ${SHOWN[unit]} (${compare} ${threshold}).`,
            runbook_url: `${RUNBOOK}#${name.toLowerCase()}`,
            dashboard_url: ALERTS_DASHBOARD,
        },
    };
}
