/** One field that a fault changes, for people: `from` is undefined where nothing was set. */
export interface FieldChange {
    object: string;
    field: string;
    from: string | undefined;
    to: string;
}

/** Amounts of a container, by resource. */
export interface ResourcesOfContainer {
    limits?: Record<string, string | undefined>;
    requests?: Record<string, string | undefined>;
}

/** What faults read of a Deployment's `spec` as it was before them. */
export interface FormerDeployment {
    replicas?: number;
    template?: { spec?: { containers?: { name: string; resources?: ResourcesOfContainer }[] } };
}

/** The part of a Deployment's `spec` that a fault sets: only what it names, so the rest keeps its owner. */
export interface DeploymentOverlay {
    replicas?: number;
    template?: {
        spec: {
            containers: {
                name: string;
                resources: { limits?: Record<string, string>; requests?: Record<string, string> };
            }[];
        };
    };
}

/** Why a fault can't be laid over what is there. */
export interface Refusal {
    found: string;
    allowed: string;
}

/** What one fault does; each kind makes one from its part of the stack file. */
export interface FaultEffect {
    /** Name of the patch in the stack. */
    name: string;
    overlay: DeploymentOverlay;
    /** The fields this fault names, each with what it held before. */
    changes(former: FormerDeployment): FieldChange[];
    /** Why the result could not run or would be no fault, or undefined. */
    refusal(former: FormerDeployment): Refusal | undefined;
}
