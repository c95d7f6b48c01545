/** Tags by the spec (environment.md, sections 7.3 and 7.6), the same on everything. */
/** Of the lab as a whole; the value of the broker's check in the spec. */
export const ENVIRONMENT = "demo";

/** Name of the cluster in Datadog. */
export const CLUSTER_NAME = "sockshop-kind";

/** The tag a service's logs and metrics carry, set explicitly: the one an agent guesses is the image's name. */
export function serviceTag(workload: string): string {
    return `sock-shop-${workload}`;
}

/** Tags of everything that this program makes in Datadog. */
export const COMMON_TAGS: readonly string[] = [
    `env:${ENVIRONMENT}`,
    "project:sock-shop",
    "team:sre",
    "managed-by:pulumi",
];
