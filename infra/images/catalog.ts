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
] as const;
export type ImageName = (typeof IMAGES)[number];

/** Repository of everything that is built here; no registry has it. */
export const REPOSITORY = "sock-shop-lab";

/** Debian release that images on the closed network are made of. */
export const SUITE = "trixie";

/** Modules of `infra/toolchain/go/` whose binaries, or files, are in the node image. */
export const NODE_MODULES = ["kind", "kubernetes", "coredns", "local-path-provisioner", "pause"];

/** Module that document-db runs where no registry has MongoDB. */
export const DOCUMENT_DB_MODULE = "ferretdb";

/** Images that the shop and the load are made of. */
export type LeafName = Exclude<ImageName, "base" | "node">;

/** Folders that make the build context of each, beside its code; a later one goes over an earlier. */
export const CONTEXTS: Readonly<Record<LeafName, readonly string[]>> = {
    shop: ["components/shop/image"],
    "catalogue-db": ["components/shop/store-image", "components/shop/catalogue-db"],
    "document-db": ["components/shop/store-image", "components/shop/document-db"],
    "session-db": ["components/shop/store-image", "components/shop/session-db"],
    rabbitmq: ["components/shop/store-image", "components/shop/rabbitmq"],
    "load-generator": ["load/image"],
};

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
    if (name === "node" && source === "registry") return UPSTREAM.node;
    const { paths, texts } = contentsOf(name, source);
    const tag = contentTag(CHECKOUT, paths, [name, source, process.arch, ...texts]);
    return `${REPOSITORY}/${name}:${tag}`;
}

/** What the Dockerfile of an image gets as `BASE`. */
export function parentRef(name: ImageName, source: ImageSource): string {
    if (source === "closed") return imageRef("base", "closed");
    switch (name) {
        case "shop":
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
        case "base":
        case "node":
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
            return {
                // The lockfile stands for the packages that are bundled.
                paths: [...CONTEXTS.shop, "package-lock.json"],
                texts: [parentRef(name, source), source === "closed" ? process.version : ""],
            };
        case "document-db":
            return {
                paths: [
                    ...CONTEXTS[name],
                    ...(source === "closed" ? [`infra/toolchain/go/${DOCUMENT_DB_MODULE}`] : []),
                ],
                texts: [parentRef(name, source)],
            };
        case "catalogue-db":
        case "session-db":
        case "rabbitmq":
        case "load-generator":
            return { paths: CONTEXTS[name], texts: [parentRef(name, source)] };
    }
}

/** Version of Kubernetes that the closed network's node runs, e.g. `v1.34.4`. */
export function kubernetesVersion(): string {
    const file = join(CHECKOUT, "infra/toolchain/go/kubernetes/build.json");
    const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
    return `v${version}`;
}
