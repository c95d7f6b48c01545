import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { ImageSource } from "../images/source.ts";

/** What `infra/cluster/main.ts ensure` says about the cluster, one JSON line. */
export interface ClusterFacts {
    name: string;
    context: string;
    /** Path of the lab's own kubeconfig. */
    kubeconfig: string;
    /** Changes when the cluster is made anew. */
    identity: string;
}

export interface KindClusterArgs {
    /** Name of the kind cluster. */
    name: string;
    /** Port of 127.0.0.1 where the shop answers. */
    httpPort: number;
    imageSource: ImageSource;
    /**
     * Undefined where the cluster is there. Else a text that was never used before: the resource is
     * then replaced, and with it everything that lived in the cluster.
     */
    missing: string | undefined;
}

/** The kind cluster as a resource: made by `up`, deleted by `destroy`. */
export class KindCluster extends pulumi.ComponentResource {
    readonly facts: pulumi.Output<ClusterFacts>;
    /** The resource that is the cluster: what lives in it is deleted with it. */
    readonly resource: pulumi.Resource;
    /** What lives in the cluster comes after this. */
    readonly ready: pulumi.Resource;

    constructor(name: string, args: KindClusterArgs, opts?: pulumi.ComponentResourceOptions) {
        super("sockshop:cluster:KindCluster", name, {}, opts);
        const identity = `--name ${args.name} --http-port ${args.httpPort}`;
        const cluster = new command.local.Command(
            `${name}-kind`,
            {
                create: `node infra/cluster/main.ts ensure ${identity} --image-source ${args.imageSource}`,
                delete: `node infra/cluster/main.ts delete --name ${args.name}`,
                triggers: [args.name, args.httpPort, args.missing ?? "there"],
                // Progress goes to stderr and to the screen; the facts on stdout are for the program.
                logging: command.local.Logging.Stderr,
            },
            {
                parent: this,
                // Two clusters of one name can't be at once.
                deleteBeforeReplace: true,
                // Only a missing cluster is a reason to make one: not the text that said so last time.
                ...(args.missing === undefined ? { ignoreChanges: ["triggers[2]"] } : {}),
                customTimeouts: { create: "15m", delete: "5m" },
            },
        );
        this.resource = cluster;
        this.facts = cluster.stdout.apply((line) => JSON.parse(line) as ClusterFacts);
        this.ready = new command.local.Command(
            `${name}-service-guard`,
            {
                create: `node infra/cluster/main.ts guard --name ${args.name}`,
                triggers: [this.facts.identity],
            },
            { parent: this, deletedWith: cluster },
        );
        this.registerOutputs({ facts: this.facts });
    }
}
