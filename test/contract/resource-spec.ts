/** A resource of a contract case, as data. */
export interface ResourceSpec {
    name: string;
    /** e.g. `kubernetes:apps/v1:Deployment`, `pulumi:providers:kubernetes`. */
    type: string;
    /** `{$secret: value}` is a secret, `{$output: [resource, property]}` an output of a resource before this one. */
    inputs: Record<string, unknown>;
    /** Outputs that other resources refer to. */
    outputs?: string[];
    options?: {
        /** Names of resources before this one. */
        provider?: string;
        dependsOn?: string[];
        customTimeouts?: { create?: string; update?: string; delete?: string };
        ignoreChanges?: string[];
        retainOnDelete?: boolean;
    };
}
