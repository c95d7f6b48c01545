import { readFileSync } from "node:fs";
import { join } from "node:path";
import { contentTag } from "./content-hash.ts";
import { CHECKOUT } from "./places.ts";
import type { ImageSource } from "./source.ts";
import { UPSTREAM } from "./upstream.ts";

/** Images of the lab. `base` and the built `node` exist on the closed network only. */
export const IMAGES = [
    "base",
    "node",
    "shop",
    "catalogue-db",
    "document-db",
    "session-db",
    "rabbitmq",
    "load-generator",
    "metrics-server",
    "network-proxy",
    "keeper",
    "prometheus",
    "kube-state-metrics",
    "victoria-logs",
    "vlagent",
    "alert-receiver",
] as const;
export type ImageName = (typeof IMAGES)[number];

/** Repository of everything that is built here; no registry has it. */
export const REPOSITORY = "sock-shop-lab";

/** Debian release that images on the closed network are made of. */
export const SUITE = "trixie";

/** Modules of `infra/toolchain/go/` whose binaries, or files, are in the node image. */
export const NODE_MODULES = ["kind", "kubernetes", "coredns", "local-path-provisioner", "pause"];

/** Images that a registry has under upstream's own name: the nodes pull them, nothing is built. */
const PULLED: Partial<Record<ImageName, string>> = {
    node: UPSTREAM.node,
    "metrics-server": UPSTREAM.metricsServer,
    prometheus: UPSTREAM.prometheus,
    "kube-state-metrics": UPSTREAM.kubeStateMetrics,
    "victoria-logs": UPSTREAM.victoriaLogs,
    vlagent: UPSTREAM.vlagent,
};

/** Images of the shop, of the load and of what watches. */
export type LeafName = Exclude<ImageName, "base" | "node">;

/** Folders that make the build context of each, beside its code; a later one goes over an earlier. */
export const CONTEXTS: Readonly<Record<LeafName, readonly string[]>> = {
    shop: ["components/shop/image"],
    "catalogue-db": ["components/shop/store-image", "components/shop/catalogue-db"],
    "document-db": ["components/shop/store-image", "components/shop/document-db"],
    "session-db": ["components/shop/store-image", "components/shop/session-db"],
    rabbitmq: ["components/shop/store-image", "components/shop/rabbitmq"],
    "load-generator": ["load/image"],
    "metrics-server": ["components/metrics/image"],
    "network-proxy": ["incidents/network-proxy"],
    keeper: ["incidents/keeper/image"],
    prometheus: ["components/monitoring/prometheus/image"],
    "kube-state-metrics": ["components/monitoring/kube-state-metrics/image"],
    "victoria-logs": ["components/monitoring/logs/victoria-logs-image"],
    vlagent: ["components/monitoring/logs/vlagent-image"],
    "alert-receiver": ["components/monitoring/receiver/image"],
};

/** Sources that are bundled into an image, packages aside: a unit test holds the list to the bundle. */
const BUNDLED = {
    shop: CONTEXTS.shop,
    keeper: [
        "incidents/keeper",
        "incidents/recovery",
        "incidents/broker",
        "components/kit",
        "components/kube",
        "components/shop/image/licences.ts",
        // Where the broker listens is part of the shop's topology.
        "components/shop/topology.ts",
        "components/shop/services.ts",
        "components/shop/stores.ts",
        "components/shop/probe.ts",
    ],
    "alert-receiver": [
        "components/monitoring/receiver/image",
        "components/monitoring/receiver/src",
        "components/monitoring/receiver/bundle.ts",
        "components/shop/image/licences.ts",
    ],
} as const satisfies Partial<Record<LeafName, readonly string[]>>;
export type BundledName = keyof typeof BUNDLED;

/** Whether an image is a program of this checkout, bundled, on Node. */
export function isBundled(name: ImageName): name is BundledName {
    return name in BUNDLED;
}

/** A program of a module of `infra/toolchain/go/`. */
export interface LeafProgram {
    module: string;
    program: string;
}

const alone = (name: string): LeafProgram => ({ module: name, program: name });

