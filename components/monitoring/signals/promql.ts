import type { Signal } from "./signal.ts";

/** The whole expression of a signal's alert: it has a result while the signal is so. */
export function expressionOf({ promql, compare, threshold }: Signal): string {
    const measured = `(${promql.value}) ${compare} ${threshold}`;
    return promql.only === undefined ? measured : `${measured} and on () (${promql.only})`;
}
