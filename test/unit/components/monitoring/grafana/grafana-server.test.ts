import assert from "node:assert/strict";
import type * as k8s from "@pulumi/kubernetes";
import { GrafanaServer } from "../../../../../components/monitoring/grafana/grafana-server.ts";
import { type Registered, registeredBy } from "../../../../../infra/review/registered.ts";

type Pod = Pick<k8s.types.output.core.v1.PodSpec, "containers" | "volumes">;

function podOf(registered: readonly Registered[]): Pod {
    const found = registered.find(({ type }) => type === "kubernetes:apps/v1:Deployment");
    assert.ok(found);
    return (found.inputs["spec"] as { template: { spec: Pod } }).template.spec;
}

describe("GrafanaServer", () => {
    let registered: Registered[];
    before(async () => {
        registered = await registeredBy(() => {
            new GrafanaServer("grafana", {
                namespace: "monitoring",
                image: "grafana:1",
                dashboards: ["grafana-a", "grafana-b"],
                datasource: "grafana-datasource",
            });
            return Promise.resolve();
        });
    });

    it("reads data source and dashboards from where its provisioning says they are", () => {
        const { containers, volumes } = podOf(registered);
        const mounts = Object.fromEntries(
            (containers[0]?.volumeMounts ?? []).map(({ name, mountPath }) => [name, mountPath]),
        );
        assert.equal(mounts["datasource"], "/etc/grafana/provisioning/datasources");
        const provider = registered.find(({ name }) => name === "grafana-provider");
        assert.ok(provider);
        const { "sock-shop.yaml": text } = provider.inputs["data"] as Record<string, string>;
        const { providers } = JSON.parse(text ?? "") as {
            providers: { options: { path: string } }[];
        };
        assert.equal(providers[0]?.options.path, mounts["dashboards"]);
        const projected = volumes.find(({ name }) => name === "dashboards")?.projected;
        assert.deepEqual(
            projected?.sources.map(({ configMap }) => configMap.name),
            ["grafana-a", "grafana-b"],
        );
    });

    it("lets everybody look, has no account, and asks nobody outside", () => {
        const [container] = podOf(registered).containers;
        const env = Object.fromEntries((container?.env ?? []).map((one) => [one.name, one.value]));
        assert.equal(env["GF_AUTH_ANONYMOUS_ORG_ROLE"], "Viewer");
        assert.equal(env["GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION"], "true");
        assert.equal(env["GF_ANALYTICS_REPORTING_ENABLED"], "false");
        assert.equal(container?.ports[0]?.containerPort, 3000);
    });
});
