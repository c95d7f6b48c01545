import assert from "node:assert/strict";
import { imageRef, kubernetesVersion, parentRef } from "../../../../infra/images/catalog.ts";
import { UPSTREAM } from "../../../../infra/images/upstream.ts";

describe("imageRef", () => {
    for (const name of ["shop", "catalogue-db", "load-generator"] as const) {
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
        assert.throws(() => parentRef("base", "registry"), /base is not built/);
    });
});
