/** A share from 0 to 1 as people read it. */
export function shownPercent(share: number): string {
    return `${(share * 100).toFixed(0)} %`;
}

/** Milliseconds as people read them. */
export function shownMs(milliseconds: number): string {
    return `${milliseconds.toFixed(0)} ms`;
}
