import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { SHOP_NAMESPACE } from "../kit/labels.ts";
import { Datastore } from "./datastore.ts";
import { ShopService } from "./shop-service.ts";
import { SERVICES, STORES } from "./topology.ts";

export interface SockShopArgs {
    /** Image references by name. */
    images: { shop: pulumi.Input<string>; catalogueDb: pulumi.Input<string> };
    /** Passwords; secret. */
    credentials: { catalogueDbRoot: pulumi.Input<string>; catalogueDbUser: pulumi.Input<string> };
}

/** Name of the storage class that the volumes ask for (spec environment.md, section 1). */
const STORAGE_CLASS = "nfs-client";

/** The database user of the catalogue (spec shop-api.md, section 2.6). */
const CATALOGUE_USER = "catalogue_user";

/** The Sock Shop: front-end, catalogue and catalogue-db in a namespace of their own. */
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
        const catalogueDb = new Datastore(
            "catalogue-db",
            {
                namespace,
                image: args.images.catalogueDb,
                topology: STORES["catalogue-db"],
                storageClass: storage.metadata.name,
                credentials: {
                    MARIADB_ROOT_PASSWORD: args.credentials.catalogueDbRoot,
                    MARIADB_DATABASE: "socksdb",
                    MARIADB_USER: CATALOGUE_USER,
                    MARIADB_PASSWORD: args.credentials.catalogueDbUser,
                },
                scratch: ["/run/mysqld", "/tmp"],
            },
            child,
        );
        const service = { namespace, image: args.images.shop };
        new ShopService(
            "catalogue",
            {
                ...service,
                topology: SERVICES.catalogue,
                env: [
                    {
                        name: "CATALOGUE_DB_PASSWORD",
                        valueFrom: {
                            secretKeyRef: {
                                name: catalogueDb.secretName,
                                key: "MARIADB_PASSWORD",
                            },
                        },
                    },
                    {
                        name: "DSN",
                        value: `${CATALOGUE_USER}:$(CATALOGUE_DB_PASSWORD)@tcp(catalogue-db:3306)/socksdb`,
                    },
                ],
            },
            child,
        );
        new ShopService("front-end", { ...service, topology: SERVICES["front-end"] }, child);
        this.namespace = namespace;
        this.registerOutputs({ namespace });
    }
}
