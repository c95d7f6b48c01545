import type { KubeClient } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { DeploymentReading, ReadingParts } from "../reading-parts.ts";
import { viewOf } from "../recovery/rollout.ts";
import type { Part } from "./part.ts";

const DEPLOYMENTS = collectionPath({
    apiVersion: "apps/v1",
    kind: "Deployment",
    namespace: SHOP_NAMESPACE,
});
const PODS = collectionPath({ apiVersion: "v1", kind: "Pod", namespace: SHOP_NAMESPACE });

/** How many pods each Deployment of the shop wants and has. */
export class DeploymentWatch implements Part {
    readonly name = "deployments";
    readonly pauseMs = 1_000;
    readonly #kube: Pick<KubeClient, "list">;
    #seen: Record<string, DeploymentReading> | undefined;
    #since = new Date();
    /** Workload by pod, of those that came since; one that is gone again still came. */
    readonly #came = new Map<string, string>();

    constructor(kube: Pick<KubeClient, "list">) {
        this.#kube = kube;
    }

    async look(): Promise<void> {
        const [deployments, pods] = await Promise.all(
            [DEPLOYMENTS, PODS].map((path) => this.#kube.list(path)),
        );
        const owners = (pods ?? []).map((pod) => pod.metadata.labels?.["name"]);
        for (const { metadata } of pods ?? []) {
            if (new Date(String(metadata["creationTimestamp"])) > this.#since) {
                this.#came.set(metadata.name, metadata.labels?.["name"] ?? "");
            }
        }
        this.#seen = Object.fromEntries(
            (deployments ?? []).map((object) => {
                const { name } = object.metadata;
                const { want, available } = viewOf(object);
                const count = owners.filter((owner) => owner === name).length;
                const came = [...this.#came.values()].filter((owner) => owner === name).length;
                return [name, { want, available, pods: count, came }];
            }),
        );
    }

    began(): void {
        this.#seen = undefined;
        this.#since = new Date();
        this.#came.clear();
    }

    lacks(): string | undefined {
        return this.#seen === undefined ? "deployments: not read yet" : undefined;
    }

    complaint(): string | undefined {
        const bad = Object.entries(this.#seen ?? {}).find(
            ([, { want, available }]) => available < want,
        );
        return bad === undefined ? undefined : `${bad[0]}: ${bad[1].available} available`;
    }

    reading(): Partial<ReadingParts> {
        return { deployments: this.#seen ?? {} };
    }
}
