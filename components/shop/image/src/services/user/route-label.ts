const EXACT = ["/login", "/register", "/metrics"];
const PREFIXES = ["/customers", "/addresses", "/cards", "/health"];

/** The `route` label; unknown paths share one, or a scan would fill the memory with series. */
export function routeLabel(method: string, path: string): string {
    // Upstream's one route for deletions has the prefix "/".
    if (method === "DELETE") return "root";
    if (EXACT.includes(path)) return path.slice(1);
    return PREFIXES.find((prefix) => path.startsWith(prefix))?.slice(1) ?? "other";
}
