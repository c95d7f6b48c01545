import { dashboards } from "../../components/monitoring/grafana/dashboards.ts";
import { renderRules } from "../../components/monitoring/rules/rules.ts";
import { SIGNALS } from "../../components/monitoring/signals/catalogue.ts";
import { parsePromql } from "./promql.ts";

/** Each metric that a rule or a panel asks for, with who does. */
export function askedMetrics(): ReadonlyMap<string, string> {
    const rules = Object.values(renderRules(SIGNALS)).flatMap(({ groups }) =>
        groups.flatMap((group) =>
            group.rules.map((rule) => ({
                who: "alert" in rule ? rule.alert : rule.record,
                expr: rule.expr,
            })),
        ),
    );
    const asked = new Map<string, string>();
    for (const { who, expr } of [...rules, ...panels(dashboards(SIGNALS))]) {
        for (const metric of parsePromql(expr).metrics) asked.set(metric, who);
    }
    return asked;
}

/** Each `expr` of the dashboards, wherever it stands in them. */
function panels(value: unknown, who = ""): { who: string; expr: string }[] {
    if (typeof value !== "object" || value === null) return [];
    const { title, expr } = value as { title?: unknown; expr?: unknown };
    const name = typeof title === "string" ? title : who;
    return [
        ...(typeof expr === "string" ? [{ who: name, expr }] : []),
        ...Object.values(value).flatMap((one) => panels(one, name)),
    ];
}
