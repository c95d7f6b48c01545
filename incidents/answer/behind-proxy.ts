import type { Change } from "./schema.ts";

/** What laying a proxy before a workload changes; `to` is what the network then does. */
export function behindProxy(target: string, to: string): Change[] {
    const proxy = `network-proxy-${target}`;
    return [
        { object: `Network to ${target}`, field: "port http", to, role: "cause" },
        {
            object: `Service ${target}`,
            field: "selector.name",
            from: target,
            to: proxy,
            role: "means",
        },
        {
            object: `Deployment ${target}`,
            field: "template.metadata.annotations[sock-shop/reached-through]",
            to: proxy,
            role: "means",
        },
    ];
}
