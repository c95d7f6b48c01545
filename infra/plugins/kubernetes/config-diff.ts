/** When a changed provider means other objects: a replacement of everything it made. */
import { equal, hasUnknown, revealMap, type PropertyMap } from "../protocol/property.ts";
import { loadConnection } from "./kubeconfig.ts";

export interface ConfigDiff {
    changed: string[];
    replaces: string[];
}

const CLUSTER_KEYS = ["kubeconfig", "context", "cluster"];
const IDENTIFIER = "clusterIdentifier";

/**
 * As official 4.34.2, `DiffConfig`: with the same `clusterIdentifier` nothing is replaced, with another one everything;
 * without one a change of kubeconfig, context or cluster replaces if it leads to another server. A value that isn't
 * known yet may lead anywhere.
 */
export function diffConfig(olds: PropertyMap, news: PropertyMap): ConfigDiff {
    const [old, next] = [revealMap(olds), revealMap(news)];
    const keys = [...new Set([...Object.keys(old), ...Object.keys(next)])];
    const changed = keys.filter((key) => !equal(old[key] ?? null, next[key] ?? null));
    const isNamed = next[IDENTIFIER] !== undefined && next[IDENTIFIER] !== "";
    if (isNamed && !changed.includes(IDENTIFIER)) return { changed, replaces: [] };
    const replaces =
        changed.includes(IDENTIFIER) && old[IDENTIFIER] !== undefined ? [IDENTIFIER] : [];
    const unknown = CLUSTER_KEYS.filter((key) => hasUnknown(next[key]));
    if (unknown.length > 0) return { changed, replaces: [...replaces, ...unknown.slice(0, 1)] };
    const moved = changed.filter((key) => CLUSTER_KEYS.includes(key));
    if (moved.length > 0 && serverOf(old) !== serverOf(next)) replaces.push(...moved);
    return { changed, replaces };
}

/** The server a configuration leads to. Where it can't be read any more, nothing is known to have changed. */
function serverOf(config: PropertyMap): string | undefined {
    const text = (key: string): string | undefined => {
        const value = config[key];
        return typeof value === "string" && value !== "" ? value : undefined;
    };
    const [kubeconfig, context, cluster] = [text("kubeconfig"), text("context"), text("cluster")];
    try {
        return loadConnection({
            ...(kubeconfig === undefined ? {} : { kubeconfig }),
            ...(context === undefined ? {} : { context }),
            ...(cluster === undefined ? {} : { cluster }),
        }).server;
    } catch {
        return undefined;
    }
}
