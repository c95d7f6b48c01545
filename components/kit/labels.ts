/** The label every workload of the shop is selected by (spec environment.md, section 3). */
export function workloadLabels(name: string): { name: string } {
    return { name };
}

/** Marks objects that an incident's stack made, in whichever namespace: its recovery removes them. */
export const STACK_LABEL = "lab.sock-shop/stack";

/** The shop's namespace (spec environment.md, section 1). */
export const SHOP_NAMESPACE = "sock-shop";

/** The lab's own namespace: load and bookkeeping stay apart from what an investigator looks at. */
export const LAB_NAMESPACE = "lab";

/** Namespace of everything that watches: apart from the shop, which an investigator looks at. */
export const MONITORING_NAMESPACE = "monitoring";
