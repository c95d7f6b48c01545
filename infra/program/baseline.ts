import * as command from "@pulumi/command";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { LabError } from "../../components/kit/error.ts";
import { LAB_NAMESPACE } from "../../components/kit/labels.ts";
import { Keeper } from "../../components/lab/keeper.ts";
import { WitnessAccess } from "../../components/lab/witness-access.ts";
import { KEEPER_REQUESTS } from "../../components/lab/keeper-job.ts";
import { METRICS_REQUESTS, MetricsServer } from "../../components/metrics/metrics-server.ts";
import { MONITORING_REQUESTS } from "../../components/monitoring/budget.ts";
import { withCpuShare } from "../../components/shop/cpu-share.ts";
import { ownImages, SHOP_IMAGES } from "../../components/shop/own-images.ts";
import type { ShopImage } from "../../components/shop/own-images.ts";
import { SockShop } from "../../components/shop/sock-shop.ts";
import { requestedRoom } from "../../components/shop/topology.ts";
import { upstreamImages } from "../../components/shop/upstream-images.ts";
import { LoadFence } from "../../load/load-fence.ts";
import { LOAD_ACCOUNT } from "../../load/places.ts";
import { LOAD_REQUESTS } from "../../load/load-requests.ts";
import { contextOf, ownKubeconfig } from "../cluster/kubeconfig.ts";
import { KindCluster } from "../cluster/kind-cluster.ts";
import type { BaselineConfig } from "../config/schema.ts";
import { planDatadog, provisionDatadog, type DatadogPlan } from "./datadog.ts";
import type { Ground } from "./ground.ts";
import { provisionMonitoring } from "./monitoring.ts";
import { MADE_OF_MONITORING, type MonitoringImage, OWN_OF_MONITORING } from "./monitoring-parts.ts";

/** Images of the lab beside the shop's: in the nodes whatever the shop is made of. */
const LAB_IMAGES = ["load-generator", "network-proxy", "keeper", OWN_OF_MONITORING] as const;
type LabImage = ShopImage | (typeof LAB_IMAGES)[number] | "metrics-server" | MonitoringImage;

/** The healthy lab: cluster, images, the lab's namespace, metrics-server, the shop and what watches it. */
export async function baseline(
    stack: string,
    config: BaselineConfig,
    ground: Ground,
): Promise<Record<string, pulumi.Input<unknown>>> {
    const source = await ground.imageSource(config.imageSource);
    if (config.images === "upstream") requireRegistry(stack, source);
    const documents = documentStore(config.images, source);
    ground.say(`user-db, carts-db, orders-db: ${documents}`);
    if (config.cpuShare !== 1) ground.say(`CPU limits at ${config.cpuShare} of what is documented`);
    const datadog = await planDatadog(config.datadog, ground, source);
    const cluster = await clusterOf(stack, config, ground, source, datadog);
    const provider = new k8s.Provider(
        "cluster",
        {
            kubeconfig: cluster.kubeconfig,
            context: cluster.context,
            // A cluster made anew under the old name is another cluster: everything in it is made again.
            clusterIdentifier: cluster.identity,
            enableServerSideApply: true,
        },
        cluster.lifetime,
    );
    // Our own live in the cluster's nodes, so that an incident never waits for one.
    const names: LabImage[] = [...(config.images === "own" ? SHOP_IMAGES : []), ...LAB_IMAGES];
    if (cluster.metrics !== undefined) {
        ground.say(`metrics API: ${cluster.metrics} serves it already, the lab adds none`);
    } else if (source === "closed") {
        // Where a registry answers, the nodes pull it, as they do their system images.
        names.push("metrics-server");
    }
    if (source === "closed") names.push(...MADE_OF_MONITORING);
    const reference = (name: LabImage): string => ground.imageRef(name, source);
    const images = new command.local.Command(
        "images",
        {
            create: pulumi.interpolate`node infra/images/main.ts load --cluster ${cluster.name} ${names.join(" ")}`,
            environment: { SOCK_SHOP_LAB_IMAGE_SOURCE: source },
            triggers: [...names.map(reference), cluster.identity],
            logging: command.local.Logging.Stderr,
        },
        { ...cluster.lifetime, customTimeouts: { create: "20m" } },
    );
    const inCluster = { provider, ...cluster.lifetime };
    const lab = new k8s.core.v1.Namespace(
        LAB_NAMESPACE,
        { metadata: { name: LAB_NAMESPACE } },
        inCluster,
    );
    if (cluster.metrics === undefined) {
        new MetricsServer(
            "metrics-server",
            { image: reference("metrics-server") },
            { ...inCluster, dependsOn: images },
        );
    }
    const url = `http://127.0.0.1:${config.cluster.httpPort}`;
    const documented = config.images === "own" ? ownImages(reference) : upstreamImages();
    const plan = withCpuShare(documented, config.cpuShare);
    const password = (name: string): pulumi.Output<string> => pulumi.secret(ground.password(name));
    const marks = datadog?.marks === undefined ? {} : { marks: datadog.marks };
    const sockShop = new SockShop(
        "shop",
        { plan, password, ...marks },
        { ...inCluster, dependsOn: images },
    );
    new Keeper("keeper", { shopNamespace: sockShop.namespace }, { ...inCluster, dependsOn: lab });
    new LoadFence("load", { ...inCluster, dependsOn: lab });
    const watching = provisionMonitoring(
        {
            source,
            reference,
            plan,
            password,
            shopNamespace: sockShop.namespace,
            labNamespace: lab.metadata.name,
            access: cluster,
            say: (line) => ground.say(line),
        },
        { ...inCluster, dependsOn: images },
    );
    new WitnessAccess(
        "witness",
        { shopNamespace: sockShop.namespace, monitoringNamespace: watching.namespace },
        { ...inCluster, dependsOn: lab },
    );
    new command.local.Command(
        "shop-answers",
        {
            create: `node infra/program/wait-for-shop.ts ${url}/catalogue`,
            triggers: [url, cluster.identity],
        },
        { ...cluster.lifetime, dependsOn: sockShop },
    );
    return {
        url,
        context: cluster.context,
        kubeconfig: cluster.kubeconfig,
        clusterIdentity: cluster.identity,
        imageSource: source,
        images: config.images,
        documents,
        cpuShare: `${config.cpuShare}`,
        loadImage: reference("load-generator"),
        loadAccount: LOAD_ACCOUNT,
        networkProxyImage: reference("network-proxy"),
        keeperImage: reference("keeper"),
        ...watching.outputs,
        ...(datadog === undefined
            ? {}
            : {
                  datadog: provisionDatadog(datadog, ground, inCluster),
                  datadogNaming: datadog.config.naming,
              }),
    };
}

