import { BootError, unreadable } from "../../platform/spring-app.ts";

/** Where the parts of an order are to be fetched. */
export interface Links {
    customer: string;
    address: string;
    card: string;
    items: string;
}

/**
 * Links come from the request, so they must not make this service a proxy into other networks: only
 * `http:` and only hosts that name a service of the cluster, by its short name (`user`, `carts`) or
 * its full one (`user.sock-shop.svc.cluster.local`). Addresses, the internet and this pod are none.
 */
const SERVICE_HOST = /^(?!localhost$)[a-z0-9-]*[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/;

/** The links of a request's body; throws the contract's 406 for a missing one, 400 for a strange one. */
export function readLinks(body: unknown): Links {
    if (typeof body !== "object" || body === null || Array.isArray(body)) {
        throw unreadable("the request body is not a JSON object");
    }
    const fields: Partial<Record<keyof Links, unknown>> = body;
    const { customer, address, card, items } = fields;
    if ([customer, address, card, items].some((link) => link === undefined || link === null)) {
        throw new BootError(
            406,
            "works.weave.socks.orders.controllers.OrdersController$InvalidOrderException",
            "Invalid order request. Order requires customer, address, card and items.",
        );
    }
    return {
        customer: serviceLink("customer", customer),
        address: serviceLink("address", address),
        card: serviceLink("card", card),
        items: serviceLink("items", items),
    };
}

function serviceLink(name: keyof Links, link: unknown): string {
    const url = typeof link === "string" ? URL.parse(link) : null;
    if (url === null || url.protocol !== "http:" || url.username !== "" || url.password !== "") {
        throw unreadable(`${name} is not an absolute http address`);
    }
    if (!isServiceHost(url.hostname)) {
        throw unreadable(`${name} is not the address of a service of the shop`);
    }
    return url.href;
}

function isServiceHost(host: string): boolean {
    const isFull = host.endsWith(".svc.cluster.local");
    return SERVICE_HOST.test(host) && (isFull || !host.includes("."));
}
