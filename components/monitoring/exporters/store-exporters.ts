import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { SHOP_NAMESPACE } from "../../kit/labels.ts";
import { STORES } from "../../shop/topology.ts";
import { MONITORING_PORTS } from "../places.ts";
import { Watcher } from "../watcher.ts";

/** How the exporters log in to their stores; a store without a login has no password. */
export interface StoreLogins {
    catalogueDb: { user: string; password: pulumi.Input<string> };
    sessionDb: { password?: pulumi.Input<string> };
}

export interface StoreExportersArgs {
    namespace: pulumi.Input<string>;
    images: { mysqld: pulumi.Input<string>; redis: pulumi.Input<string> };
    logins: StoreLogins;
}

const PASSWORD_KEY = "password";

/** What of mysqld_exporter's defaults needs rights that the catalogue's account hasn't, or isn't looked at. */
const LEFT_OUT = [
    "info_schema.innodb_cmp",
    "info_schema.innodb_cmpmem",
    "info_schema.query_response_time",
    "slave_status",
];

/** Figures of the two stores that have none of their own: the catalogue's database and the sessions. */
export class StoreExporters extends pulumi.ComponentResource {
    constructor(
        name: string,
        { namespace, images, logins }: StoreExportersArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("sockshop:monitoring:StoreExporters", name, {}, opts);
        const child = { parent: this };
        const secret = (
            exporter: string,
            password: pulumi.Input<string>,
        ): k8s.types.input.core.v1.EnvVarSource => {
            const made = new k8s.core.v1.Secret(
                exporter,
                {
                    metadata: { name: exporter, namespace },
                    stringData: { [PASSWORD_KEY]: password },
                },
                child,
            );
            return { secretKeyRef: { name: made.metadata.name, key: PASSWORD_KEY } };
        };
        const catalogueDb = "catalogue-db-exporter";
        new Watcher(
            catalogueDb,
            {
                namespace,
                pod: {
                    image: images.mysqld,
                    command: ["/bin/mysqld_exporter"],
                    args: [
                        `--mysqld.address=catalogue-db.${SHOP_NAMESPACE}.svc:${STORES["catalogue-db"].ports.store}`,
                        `--mysqld.username=${logins.catalogueDb.user}`,
                        ...LEFT_OUT.map((collector) => `--no-collect.${collector}`),
                        `--web.listen-address=:${MONITORING_PORTS[catalogueDb]}`,
                    ],
                    env: [
                        {
                            name: "MYSQLD_EXPORTER_PASSWORD",
                            valueFrom: secret(catalogueDb, logins.catalogueDb.password),
                        },
                    ],
                    ready: "/",
                },
            },
            child,
        );
        const sessionDb = "session-db-exporter";
        const { password } = logins.sessionDb;
        new Watcher(
            sessionDb,
            {
                namespace,
                pod: {
                    image: images.redis,
                    command: ["/redis_exporter"],
                    args: [
                        `--redis.addr=redis://session-db.${SHOP_NAMESPACE}.svc:${STORES["session-db"].ports.store}`,
                        `--web.listen-address=:${MONITORING_PORTS[sessionDb]}`,
                    ],
                    env:
                        password === undefined
                            ? []
                            : [{ name: "REDIS_PASSWORD", valueFrom: secret(sessionDb, password) }],
                    ready: "/health",
                },
            },
            child,
        );
        this.registerOutputs({});
    }
}
