/** The `route` label: the pattern of the mapping that upstream serves the request by. */
export function routeLabel(path: string, method: string): string {
    if (path === "/orders") return method === "POST" ? "/orders" : "/{repository}";
    if (path === "/health") return "/health";
    if (path === "/orders/search") return "/{repository}/search";
    if (/^\/orders\/search\/[^/]+$/.test(path)) return "/{repository}/search/{search}";
    // Unknown paths share one label, or a scan would fill the memory with series.
    return /^\/orders\/[^/]+$/.test(path) ? "/{repository}/{id}" : "other";
}
