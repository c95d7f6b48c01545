/** This project's mark on a cluster, as its node carries it. */
export interface Marker {
    /** Identity of the checkout that made the cluster. */
    owner: string;
    /** Folder of that checkout's state that is mounted into the node. */
    folder: string;
}

/** A cluster of the asked name, as the Docker engine sees it. */
export interface Seen {
    /** Name of the container that is the node. */
    node: string;
    /** Identity of the node: changes when the cluster is made anew. */
    container: string;
    running: boolean;
    /** When the node was started last; what was reported before that is out of date. */
    startedAt: string;
    /** Undefined on a cluster that isn't this project's. */
    marker: Marker | undefined;
    /** Port of 127.0.0.1 that leads to the shop, if one does. */
    httpPort: number | undefined;
}

/** What this checkout, and the one a marker names, know. */
export interface Known {
    /** Identity of this checkout. */
    self: string;
    /** Node container that this checkout saw complete; undefined if none. */
    completed: string | undefined;
    /** Identity of the checkout in the marker's folder now; undefined if it is gone. */
    ownerNow: string | undefined;
}

export type State = "absent" | "stopped" | "running" | "foreign" | "orphan";

export interface Verdict {
    state: State;
    /** For a person: why it is foreign or an orphan. */
    detail?: string;
}

/**
 * What a cluster of that name is to this checkout. Only `running` and `stopped` are used, only an
 * `orphan` is replaced, and `foreign` is never touched.
 */
export function judge(seen: Seen | undefined, known: Known): Verdict {
    if (seen === undefined) return { state: "absent" };
    if (seen.marker === undefined) {
        return { state: "foreign", detail: `${seen.node} was not made by this project` };
    }
    const { owner, folder } = seen.marker;
    if (owner !== known.self) {
        return known.ownerNow === owner
            ? { state: "foreign", detail: `it belongs to the checkout of ${folder}` }
            : { state: "orphan", detail: `the checkout that made it is gone (${folder})` };
    }
    if (known.completed !== seen.container) {
        return { state: "orphan", detail: "it is half made, by a run that was interrupted" };
    }
    return { state: seen.running ? "running" : "stopped" };
}

export type Action = "create" | "replace" | "start" | "use" | "refuse";

/** What `ensure` does about each state. */
export function actionFor(state: State): Action {
    switch (state) {
        case "absent":
            return "create";
        case "orphan":
            return "replace";
        case "stopped":
            return "start";
        case "running":
            return "use";
        case "foreign":
            return "refuse";
    }
}
