import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { KubeConfig, PortForward } from "@kubernetes/client-node";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { KubeClient } from "../../components/kube/client.ts";
import type { KubeTarget } from "../../components/kube/credentials.ts";
import { readyPod } from "./shop-cluster.ts";

/** The part of a web socket that is used here. */
interface Channel {
    close(): void;
    on(event: "close" | "error", listener: () => void): void;
}

/**
 * Ports on this host that lead to pods of the shop. The API server's service proxy would not do: it keeps
 * the Authorization header for itself. The pod is looked up at each connection, so a forward outlives it.
 */
export class ShopForwards {
    readonly #kube: KubeClient;
    readonly #forward: PortForward;
    readonly #servers = new Map<string, Promise<Server>>();
    readonly #sockets = new Set<Socket>();

    constructor(target: KubeTarget, kube: KubeClient) {
        const config = new KubeConfig();
        config.loadFromFile(target.kubeconfig);
        config.setCurrentContext(target.context);
        this.#kube = kube;
        this.#forward = new PortForward(config);
    }

    /** Address on this host that leads to that port of a workload. */
    async url(name: string, port: number): Promise<string> {
        const key = `${name}:${port}`;
        const server = this.#servers.get(key) ?? this.#listen(name, port);
        this.#servers.set(key, server);
        return `http://127.0.0.1:${((await server).address() as AddressInfo).port}`;
    }

    async close(): Promise<void> {
        for (const socket of this.#sockets) socket.destroy();
        for (const server of await Promise.all(this.#servers.values())) {
            await new Promise((resolve) => server.close(resolve));
        }
    }

    async #listen(name: string, port: number): Promise<Server> {
        const server = createServer((socket) => {
            this.#sockets.add(socket);
            socket.once("close", () => this.#sockets.delete(socket));
            // Whoever asked sees a connection that broke, which is what happened.
            socket.on("error", () => socket.destroy());
            this.#connect(socket, name, port).catch(() => socket.destroy());
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        return server;
    }

    async #connect(socket: Socket, name: string, port: number): Promise<void> {
        const pod = await readyPod(this.#kube, name);
        const channel = (await this.#forward.portForward(
            SHOP_NAMESPACE,
            pod.metadata.name,
            [port],
            socket,
            null,
            socket,
        )) as unknown as Channel;
        channel.on("close", () => socket.destroy());
        channel.on("error", () => socket.destroy());
        if (socket.destroyed) channel.close();
        else socket.once("close", () => channel.close());
    }
}
