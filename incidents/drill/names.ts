/**
 * Names that who investigates a drill can read. They are those of any shop's operations; none may tell what
 * is being practised.
 */

/** Account, role and binding of who investigates. */
export const ON_CALL = "on-call";

/** Cluster, user and context in the kubeconfig that is handed out. */
export const KUBECONFIG_NAMES = { cluster: "shop", user: ON_CALL, context: "shop" } as const;

/** Folder of a drill under way, in its checkout: kubeconfig, and the sealed rest. */
export const DRILL_FOLDER = "out/drill";

/** Files of a drill under way, in a folder that is readable by its owner only. */
export const DRILL_FILES = {
    kubeconfig: "kubeconfig",
    sealed: "drill.sealed",
    key: "drill.key",
    config: "config.yaml",
} as const;
