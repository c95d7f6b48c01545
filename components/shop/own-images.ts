import type * as pulumi from "@pulumi/pulumi";
import type { ServicePlan, ShopPlan, StorePlan } from "./plan.ts";
import { SERVICES, STORES } from "./topology.ts";
import type { ServiceName, StoreName } from "./topology.ts";
import { CREDENTIALS, SETTINGS } from "./wiring.ts";

/** Our images: one for all services, and those of the stores. */
export const SHOP_IMAGES = [
    "shop",
    "catalogue-db",
    "document-db",
    "session-db",
    "rabbitmq",
] as const;
export type ShopImage = (typeof SHOP_IMAGES)[number];

/** Users that our images run as. */
const SERVICE_USER = 10001;
const STORE_USER = 10002;

/** Which image a store runs. */
const STORE_IMAGES: Readonly<Record<StoreName, ShopImage>> = {
    "catalogue-db": "catalogue-db",
    "user-db": "document-db",
    "carts-db": "document-db",
    "orders-db": "document-db",
    "session-db": "session-db",
    rabbitmq: "rabbitmq",
};

/**
 * The shop from our own images, with everything the incidents need.
 *
 * @param reference of an image by its name
 */
export function ownImages(reference: (name: ShopImage) => pulumi.Input<string>): ShopPlan {
    const services: Record<string, ServicePlan> = {};
    for (const name of Object.keys(SERVICES) as ServiceName[]) {
        const topology = SERVICES[name];
        services[name] = {
            image: reference("shop"),
            launch: { user: SERVICE_USER },
            topology,
            // The image holds all services; SERVICE says which one this is.
            settings: { SERVICE: name, PORT: String(topology.containerPort), ...SETTINGS[name] },
        };
    }
    const stores: Record<string, StorePlan> = {};
    for (const name of Object.keys(STORES) as StoreName[]) {
        stores[name] = {
            image: reference(STORE_IMAGES[name]),
            launch: { user: STORE_USER },
            topology: STORES[name],
            credentials: CREDENTIALS[name],
        };
    }
    return { services, stores };
}
