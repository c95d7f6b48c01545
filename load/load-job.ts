import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { loadName, STACK_LABEL } from "../components/kit/labels.ts";
import { loadObjects } from "./load-objects.ts";
import type { SizedLoad } from "./sizing.ts";

export interface LoadJobArgs {
    /** Stack the load belongs to; the names in the cluster are of its mark, so that two loads may run. */
    stack: string;
    /** Image with Locust. */
    image: string;
    /** From `sizeLoad`. */
    load: SizedLoad;
    /** From `profileFiles`. */
    profile: Record<string, string>;
}

/** An update does not wait for a load: it ends by itself, and its end is no news for the stack. */
const NOT_AWAITED = { "pulumi.com/skipAwait": "true" };

/** Locust in the lab's namespace: the master, whose end is the load's end, and its workers. */
export class LoadJob extends pulumi.ComponentResource {
    constructor(name: string, args: LoadJobArgs, opts?: pulumi.ComponentResourceOptions) {
        super("sockshop:load:LoadJob", name, {}, opts);
        const objects = loadObjects({
            name: loadName(args.stack),
            labels: { [STACK_LABEL]: args.stack },
            image: args.image,
            load: args.load,
            files: args.profile,
        });
        const profile = new k8s.core.v1.ConfigMap(`${name}-profile`, objects.profile, {
            parent: this,
        });
        const service = new k8s.core.v1.Service(
            `${name}-master`,
            withAnnotations(objects.service, NOT_AWAITED),
            { parent: this },
        );
        // A Job's template can't be changed: another load is another Job.
        const job = { parent: this, dependsOn: [profile, service], deleteBeforeReplace: true };
        new k8s.batch.v1.Job(name, withAnnotations(objects.master, NOT_AWAITED), job);
        new k8s.batch.v1.Job(`${name}-worker`, withAnnotations(objects.workers, NOT_AWAITED), job);
        this.registerOutputs({});
    }
}

function withAnnotations<T extends { metadata: object }>(
    object: T,
    annotations: Record<string, string>,
): T {
    return { ...object, metadata: { ...object.metadata, annotations } };
}
