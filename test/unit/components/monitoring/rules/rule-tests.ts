import { APPLIED, SOON, UNDONE } from "./healthy-shop.ts";
import { LENGTH, STEP, inputSeries } from "./samples.ts";
import type { Said, Scenario } from "./scenario.ts";

/** Names of all alerts that fire. */
const FIRING = 'group by (alertname) (ALERTS{alertstate="firing"})';
/** Names of all alerts that ever fired. */
const EVER = `group by (alertname) (count_over_time(ALERTS{alertstate="firing"}[${LENGTH}s]))`;

/** A scenario as a file of promtool's: nothing before, all at once that is declared, and nothing after. */
export function ruleTests(rules: string, scenario: Scenario): object {
    const { fires, late = [], stays = [], meanwhile = [], shop } = scenario;
    return {
        rule_files: [rules],
        // Half as often as in the cluster: twice as quick to prove.
        evaluation_interval: "10s",
        tests: [
            {
                name: scenario.name,
                interval: `${STEP}s`,
                input_series: inputSeries(shop().all),
                promql_expr_test: [
                    firing(APPLIED - 5, []),
                    firing(APPLIED + SOON, fires),
                    ...(scenario.late === undefined ? [] : [firing(UNDONE - 10, late)]),
                    firing(LENGTH, stays),
                    firing(LENGTH, [...new Set([...fires, ...late, ...stays, ...meanwhile])], EVER),
                ],
                ...(scenario.said === undefined ? {} : { alert_rule_test: said(scenario.said) }),
            },
        ],
    };
}

function firing(seconds: number, names: readonly string[], expr = FIRING): object {
    return {
        expr,
        eval_time: `${seconds}s`,
        exp_samples: names.map((name) => ({ labels: `{alertname="${name}"}`, value: 1 })),
    };
}

/** What an alert says, figures and all, once it fires. */
function said({ name, labels, annotations }: Said): object[] {
    const alert = { exp_labels: labels, exp_annotations: annotations };
    return [{ eval_time: `${APPLIED + SOON}s`, alertname: name, exp_alerts: [alert] }];
}