/**
 * Programs that are copied into an image that no registry has the like of: FerretDB in MongoDB's place,
 * what watches the cluster, and our own network-proxy.
 */
const LEAF_PROGRAMS: Partial<Record<LeafName, LeafProgram>> = {
    "document-db": alone("ferretdb"),
    "metrics-server": alone("metrics-server"),
    "network-proxy": alone("network-proxy"),
    "kube-state-metrics": alone("kube-state-metrics"),
    "victoria-logs": alone("victoria-logs"),
    vlagent: { module: "victoria-logs", program: "vlagent" },
};

/** Images that are one static binary, as upstream's are. */
const FROM_SCRATCH: readonly ImageName[] = [
    "metrics-server",
    "network-proxy",
    "kube-state-metrics",
    "victoria-logs",
    "vlagent",
];

interface Contents {
    /** Files and folders of the checkout that decide about the image. */
    paths: readonly string[];
    /** What else does. */
    texts: readonly string[];
}

/**
 * The reference of an image, from the contents of its build context and of its parents: it changes
 * when, and only when, something that goes into the image does. Asks neither Docker nor a network.
 */
export function imageRef(name: ImageName, source: ImageSource): string {
    const upstream = source === "registry" ? PULLED[name] : undefined;
    if (upstream !== undefined) return upstream;
    const { paths, texts } = contentsOf(name, source);
    const tag = contentTag(CHECKOUT, paths, [name, source, process.arch, ...texts]);
    return `${REPOSITORY}/${name}:${tag}`;
}

/** Whether an image is built here; where a registry answers, nothing is made of the base. */
export function isBuilt(name: ImageName, source: ImageSource): boolean {
    return source === "closed" || (name !== "base" && PULLED[name] === undefined);
}

/** What the Dockerfile of an image gets as `BASE`. */
export function parentRef(name: ImageName, source: ImageSource): string {
    if (FROM_SCRATCH.includes(name)) return "scratch";
    if (source === "closed") return imageRef("base", "closed");
    switch (name) {
        case "shop":
        case "keeper":
        case "alert-receiver":
            return UPSTREAM.javascript;
        case "catalogue-db":
            return UPSTREAM.mariadb;
        case "document-db":
            return UPSTREAM.mongodb;
        case "session-db":
            return UPSTREAM.redis;
        case "rabbitmq":
            return UPSTREAM.rabbitmq;
        case "load-generator":
            return UPSTREAM.locust;
        default:
            throw new Error(`${name} is not built where a registry answers`);
    }
}

/** What decides about an image. */
export function contentsOf(name: ImageName, source: ImageSource): Contents {
    switch (name) {
        case "base":
            return { paths: ["infra/images/base.ts"], texts: [SUITE] };
        case "node":
            return {
                paths: [
                    "infra/images/node",
                    "infra/images/node.ts",
                    "infra/images/system-images.ts",
                    ...NODE_MODULES.map((module) => `infra/toolchain/go/${module}`),
                ],
                texts: [parentRef(name, source)],
            };
        case "shop":
        case "keeper":
        case "alert-receiver":
            return {
                // The lockfile stands for the packages that are bundled.
                paths: [...BUNDLED[name], "package-lock.json"],
                texts: [parentRef(name, source), source === "closed" ? process.version : ""],
            };
        default: {
            const program = leafProgram(name, source);
            const sources = program === undefined ? [] : [`infra/toolchain/go/${program.module}`];
            return {
                paths: [...CONTEXTS[name], ...sources],
                texts: [parentRef(name, source)],
            };
        }
    }
}

/** The program of a Go module that an image gets, if it gets one from that source. */
export function leafProgram(name: LeafName, source: ImageSource): LeafProgram | undefined {
    // A registry has all the others; our own are built wherever the lab is.
    return source === "closed" || name === "network-proxy" ? LEAF_PROGRAMS[name] : undefined;
}

/** Version of Kubernetes that the closed network's node runs, e.g. `v1.34.4`. */
export function kubernetesVersion(): string {
    const file = join(CHECKOUT, "infra/toolchain/go/kubernetes/build.json");
    const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
    return `v${version}`;
}
