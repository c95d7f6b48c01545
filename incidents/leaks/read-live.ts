import { MONITORING_NAMESPACE, SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { ask, askText, queryOf } from "../../components/monitoring/client/service-proxy.ts";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { ASKED, MONITORING_RULES, SHOP_RULES } from "../drill/access.ts";
import { type Readable, textsOf } from "./leak.ts";

type Kube = Pick<KubeClient, "json" | "text">;

/** Version that a kind's group is read in; a group that an investigator may read and that has none is an error. */
const VERSIONS: Readonly<Record<string, string>> = {
    "": "api/v1",
    apps: "apis/apps/v1",
    autoscaling: "apis/autoscaling/v2",
    batch: "apis/batch/v1",
    "networking.k8s.io": "apis/networking.k8s.io/v1",
    "discovery.k8s.io": "apis/discovery.k8s.io/v1",
    "events.k8s.io": "apis/events.k8s.io/v1",
    "metrics.k8s.io": "apis/metrics.k8s.io/v1beta1",
};

/** The newest lines of a container, and of the store. */
const LINES = 5000;
/** How far back the watching programs are asked. */
const BACK_MS = 60 * 60 * 1000;

/**
 * Everything that who investigates can read, with their rights: objects of every kind of both namespaces, logs, and
 * what the programs that watch say of what they watch.
 * @param kube a client with the investigator's token; what it is refused is an error, since then nothing was looked at
 * @param since how far back logs and metrics are read; default an hour. What was there before is another's
 */
export async function readAsInvestigator(
    kube: Kube,
    since = new Date(Date.now() - BACK_MS),
): Promise<Readable[]> {
    const objects = await Promise.all([
        ...kindsOf(SHOP_RULES).map((path) => listed(kube, SHOP_NAMESPACE, path)),
        ...kindsOf(MONITORING_RULES).map((path) => listed(kube, MONITORING_NAMESPACE, path)),
    ]);
    const pods = objects
        .flat()
        .filter(({ kind, namespace }) => kind === "pods" && namespace === SHOP_NAMESPACE);
    const [logs, ...said] = await Promise.all([
        Promise.all(pods.map(({ object }) => logsOf(kube, object, since))),
        ...ASKED.map((name) => SAID[name](kube, since)),
    ]);
    return [
        ...objects
            .flat()
            .flatMap(({ kind, object }) => [
                ...textsOf(`${kind} ${object.metadata.namespace}/${object.metadata.name}`, object),
            ]),
        ...logs.flat(),
        ...said.flat(),
    ];
}

/** Paths of the kinds that may be listed, below a namespace's: `api/v1 pods`. */
function kindsOf(rules: typeof SHOP_RULES): [base: string, kind: string][] {
    return rules
        .filter(({ verbs }) => verbs.includes("list"))
        .flatMap(({ apiGroups, resources }) =>
            apiGroups.flatMap((group) => {
                const base = VERSIONS[group];
                if (base === undefined) throw new Error(`no version to read ${group} in`);
                return resources
                    .filter((kind) => !kind.includes("/"))
                    .map((kind): [string, string] => [base, kind]);
            }),
        );
}

async function listed(
    kube: Kube,
    namespace: string,
    [base, kind]: [string, string],
): Promise<{ kind: string; namespace: string; object: KubeObject }[]> {
    const path = `/${base}/namespaces/${namespace}/${kind}`;
    const { items } = await kube.json<{ items: KubeObject[] }>("GET", path);
    return items.map((object) => ({ kind, namespace, object }));
}

/** The lines of every container of a pod that has run. */
async function logsOf(kube: Kube, pod: KubeObject, since: Date): Promise<Readable[]> {
    const { namespace = "", name } = pod.metadata;
    const { containerStatuses = [] } = (pod["status"] ?? {}) as {
        containerStatuses?: { name: string; state?: { waiting?: unknown } }[];
    };
    const running = containerStatuses.filter(({ state }) => state?.waiting === undefined);
    return await Promise.all(
        running.map(async ({ name: container }) => {
            const query = queryOf({
                container,
                tailLines: String(LINES),
                sinceTime: since.toISOString(),
            });
            const path = `/api/v1/namespaces/${namespace}/pods/${name}/log?${query}`;
            return { where: `log of ${name}, ${container}`, text: await kube.text("GET", path) };
        }),
    );
}

/** What each program says that may be asked. */
const SAID: Record<(typeof ASKED)[number], (kube: Kube, since: Date) => Promise<Readable[]>> = {
    prometheus: async (kube, since) => {
        const start = `start=${encodeURIComponent(since.toISOString())}`;
        const { data: labels } = (await ask(kube, "prometheus", `/api/v1/labels?${start}`)) as {
            data: string[];
        };
        const pages = [
            ...labels.map((label) => `label/${label}/values?${start}`),
            ...["rules", "alerts", "targets", "status/config", "metadata"],
        ];
        const answers = await Promise.all(
            pages.map(async (page) => [
                ...textsOf(
                    `Prometheus ${page.split("?")[0] ?? page}`,
                    await ask(kube, "prometheus", `/api/v1/${page}`),
                ),
            ]),
        );
        return [
            ...labels.map((text) => ({ where: "Prometheus, a label", text })),
            ...answers.flat(),
        ];
    },
    alertmanager: async (kube) => {
        const alerts = await ask(kube, "alertmanager", "/api/v2/alerts");
        return [...textsOf("Alertmanager, alerts", alerts)];
    },
    "victoria-logs": async (kube, since) => {
        const time = `_time:[${since.toISOString()}, ${new Date().toISOString()}]`;
        const ways = ["streams", "field_names"].map(
            (page) => `/select/logsql/${page}?${queryOf({ query: time })}`,
        );
        const lines = `/select/logsql/query?${queryOf({ query: time, limit: String(LINES) })}`;
        return await Promise.all(
            [...ways, lines].map(async (path) => ({
                where: `log store ${path.split("?")[0] ?? ""}`,
                text: await askText(kube, "victoria-logs", path),
            })),
        );
    },
};
