/** The plugin's configuration and its one connection, made when it is first needed. */
import type { PropertyMap } from "../protocol/property.ts";
import { hasUnknown } from "../protocol/property.ts";
import { Cluster } from "./cluster.ts";
import { loadConnection } from "./kubeconfig.ts";
import { readSettings, type Settings } from "./settings.ts";

export class Session {
    settings: Settings = readSettings({}, process.env);
    #connecting: Promise<Cluster> | undefined;
    #isKnown = true;
    #problem = "";

    /** Takes the provider's configuration over and begins to connect. */
    configure(config: PropertyMap): void {
        this.settings = readSettings(config, process.env);
        this.#isKnown = !hasUnknown(config);
        this.#connecting = undefined;
        if (this.#isKnown) void this.isReachable();
    }

    /** The cluster. Throws, with the reason, where it can't be reached. */
    cluster(): Promise<Cluster> {
        if (!this.#isKnown)
            return Promise.reject(new Error("the provider's configuration is not known yet"));
        this.#connecting ??= Cluster.connect(this.settings);
        return this.#connecting.catch((error: unknown) => {
            const text = error instanceof Error ? error.message : String(error);
            throw new Error(`configured Kubernetes cluster is unreachable: ${text}`, {
                cause: error,
            });
        });
    }

    /** Whether the cluster answers. */
    async isReachable(): Promise<boolean> {
        try {
            await this.cluster();
            return true;
        } catch (error) {
            this.#problem = error instanceof Error ? error.message : String(error);
            return false;
        }
    }

    /** The namespace of objects that name none. It doesn't need the cluster, only the kubeconfig. */
    defaultNamespace(): string {
        try {
            return loadConnection(this.settings).namespace;
        } catch {
            return this.settings.namespace ?? "default";
        }
    }

    /** What to do with a resource whose cluster is unreachable. Throws, with the cure, unless the user has decided. */
    whenUnreachable(
        operation: "read" | "delete",
        warn: (message: string) => void,
    ): { keep: boolean } {
        warn(this.#problem);
        if (this.settings.deleteUnreachable) {
            warn(
                "the `deleteUnreachable` option is enabled: deleting the unreachable resource from Pulumi state",
            );
            return { keep: false };
        }
        if (operation === "read" && this.settings.skipUpdateUnreachable) {
            warn(
                "the `skipUpdateUnreachable` option is enabled: the state may not reflect the cluster",
            );
            return { keep: true };
        }
        const what =
            operation === "read"
                ? "failed to read resource state due to unreachable cluster"
                : this.#problem;
        throw new Error(
            `${what}. If the cluster was deleted, you can remove this resource from Pulumi state by rerunning the ` +
                'operation with the PULUMI_K8S_DELETE_UNREACHABLE environment variable set to "true"',
        );
    }
}
