import type { Rule } from "./rule.ts";
import { baselineKept } from "./rules/baseline-kept.ts";
import { bounded } from "./rules/bounded.ts";
import { clusterAllowed } from "./rules/cluster-allowed.ts";
import { imagesPinned } from "./rules/images-pinned.ts";
import { limits } from "./rules/limits.ts";
import { loadTarget } from "./rules/load-target.ts";
import { namespaces } from "./rules/namespaces.ts";
import { noHostAccess } from "./rules/no-host-access.ts";
import { noPlainSecret } from "./rules/no-plain-secret.ts";

/** Every rule of the lab. */
export const RULES: readonly Rule[] = [
    clusterAllowed,
    namespaces,
    noHostAccess,
    loadTarget,
    bounded,
    imagesPinned,
    limits,
    baselineKept,
    noPlainSecret,
];