interface ClusterHandle {
    name: pulumi.Input<string>;
    context: pulumi.Input<string>;
    kubeconfig: pulumi.Input<string>;
    identity: pulumi.Input<string>;
    /** Who serves the metrics API already, where the cluster was there before the lab. */
    metrics?: string | undefined;
    /** Options of everything that lives in the cluster. */
    lifetime: { deletedWith?: pulumi.Resource; dependsOn?: pulumi.Resource };
}

async function clusterOf(
    stack: string,
    config: BaselineConfig,
    ground: Ground,
    source: Awaited<ReturnType<Ground["imageSource"]>>,
    datadog: DatadogPlan | undefined,
): Promise<ClusterHandle> {
    const { cluster } = config;
    if ("context" in cluster) {
        requireAllowed(stack, cluster.context, cluster.allowContexts);
        const [, name] = /^kind-(.+)$/.exec(cluster.context) ?? [];
        if (name === undefined) {
            throw new LabError({
                where: `stacks/Pulumi.${stack}.yaml, sock-shop:cluster.context`,
                found: `${cluster.context}, which is no kind cluster`,
                allowed: "a context kind-<name>: the lab's images are loaded into its nodes",
                cure: `name a kind context, or a cluster of the lab's own: pulumi config set --path sock-shop:cluster.name sockshop --stack ${stack}`,
            });
        }
        const kubeconfig = process.env["KUBECONFIG"] ?? `${process.env["HOME"]}/.kube/config`;
        await ground.requireNoIncident({ kubeconfig, context: cluster.context });
        return {
            name,
            context: cluster.context,
            kubeconfig,
            identity: cluster.context,
            metrics: await ground.foreignMetrics({ kubeconfig, context: cluster.context }),
            lifetime: {},
        };
    }
    const shop = requestedRoom();
    const others = [
        ...[METRICS_REQUESTS, LOAD_REQUESTS, KEEPER_REQUESTS, MONITORING_REQUESTS],
        ...(datadog === undefined ? [] : [datadog.requests]),
    ];
    await ground.checkRoom({
        cpuMilli: shop.cpuMilli + others.reduce((sum, one) => sum + one.cpuMilli, 0),
        memoryMi: shop.memoryMi + others.reduce((sum, one) => sum + one.memoryMi, 0),
    });
    const missing = await ground.missingCluster(cluster.name, cluster.httpPort);
    if (missing === undefined) {
        const kubeconfig = ownKubeconfig(cluster.name);
        await ground.requireNoIncident({ kubeconfig, context: contextOf(cluster.name) });
    }
    const kind = new KindCluster("cluster", { ...cluster, imageSource: source, missing });
    return {
        name: cluster.name,
        context: kind.facts.context,
        kubeconfig: kind.facts.kubeconfig,
        identity: kind.facts.identity,
        lifetime: { deletedWith: kind.resource, dependsOn: kind.ready },
    };
}

/** Which program keeps the documents: MongoDB can be had as an image only. */
function documentStore(
    images: BaselineConfig["images"],
    source: Awaited<ReturnType<Ground["imageSource"]>>,
): string {
    if (images === "upstream") return "MongoDB, from upstream's images";
    return source === "registry"
        ? "MongoDB"
        : "FerretDB (speaks MongoDB's protocol; no registry answers that has MongoDB)";
}

function requireRegistry(stack: string, source: Awaited<ReturnType<Ground["imageSource"]>>): void {
    if (source === "registry") return;
    throw new LabError({
        where: `stacks/Pulumi.${stack}.yaml, sock-shop:images`,
        found: "upstream, but no image registry answers that has the released images",
        allowed: "own, or upstream where a registry answers",
        cure: `pulumi config set sock-shop:images own --stack ${stack}`,
    });
}

function requireAllowed(stack: string, context: string, allowed: readonly string[]): void {
    if (allowed.includes(context)) return;
    throw new LabError({
        where: `stacks/Pulumi.${stack}.yaml, sock-shop:cluster.context`,
        found: `${context} is not in sock-shop:cluster.allowContexts`,
        allowed: allowed.join(", "),
        cure: `if incidents may be laid over that cluster: pulumi config set --path 'sock-shop:cluster.allowContexts[${allowed.length}]' ${context} --stack ${stack}`,
    });
}
