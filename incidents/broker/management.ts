import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { LabError } from "../../components/kit/error.ts";
import { type KubeClient, KubeError } from "../../components/kube/client.ts";
import { PodForwards } from "../../components/kube/forward.ts";
import { objectPath } from "../../components/kube/path.ts";
import { STORES } from "../../components/shop/topology.ts";
import type { BrokerPolicy } from "./policy.ts";

const BROKER = "rabbitmq";
/** The shop's virtual host is `/`, as a path has it. */
const VHOST = "%2F";
/** A live broker answers in milliseconds. */
const TIMEOUT_MS = 10_000;

/** A queue, as the broker itself tells of it. */
export interface BrokerQueue {
    name: string;
    durable: boolean;
    arguments: Readonly<Record<string, unknown>>;
    /** Name of the policy that is laid over it, as the queue last said: up to five seconds old. */
    policy: string | undefined;
    /** What that policy sets; as old. */
    effective: Readonly<Record<string, unknown>>;
    /** Who takes from it: who goes is gone at once, who comes is counted some seconds later. */
    consumers: number;
    /** Messages in it, as the queue last said: up to five seconds old. */
    depth: number;
}

/** The broker's management API. */
export class Broker {
    readonly #url: string;
    readonly #authorization: string;

    /** @param url such as `http://127.0.0.1:15672` */
    constructor(url: string, login: { user: string; password: string }) {
        this.#url = url;
        const text = `${login.user}:${login.password}`;
        this.#authorization = `Basic ${Buffer.from(text).toString("base64")}`;
    }

    /** Every policy of the shop's virtual host, by name. */
    async policies(): Promise<BrokerPolicy[]> {
        const found = (await this.#ask("GET", `policies/${VHOST}`)) as WirePolicy[];
        return found
            .map(({ name, pattern, definition, priority, "apply-to": applyTo }) => ({
                name,
                pattern,
                definition,
                applyTo,
                priority,
            }))
            .sort((a, b) => (a.name < b.name ? -1 : 1));
    }

    /** Makes a policy, or makes the one of that name so. */
    async setPolicy({ name, pattern, definition, applyTo, priority }: BrokerPolicy): Promise<void> {
        const body = { pattern, definition, "apply-to": applyTo, priority };
        await this.#ask("PUT", policyPath(name), body);
    }

    /** Removes a policy; one that is gone already is as good. */
    async deletePolicy(name: string): Promise<void> {
        await this.#ask("DELETE", policyPath(name));
    }

    /** Every queue of the shop's virtual host, by name. */
    async queues(): Promise<BrokerQueue[]> {
        const [queues, consumers] = await Promise.all([
            this.#ask("GET", `queues/${VHOST}`) as Promise<WireQueue[]>,
            // The queue's own count is as old as its other figures.
            this.#ask("GET", `consumers/${VHOST}`) as Promise<{ queue: { name: string } }[]>,
        ]);
        return queues
            .map((one) => ({
                name: one.name,
                durable: one.durable,
                arguments: one.arguments,
                policy: one.policy ?? undefined,
                effective: one.effective_policy_definition ?? {},
                consumers: consumers.filter(({ queue }) => queue.name === one.name).length,
                // A queue that was just declared has no figures yet, and nothing in it.
                depth: one.messages ?? 0,
            }))
            .sort((a, b) => (a.name < b.name ? -1 : 1));
    }

    /** Name of the policy that is laid over a queue at this moment, or undefined. */
    async policyOf(queue: string): Promise<string | undefined> {
        // Without statistics the broker answers from its records, not from what the queue last said.
        const path = `queues/${VHOST}?disable_stats=true&enable_queue_totals=true`;
        const queues = (await this.#ask("GET", path)) as WireQueue[];
        return queues.find((one) => one.name === queue)?.policy ?? undefined;
    }

    async #ask(method: string, path: string, body?: object): Promise<unknown> {
        const asked = `${method} /api/${path}`;
        let status: number;
        let text: string;
        try {
            const answer = await fetch(`${this.#url}/api/${path}`, {
                method,
                headers: { authorization: this.#authorization, "content-type": "application/json" },
                ...(body === undefined ? {} : { body: JSON.stringify(body) }),
                signal: AbortSignal.timeout(TIMEOUT_MS),
            });
            status = answer.status;
            text = await answer.text();
        } catch (error) {
            const cause = (error as Error).cause as Error | undefined;
            throw failure(asked, `no answer: ${cause?.message ?? (error as Error).message}`, error);
        }
        if (method === "DELETE" && status === 404) return undefined;
        if (status >= 400) throw failure(asked, `HTTP ${status}: ${text.slice(0, 300)}`);
        return text === "" ? undefined : (JSON.parse(text) as unknown);
    }
}

interface WirePolicy {
    name: string;
    pattern: string;
    definition: Record<string, unknown>;
    priority: number;
    "apply-to": string;
}

interface WireQueue {
    name: string;
    durable: boolean;
    arguments: Record<string, unknown>;
    policy?: string | null;
    effective_policy_definition?: Record<string, unknown> | null;
    messages?: number;
}

function policyPath(name: string): string {
    return `policies/${VHOST}/${encodeURIComponent(name)}`;
}

function failure(asked: string, found: string, cause?: unknown): LabError {
    return new LabError(
        {
            where: `the broker's management API, ${asked}`,
            found,
            allowed: "a broker that answers",
            cure: `kubectl -n ${SHOP_NAMESPACE} describe pods -l name=${BROKER}, then run the command again`,
        },
        { cause },
    );
}

/** What reaching the broker of a cluster takes. */
export type BrokerKube = Pick<KubeClient, "access" | "find" | "list">;

/** A way to the broker that stays open. */
export interface BrokerAccess {
    broker: Broker;
    close(): Promise<void>;
}

/**
 * Opens a way to the broker of the cluster's shop.
 * @throws LabError where the shop has none, or it does not say its login
 */
export async function openBroker(kube: BrokerKube): Promise<BrokerAccess> {
    const login = await brokerLogin(kube);
    const forwards = new PodForwards(kube, SHOP_NAMESPACE);
    const port = await forwards.port(BROKER, STORES.rabbitmq.ports.management);
    const broker = new Broker(`http://127.0.0.1:${port}`, login);
    return { broker, close: () => forwards.close() };
}

/** Does something with the broker, and closes the way to it. */
export async function withBroker<T>(
    kube: BrokerKube,
    use: (broker: Broker) => Promise<T>,
): Promise<T> {
    const access = await openBroker(kube);
    try {
        return await use(access.broker);
    } finally {
        await access.close();
    }
}

async function brokerLogin(kube: BrokerKube): Promise<{ user: string; password: string }> {
    const ref = { apiVersion: "v1", kind: "Secret", namespace: SHOP_NAMESPACE, name: BROKER };
    let data: Record<string, string> | undefined;
    let found = "no such Secret, or not these keys";
    try {
        data = (await kube.find(objectPath(ref)))?.["data"] as typeof data;
    } catch (error) {
        if (!(error instanceof KubeError)) throw error;
        found = error.message;
    }
    const [user, password] = [data?.["RABBITMQ_USER"], data?.["RABBITMQ_PASSWORD"]];
    if (user === undefined || password === undefined) {
        throw new LabError({
            where: `Secret ${SHOP_NAMESPACE}/${BROKER}`,
            found,
            allowed: "RABBITMQ_USER and RABBITMQ_PASSWORD",
            cure: "pulumi up --stack baseline --refresh",
        });
    }
    const decode = (text: string): string => Buffer.from(text, "base64").toString("utf8");
    return { user: decode(user), password: decode(password) };
}
