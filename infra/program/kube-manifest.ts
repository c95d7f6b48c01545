import * as pulumi from "@pulumi/pulumi";
import type { KubeObject } from "../../components/kube/client.ts";

/** Any Kubernetes object as a resource: fault kinds say what they add as manifests, and import no Pulumi. */
export class KubeManifest extends pulumi.CustomResource {
    constructor(name: string, manifest: KubeObject, opts: pulumi.CustomResourceOptions) {
        const { apiVersion, kind } = manifest;
        // The core group has no name in an apiVersion, and one in a type token.
        const group = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
        super(`kubernetes:${group}:${kind}`, name, manifest, opts);
    }
}
