const FIXED: Readonly<Record<string, string>> = {
    "/catalogue": "catalogue",
    "/catalogue/size": "catalogue_size",
    "/tags": "tags",
    "/metrics": "metrics",
};

/**
 * The `route` label of a path: upstream's template with `_` for what is not alphanumeric. Unknown
 * paths share one label, or a scan would fill the memory with series.
 */
export function routeLabel(path: string): string {
    const fixed = FIXED[path];
    if (fixed !== undefined) {
        return fixed;
    }
    if (path.startsWith("/catalogue/images/")) {
        return "catalogue_images";
    }
    if (path.startsWith("/health")) {
        return "health";
    }
    return /^\/catalogue\/[^/]+$/.test(path) ? "catalogue_id" : "other";
}
