import assert from "node:assert/strict";
import { BUDGETS, MONITORING_REQUESTS } from "../../../../components/monitoring/budget.ts";
import { Monitoring } from "../../../../components/monitoring/monitoring.ts";
import { MONITORING_PORTS } from "../../../../components/monitoring/places.ts";
import type { RuleFiles } from "../../../../components/monitoring/prometheus/rule-file.ts";
import { KEEPER_REQUESTS } from "../../../../components/lab/keeper-job.ts";
import { METRICS_REQUESTS } from "../../../../components/metrics/metrics-server.ts";
import { requestedRoom, SERVICES } from "../../../../components/shop/topology.ts";
import { SYSTEM_REQUESTS } from "../../../../infra/cluster/room.ts";
import { LOAD_REQUESTS } from "../../../../load/load-requests.ts";
import { type Registered, registeredBy } from "../../../../infra/review/registered.ts";

interface Container {
    name: string;
    image: string;
    args?: string[];
    env: { name: string; value?: string; valueFrom?: unknown }[];
    resources: { requests: object; limits: object };
    securityContext: object;
    volumeMounts: { name: string; mountPath: string; readOnly?: boolean }[];
}
interface Template {
    metadata: { annotations?: Record<string, string> };
    spec: {
        containers: [Container];
        serviceAccountName?: string;
        automountServiceAccountToken?: boolean;
        securityContext: { runAsUser: number; runAsNonRoot?: boolean };
        volumes: { name: string; hostPath?: { path: string } }[];
    };
}

const RULES: RuleFiles = { signals: { groups: [] } };

function monitoring(rules = RULES, sessions: { password?: string } = { password: "s" }) {
    return registeredBy(() => {
        new Monitoring("monitoring", {
            images: {
                prometheus: "prometheus:1",
                alertmanager: "alertmanager:1",
                mysqldExporter: "mysqld:1",
                redisExporter: "redis:1",
                kubeStateMetrics: "ksm:1",
                victoriaLogs: "vl:1",
                vlagent: "vlagent:1",
                alertReceiver: "receiver:1",
            },
            rules,
            logins: { catalogueDb: { user: "catalogue_user", password: "c" }, sessionDb: sessions },
            shopNamespace: "sock-shop",
            labNamespace: "lab",
        });
        return Promise.resolve();
    });
}

const kindOf = ({ type }: Registered): string => type.replace(/.*:/, "");
const runs = (one: Registered): boolean => ["Deployment", "DaemonSet"].includes(kindOf(one));
function template(one: Registered | undefined): Template {
    assert.ok(one);
    return (one.inputs["spec"] as { template: Template }).template;
}

