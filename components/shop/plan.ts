import type * as pulumi from "@pulumi/pulumi";
import type { Credential, Environment } from "./wiring.ts";
import type { Launch, ServiceTopology, StoreTopology } from "./workload.ts";

/** One service as it is deployed. */
export interface ServicePlan {
    image: pulumi.Input<string>;
    launch: Launch;
    topology: ServiceTopology;
    settings: Environment;
}

/** One store as it is deployed. */
export interface StorePlan {
    image: pulumi.Input<string>;
    launch: Launch;
    topology: StoreTopology;
    /** By environment variable of the container; kept in the store's Secret. */
    credentials: Readonly<Record<string, Credential>>;
}

/** A whole shop, by workload name. */
export interface ShopPlan {
    services: Readonly<Record<string, ServicePlan>>;
    stores: Readonly<Record<string, StorePlan>>;
}
