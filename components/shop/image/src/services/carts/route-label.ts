/**
 * The `route` label of a path: the mapping's pattern. Unknown paths share one label, or a scan would
 * fill the memory with series.
 */
export function routeLabel(path: string): string {
    if (path === "/health") return path;
    if (/^\/carts\/[^/]+$/.test(path)) return "/carts/{customerId}";
    if (/^\/carts\/[^/]+\/merge$/.test(path)) return "/carts/{customerId}/merge";
    if (/^\/carts\/[^/]+\/items$/.test(path)) return "/carts/{customerId:.*}/items";
    if (/^\/carts\/[^/]+\/items\/[^/]+$/.test(path)) {
        return "/carts/{customerId:.*}/items/{itemId:.*}";
    }
    return "other";
}
