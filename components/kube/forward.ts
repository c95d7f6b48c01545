import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { WebSocket } from "ws";
import { workloadLabels } from "../kit/labels.ts";
import type { KubeClient, KubeObject } from "./client.ts";
import { collectionPath } from "./path.ts";

/** What a forward asks of the API server. */
type Kube = Pick<KubeClient, "access" | "list">;

/** Kubernetes' framing: a byte that tells the stream, then its data. */
const PROTOCOL = "v4.channel.k8s.io";
const DATA_STREAM = 0;
/** Each stream begins with the number of its port, in so many bytes. */
const PORT_BYTES = 2;
/** A live API server opens one in some ten milliseconds. */
const HANDSHAKE_TIMEOUT_MS = 10_000;

/**
 * Ports on this host that lead to pods, through the API server, as `kubectl port-forward` makes them. The
 * API server's proxy would not do for whoever asks for a login: it keeps the Authorization header for
 * itself. The pod is looked up at each connection, so a forward outlives it. Nothing of this keeps the
 * process alive.
 */
export class PodForwards {
    readonly #kube: Kube;
    readonly #namespace: string;
    readonly #servers = new Map<string, Promise<Server>>();
    readonly #sockets = new Set<Socket>();

    constructor(kube: Kube, namespace: string) {
        this.#kube = kube;
        this.#namespace = namespace;
    }

    /** Port of 127.0.0.1 that leads to that port of a workload. */
    async port(workload: string, port: number): Promise<number> {
        const key = `${workload}:${port}`;
        const server = this.#servers.get(key) ?? this.#listen(workload, port);
        this.#servers.set(key, server);
        return ((await server).address() as AddressInfo).port;
    }

    /** Closes the ports and breaks what goes through them. */
    async close(): Promise<void> {
        const servers = await Promise.all(this.#servers.values());
        for (const socket of this.#sockets) socket.destroy();
        await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
    }

    async #listen(workload: string, port: number): Promise<Server> {
        // Nothing is read before there is somewhere to send it.
        const server = createServer({ pauseOnConnect: true }, (socket) => {
            this.#sockets.add(socket.unref());
            socket.once("close", () => this.#sockets.delete(socket));
            // Whoever asked sees a connection that broke, which is what happened.
            socket.on("error", () => socket.destroy());
            this.#connect(socket, workload, port).catch(() => socket.destroy());
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        return server.unref();
    }

    async #connect(socket: Socket, workload: string, port: number): Promise<void> {
        const pod = await readyPod(this.#kube, this.#namespace, workload);
        const { server, options } = await this.#kube.access();
        const { headers, ...identity } = options;
        const path = `${podsOf(this.#namespace)}/${pod.metadata.name}/portforward?ports=${port}`;
        const scheme = server.protocol === "http:" ? "ws" : "wss";
        const channel = new WebSocket(`${scheme}://${server.host}${path}`, PROTOCOL, {
            ...identity,
            headers: headers as Record<string, string>,
            handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
            perMessageDeflate: false,
        });
        channel.on("upgrade", (response) => response.socket.unref());
        channel.on("open", () => carry(socket, channel));
        // What came is still to be read.
        channel.on("close", () => socket.destroySoon());
        channel.on("error", () => socket.destroy());
        if (socket.destroyed) channel.terminate();
        else socket.once("close", () => channel.terminate());
    }
}

/** The pod of a workload that serves. @throws Error where none does */
export async function readyPod(
    kube: Pick<KubeClient, "list">,
    namespace: string,
    workload: string,
): Promise<KubeObject> {
    const selector = encodeURIComponent(`name=${workloadLabels(workload).name}`);
    const pods = await kube.list(`${podsOf(namespace)}?labelSelector=${selector}`);
    const ready = pods.find(
        (pod) => pod.metadata.deletionTimestamp === undefined && isReady(pod["status"]),
    );
    if (ready === undefined) throw new Error(`${workload} has no Ready pod`);
    return ready;
}

function isReady(status: unknown): boolean {
    const { conditions = [] } = (status ?? {}) as {
        conditions?: { type: string; status: string }[];
    };
    return conditions.some((one) => one.type === "Ready" && one.status === "True");
}

function podsOf(namespace: string): string {
    return collectionPath({ apiVersion: "v1", kind: "Pod", namespace });
}

/** Carries bytes both ways; the slower side holds the faster one back. */
function carry(socket: Socket, channel: WebSocket): void {
    let lacks = PORT_BYTES;
    channel.on("message", (message: Buffer) => {
        // What the other stream carries are errors, after which the channel is closed.
        if (message[0] !== DATA_STREAM) return;
        const data = message.subarray(1 + lacks);
        lacks = Math.max(0, lacks - (message.length - 1));
        if (data.length === 0 || socket.write(data)) return;
        channel.pause();
        socket.once("drain", () => channel.resume());
    });
    socket.on("data", (data: Buffer) => {
        socket.pause();
        channel.send(Buffer.concat([Buffer.of(DATA_STREAM), data]), () => socket.resume());
    });
    socket.resume();
}
