import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
    contentsOf,
    imageRef,
    IMAGES,
    isBuilt,
    kubernetesVersion,
    leafProgram,
    parentRef,
} from "../../../../infra/images/catalog.ts";
import { UPSTREAM } from "../../../../infra/images/upstream.ts";
import { versions } from "../../../../infra/toolchain/versions.mjs";

describe("imageRef", () => {
    const leaves = IMAGES.filter((name) => name !== "base" && name !== "node");

    it("knows the shop, its stores, the load, the lab and what watches it", () => {
        assert.deepEqual(leaves, [
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
        ]);
    });

    for (const name of leaves) {
        it(`${name} has one reference a source, stable between calls`, () => {
            const closed = imageRef(name, "closed");
            assert.match(closed, new RegExp(`^sock-shop-lab/${name}:[0-9a-f]{12}$`));
            assert.equal(imageRef(name, "closed"), closed);
            assert.notEqual(imageRef(name, "registry"), closed);
        });
    }

    it("takes the node from the registry, by a digest", () => {
        assert.equal(imageRef("node", "registry"), UPSTREAM.node);
        assert.match(UPSTREAM.node, /^kindest\/node:v1\.34\.\d+@sha256:[0-9a-f]{64}$/);
        assert.match(imageRef("node", "closed"), /^sock-shop-lab\/node:/);
    });

    it("takes metrics-server from the registry, in the version that is built elsewhere", () => {
        const file = "infra/toolchain/go/metrics-server";
        const { version } = JSON.parse(readFileSync(`${file}/build.json`, "utf8")) as {
            version: string;
        };
        assert.equal(
            imageRef("metrics-server", "registry"),
            `registry.k8s.io/metrics-server/metrics-server:v${version}`,
        );
        const module = readFileSync(`${file}/go.mod`, "utf8");
        assert.match(module, new RegExp(`^require sigs.k8s.io/metrics-server v${version}$`, "m"));
    });

    it("makes metrics-server of its module alone, so that a new base doesn't", () => {
        assert.deepEqual(contentsOf("metrics-server", "closed"), {
            paths: ["components/metrics/image", "infra/toolchain/go/metrics-server"],
            texts: ["scratch"],
        });
    });

    it("makes network-proxy of its module from either source: nobody publishes it", () => {
        for (const source of ["closed", "registry"] as const) {
            assert.deepEqual(contentsOf("network-proxy", source), {
                paths: ["incidents/network-proxy", "infra/toolchain/go/network-proxy"],
                texts: ["scratch"],
            });
        }
    });

    for (const [name, module] of [
        ["kube-state-metrics", "kube-state-metrics"],
        ["victoria-logs", "victoria-logs"],
        ["vlagent", "victoria-logs"],
    ] as const) {
        it(`takes ${name} from the registry in the version that is built elsewhere`, () => {
            const file = `infra/toolchain/go/${module}/build.json`;
            const { version, packages } = JSON.parse(readFileSync(file, "utf8")) as {
                version: string;
                packages: Record<string, string>;
            };
            assert.ok(imageRef(name, "registry").endsWith(`/${name}:v${version}`));
            assert.deepEqual(leafProgram(name, "closed"), { module, program: name });
            assert.ok(name in packages);
            assert.equal(leafProgram(name, "registry"), undefined);
            assert.equal(parentRef(name, "closed"), "scratch");
        });
    }

    it("takes Prometheus from the registry in the version that tests check its rules by", () => {
        assert.equal(
            imageRef("prometheus", "registry"),
            `quay.io/prometheus/prometheus:v${versions.prometheus.version}`,
        );
    });

    it("builds neither base, node nor what others publish where a registry answers", () => {
        const pulled = IMAGES.filter((name) => !isBuilt(name, "registry"));
        assert.deepEqual(pulled, [
            "base",
            "node",
            "metrics-server",
            "prometheus",
            "kube-state-metrics",
            "victoria-logs",
            "vlagent",
        ]);
        assert.deepEqual(
            IMAGES.filter((name) => !isBuilt(name, "closed")),
            [],
        );
    });

    // kubectl may be one minor off its server: both sources must run the same minor.
    it("runs the same Kubernetes minor from both sources", () => {
        const minor = kubernetesVersion().split(".").slice(0, 2).join(".");
        assert.ok(UPSTREAM.node.startsWith(`kindest/node:${minor}.`), UPSTREAM.node);
    });

    it("pins every upstream image by digest or exact version", () => {
        for (const ref of Object.values(UPSTREAM)) assert.match(ref, /:v?\d+\.\d+\.\d+/);
    });

    it("builds everything on the base where no registry answers", () => {
        assert.equal(parentRef("shop", "closed"), imageRef("base", "closed"));
        assert.equal(parentRef("shop", "registry"), UPSTREAM.javascript);
        assert.equal(parentRef("document-db", "registry"), UPSTREAM.mongodb);
        assert.equal(parentRef("session-db", "registry"), UPSTREAM.redis);
        assert.equal(parentRef("rabbitmq", "registry"), UPSTREAM.rabbitmq);
        assert.throws(() => parentRef("base", "registry"), /base is not built/);
    });

    it("counts the server that is built for document-db only where it is built", () => {
        const module = "infra/toolchain/go/ferretdb";
        assert.ok(contentsOf("document-db", "closed").paths.includes(module));
        assert.ok(!contentsOf("document-db", "registry").paths.includes(module));
    });

    it("counts what the stores' contexts have in common", () => {
        for (const name of ["document-db", "session-db", "rabbitmq"] as const) {
            assert.ok(contentsOf(name, "closed").paths.includes("components/shop/store-image"));
        }
    });
});