describe("what watches the shop", () => {
    let resources: Registered[];
    const named = (kind: string, name: string): Registered | undefined =>
        resources.find((one) => kindOf(one) === kind && one.name === name);
    const pod = (name: string): Template =>
        template(resources.find((o) => runs(o) && o.name === name));
    before(async () => {
        resources = await monitoring();
    });

    it("is one workload and one Service of each name, on its port", () => {
        // Grafana is a component of its own, where an image of it can be had.
        const { grafana: _, ...expected } = MONITORING_PORTS;
        const names = Object.keys(expected).sort();
        assert.deepEqual(
            resources
                .filter(runs)
                .map(({ name }) => name)
                .sort(),
            names,
        );
        const services = resources.filter((one) => kindOf(one) === "Service");
        const ports = services.map(({ name, inputs }) => [
            name,
            (inputs["spec"] as { ports: { port: number }[] }).ports[0]?.port,
        ]);
        assert.deepEqual(Object.fromEntries(ports), expected);
    });

    it("keeps what must outlive a pod on volumes, in pods of which there is one at a time", () => {
        const claims = resources.filter((one) => kindOf(one) === "PersistentVolumeClaim");
        assert.deepEqual(
            claims.map(({ name }) => name),
            ["alert-receiver-data", "prometheus-data", "victoria-logs-data"],
        );
        for (const one of resources.filter((each) => kindOf(each) === "Deployment")) {
            const { strategy } = one.inputs["spec"] as { strategy: object };
            assert.deepEqual(strategy, { type: "Recreate" }, one.name);
        }
    });

    it("has limits, writes to its folders only, and is root only where it reads the node's files", () => {
        for (const one of resources.filter(runs)) {
            const { spec } = template(one);
            const [container] = spec.containers;
            assert.deepEqual(container.securityContext, {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ["ALL"] },
            });
            assert.ok(
                "cpu" in container.resources.limits && "memory" in container.resources.limits,
            );
            const isAgent = one.name === "vlagent";
            assert.equal(spec.securityContext.runAsNonRoot, isAgent ? undefined : true, one.name);
            assert.equal(spec.securityContext.runAsUser, isAgent ? 0 : 10006, one.name);
            assert.equal(
                spec.volumes.some(({ hostPath }) => hostPath),
                isAgent,
                one.name,
            );
        }
    });

    it("has a token only where it asks the API server, and there it may look and not touch", () => {
        const asks = resources
            .filter(runs)
            .filter((one) => template(one).spec.automountServiceAccountToken !== false)
            .map(({ name }) => name);
        assert.deepEqual(asks.sort(), ["kube-state-metrics", "prometheus", "vlagent"]);
        const roles = resources.filter((one) => ["Role", "ClusterRole"].includes(kindOf(one)));
        const verbs = roles.flatMap(({ inputs }) =>
            (inputs["rules"] as { verbs: string[] }[]).flatMap((rule) => rule.verbs),
        );
        assert.deepEqual([...new Set(verbs)].sort(), ["get", "list", "watch"]);
    });

    it("discovers pods of the shop and of the lab, and keeps lines of the shop alone", () => {
        const roles = resources.filter((one) => kindOf(one) === "Role");
        assert.deepEqual(
            roles.map(({ inputs }) => (inputs["metadata"] as { namespace: string }).namespace),
            ["lab", "sock-shop"],
        );
        const [agent] = pod("vlagent").spec.containers;
        assert.ok(
            agent.args?.includes(
                '-kubernetesCollector.excludeFilter=!kubernetes.pod_namespace:in("sock-shop")',
            ),
        );
        const logs = agent.volumeMounts.find(({ mountPath }) => mountPath === "/var/log");
        assert.equal(logs?.readOnly, true);
    });

    // The runtime can't make a folder for the inner one in a volume that is read-only.
    it("has no volume inside another", () => {
        for (const one of resources.filter(runs)) {
            const paths = template(one).spec.containers[0].volumeMounts.map((m) => m.mountPath);
            const nested = paths.filter((path) =>
                paths.some((other) => path.startsWith(`${other}/`)),
            );
            assert.deepEqual(nested, [], one.name);
        }
    });

    it("gives passwords by Secrets alone", () => {
        const secrets = resources.filter((one) => kindOf(one) === "Secret");
        assert.deepEqual(
            secrets.map(({ name, inputs }) => {
                const { value } = inputs["stringData"] as { value: unknown };
                return [name, value];
            }),
            [
                ["catalogue-db-exporter", { password: "c" }],
                ["session-db-exporter", { password: "s" }],
            ],
        );
        const [exporter] = pod("catalogue-db-exporter").spec.containers;
        assert.deepEqual(exporter.env.at(-1), {
            name: "MYSQLD_EXPORTER_PASSWORD",
            valueFrom: { secretKeyRef: { name: "catalogue-db-exporter", key: "password" } },
        });
    });

    it("asks sessions without a login for none", async () => {
        const without = await monitoring(RULES, {});
        const secrets = without.filter((one) => kindOf(one) === "Secret");
        assert.deepEqual(
            secrets.map(({ name }) => name),
            ["catalogue-db-exporter"],
        );
    });

    // Prometheus reads its files at its start: with the old pod, new rules would never count.
    it("starts Prometheus anew when its rules change, and nothing else", async () => {
        const changed = await monitoring({
            signals: { groups: [{ name: "g", rules: [{ record: "a:b:sum", expr: "sum(up)" }] }] },
        });
        const marks = (all: Registered[]): Record<string, string | undefined> =>
            Object.fromEntries(
                all
                    .filter(runs)
                    .map((one) => [
                        one.name,
                        template(one).metadata.annotations?.["lab.sock-shop/config"],
                    ]),
            );
        const [before, after] = [marks(resources), marks(changed)];
        assert.notEqual(before["prometheus"], after["prometheus"]);
        assert.deepEqual({ ...before, prometheus: "" }, { ...after, prometheus: "" });
        assert.ok(named("ConfigMap", "prometheus-rules"));
    });

    it("keeps samples for a day", () => {
        const [server] = pod("prometheus").spec.containers;
        assert.ok(server.args?.includes("--storage.tsdb.retention.time=24h"));
    });
});

describe("the room that watching takes", () => {
    it("is at most 700 MiB, and its limits leave room above what is asked for", () => {
        assert.ok(MONITORING_REQUESTS.memoryMi <= 700, `${MONITORING_REQUESTS.memoryMi}`);
        for (const [name, one] of Object.entries(BUDGETS)) {
            assert.ok(one.limitMemoryMi > one.requestMemoryMi, name);
        }
    });

    // Incident 7's repaired autoscaler asks for up to four front-ends (stacks/Pulumi.incident-7-fixed.yaml).
    it("leaves three more front-ends a place on a node of two cores", () => {
        const requests = [
            SYSTEM_REQUESTS,
            requestedRoom(),
            METRICS_REQUESTS,
            LOAD_REQUESTS,
            KEEPER_REQUESTS,
            MONITORING_REQUESTS,
        ].reduce((sum, one) => sum + one.cpuMilli, 0);
        const more = 3 * SERVICES["front-end"].resources.requestCpuMilli;
        assert.ok(requests + more <= 2000, `${requests}m and ${more}m`);
    });
});
