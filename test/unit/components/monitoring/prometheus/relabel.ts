import type { Relabel } from "../../../../../components/monitoring/prometheus/config-schema.ts";

/**
 * What Prometheus makes of a target's or a series' labels, by the actions that the configuration uses
 * (prometheus.io, relabel_config): regular expressions hold for the whole text, a label that isn't there is
 * empty, and one that becomes empty is gone. Undefined where it is dropped.
 */
export function relabelled(
    labels: Readonly<Record<string, string>>,
    rules: readonly Relabel[],
): Record<string, string> | undefined {
    const result: Record<string, string> = { ...labels };
    for (const rule of rules) {
        const whole = new RegExp(`^(?:${rule.regex ?? "(.*)"})$`);
        const text = (rule.source_labels ?? [])
            .map((label) => result[label] ?? "")
            .join(rule.separator ?? ";");
        const found = whole.exec(text);
        switch (rule.action ?? "replace") {
            case "keep":
                if (found === null) return undefined;
                break;
            case "drop":
                if (found !== null) return undefined;
                break;
            case "labeldrop":
                for (const label of Object.keys(result))
                    if (whole.test(label)) delete result[label];
                break;
            case "replace":
                if (found !== null) {
                    result[rule.target_label ?? ""] = (rule.replacement ?? "$1").replaceAll(
                        /\$(\d)/g,
                        (_, digit: string) => found[Number(digit)] ?? "",
                    );
                }
        }
    }
    return Object.fromEntries(Object.entries(result).filter(([, value]) => value !== ""));
}
