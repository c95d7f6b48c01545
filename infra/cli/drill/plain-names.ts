import { LabError } from "../../../components/kit/error.ts";
import type { Naming } from "../../../components/monitoring/datadog/naming.ts";

/**
 * Datadog's dashboards are called by the documents' incidents, unless the stack file wants them plain.
 * @param naming output `datadogNaming` of the baseline; undefined without Datadog
 * @throws LabError where a name in Datadog would tell what is practised
 */
export function requirePlainNames(baseline: string, naming: string | undefined): void {
    if (naming === undefined || naming === ("plain" satisfies Naming)) return;
    throw new LabError({
        where: `stack ${baseline}, sock-shop:datadog.naming`,
        found: naming,
        allowed: "plain: other names in Datadog tell what is practised",
        cure:
            `pulumi config set --path sock-shop:datadog.naming plain --stack ${baseline} && ` +
            `pulumi up --stack ${baseline}`,
    });
}
