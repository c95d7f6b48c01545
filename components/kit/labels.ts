import { createHash } from "node:crypto";

/** The label every workload of the shop is selected by (spec environment.md, section 3). */
export function workloadLabels(name: string): { name: string } {
    return { name };
}

/**
 * Marks objects that an incident's stack made, in whichever namespace: its recovery removes them. Its value is the
 * stack's name in the lab's own namespace, and its mark (`stackMark`) wherever an investigator may read it.
 */
export const STACK_LABEL = "sock-shop/release";

/**
 * What stands for a stack's name where that would tell the answer: eight letters of its hash. It is no secret from who
 * has the stacks' names, and says nothing to who has the cluster.
 */
export function stackMark(stack: string): string {
    return createHash("sha256").update(`stack ${stack}`).digest("hex").slice(0, 8);
}

/** Value of the label on what a stack makes in a namespace. */
export function stackLabel(stack: string, namespace: string | undefined): string {
    return namespace === LAB_NAMESPACE ? stack : stackMark(stack);
}

/**
 * The stack that a label's value means.
 * @param stacks names that may be meant; a mark of none of them stands for itself
 */
export function stackOfLabel(value: string, stacks: Iterable<string>): string {
    for (const stack of stacks) if (stackMark(stack) === value) return stack;
    return value;
}

/** A selector of everything that a stack made, ready for a query: by its name and by its mark. */
export function madeBy(stack: string): string {
    return `labelSelector=${encodeURIComponent(`${STACK_LABEL} in (${stack},${stackMark(stack)})`)}`;
}

/** Name of a stack's load and of its master's Job: pods of it are seen by who watches the shop. */
export function loadName(stack: string): string {
    return `load-${stackMark(stack)}`;
}

/** The shop's namespace (spec environment.md, section 1). */
export const SHOP_NAMESPACE = "sock-shop";

/** The lab's own namespace: load and bookkeeping stay apart from what an investigator looks at. */
export const LAB_NAMESPACE = "lab";

/** Namespace of everything that watches: apart from the shop, which an investigator looks at. */
export const MONITORING_NAMESPACE = "monitoring";

/** Container of the lab's own program in the cluster, by which what is measured of it is told from a load. */
export const KEEPER_CONTAINER = "keeper";
