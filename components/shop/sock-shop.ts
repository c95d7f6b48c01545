import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { SHOP_NAMESPACE } from "../kit/labels.ts";
import { Datastore } from "./datastore.ts";
import { ShopService } from "./shop-service.ts";
import type { ShopPlan } from "./plan.ts";
import type { PodMarks } from "./workload.ts";
import { SESSION_SECRET } from "./wiring.ts";
import type { Credential, Environment } from "./wiring.ts";

export interface SockShopArgs {
    /** What runs, from which images. */
    plan: ShopPlan;
    /** A password by name; secret. */
    password(name: string): pulumi.Input<string>;
    /** Marks of a workload's pods, by its name. Default none. */
    marks?: (workload: string) => PodMarks;
}

/** Name of the storage class that the volumes ask for (spec environment.md, section 1). */
const STORAGE_CLASS = "nfs-client";

/** The Sock Shop: all services and their stores, in a namespace of their own. */
export class SockShop extends pulumi.ComponentResource {
    readonly namespace: pulumi.Output<string>;

    constructor(name: string, args: SockShopArgs, opts?: pulumi.ComponentResourceOptions) {
        super("sockshop:shop:SockShop", name, {}, opts);
        const child = { parent: this };
        const namespaceObject = new k8s.core.v1.Namespace(
            SHOP_NAMESPACE,
            { metadata: { name: SHOP_NAMESPACE } },
            child,
        );
        const namespace = namespaceObject.metadata.name;
        const storage = new k8s.storage.v1.StorageClass(
            STORAGE_CLASS,
            {
                metadata: { name: STORAGE_CLASS },
                provisioner: "rancher.io/local-path",
                reclaimPolicy: "Delete",
                volumeBindingMode: "WaitForFirstConsumer",
            },
            child,
        );
        const credential = (value: Credential): pulumi.Input<string> =>
            typeof value === "string" ? value : args.password(value.password);
        const stores: Record<string, pulumi.Resource> = {};
        for (const [store, { credentials, ...rest }] of Object.entries(args.plan.stores)) {
            const values = Object.entries(credentials).map(([key, value]) => [
                key,
                credential(value),
            ]);
            stores[store] = new Datastore(
                store,
                {
                    ...rest,
                    ...marksOf(store, args),
                    namespace,
                    storageClass: storage.metadata.name,
                    credentials: Object.fromEntries(values) as Record<string, pulumi.Input<string>>,
                },
                child,
            );
        }
        const sessionSecret = new k8s.core.v1.Secret(
            `${SESSION_SECRET.secret}-session`,
            {
                metadata: { name: SESSION_SECRET.secret, namespace },
                stringData: { [SESSION_SECRET.key]: args.password("front-end/session") },
            },
            child,
        );
        for (const [service, one] of Object.entries(args.plan.services)) {
            // A pod would wait for its store by itself, but would hold one of the engine's few places
            // meanwhile, and nine of them all.
            const dependsOn = secretsOf(one.settings).flatMap(
                (name) => stores[name] ?? sessionSecret,
            );
            new ShopService(
                service,
                { ...one, ...marksOf(service, args), namespace },
                { ...child, dependsOn },
            );
        }
        this.namespace = namespace;
        this.registerOutputs({ namespace });
    }
}

function marksOf(workload: string, { marks }: SockShopArgs): { marks?: PodMarks } {
    return marks === undefined ? {} : { marks: marks(workload) };
}

/** Names of the Secrets that a container's settings come from. */
function secretsOf(settings: Environment): string[] {
    const names = Object.values(settings).flatMap((setting) =>
        typeof setting === "string" ? [] : [setting.secret],
    );
    return [...new Set(names)];
}
