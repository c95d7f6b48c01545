import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { STACK_LABEL } from "../../components/kit/labels.ts";
import { keeperJobSpec } from "../../components/lab/keeper-job.ts";
import { expiryArguments, expiryJob } from "../recovery/expiry.ts";

export interface ExpiryJobArgs {
    /** Stack of the incident. */
    stack: string;
    /** Image of the keeper. */
    image: string;
    /** Time from the making of this Job until the incident ends by itself, such as `30m`. */
    after: string;
}

/**
 * Ends an incident that was left alone, from inside the cluster. To be made after the record and before
 * the first change, so that there is no moment at which a fault could stay. Nobody waits for its end.
 */
export class ExpiryJob extends pulumi.ComponentResource {
    constructor(name: string, args: ExpiryJobArgs, opts?: pulumi.ComponentResourceOptions) {
        super("sockshop:incidents:ExpiryJob", name, {}, opts);
        const { stack, image, after } = args;
        const job = expiryJob(stack);
        const labels = { name: job.name, [STACK_LABEL]: stack };
        new k8s.batch.v1.Job(
            name,
            {
                metadata: {
                    name: job.name,
                    namespace: job.namespace,
                    labels,
                    annotations: { "pulumi.com/skipAwait": "true" },
                },
                spec: keeperJobSpec(image, expiryArguments(stack, after), labels),
            },
            // A Job's template can't be changed: another time is another Job, and runs from then. The engine
            // only forgets it: it goes when everything is back, which the restore knows.
            { parent: this, deleteBeforeReplace: true, retainOnDelete: true },
        );
        this.registerOutputs({});
    }
}
