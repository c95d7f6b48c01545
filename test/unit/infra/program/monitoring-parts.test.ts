import assert from "node:assert/strict";
import { ownImages } from "../../../../components/shop/own-images.ts";
import { upstreamImages } from "../../../../components/shop/upstream-images.ts";
import { UPSTREAM } from "../../../../infra/images/upstream.ts";
import {
    grafanaImage,
    monitoringImages,
    storeLogins,
} from "../../../../infra/program/monitoring-parts.ts";

describe("images of what watches", () => {
    it("are upstream's where a registry answers, but for the receiver", () => {
        const images = monitoringImages("registry", (name) => `ref/${name}`);
        assert.deepEqual(images, {
            prometheus: "ref/prometheus",
            alertmanager: UPSTREAM.alertmanager,
            mysqldExporter: UPSTREAM.mysqldExporter,
            redisExporter: UPSTREAM.redisExporter,
            kubeStateMetrics: "ref/kube-state-metrics",
            victoriaLogs: "ref/victoria-logs",
            vlagent: "ref/vlagent",
            alertReceiver: "ref/alert-receiver",
        });
    });

    it("have Grafana's where a registry answers, and nowhere else", () => {
        assert.equal(grafanaImage("registry"), UPSTREAM.grafana);
        assert.equal(grafanaImage("closed"), undefined);
    });

    it("are one for all that Debian packages where none does", () => {
        const images = monitoringImages("closed", (name) => `ref/${name}`);
        const { prometheus, alertmanager, mysqldExporter, redisExporter } = images;
        assert.deepEqual(
            [prometheus, alertmanager, mysqldExporter, redisExporter],
            Array<string>(4).fill("ref/prometheus"),
        );
    });
});

describe("logins of the exporters", () => {
    const password = (name: string): string => `[${name}]`;

    it("are the catalogue's account, which may read no more than it does, and the sessions'", () => {
        assert.deepEqual(
            storeLogins(
                ownImages((name) => name),
                password,
            ),
            {
                catalogueDb: {
                    user: "catalogue_user",
                    password: "[catalogue-db/catalogue_user]",
                },
                sessionDb: { password: "[session-db]" },
            },
        );
    });

    it("are those of the released images, whose sessions ask for none", () => {
        assert.deepEqual(storeLogins(upstreamImages(), password), {
            catalogueDb: { user: "catalogue_user", password: "default_password" },
            sessionDb: {},
        });
    });
});
