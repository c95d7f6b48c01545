/**
 * One page of a listing, as upstream cuts it: page or size 0 and a start past the end give an empty
 * list, nothing at all on the first page gives null. Callers have refused negative numbers.
 */
export function page<T>(all: readonly T[], pageNum: number, pageSize: number): T[] | null {
    if (pageNum === 0 || pageSize === 0) {
        return [];
    }
    const start = (pageNum - 1) * pageSize;
    if (all.length === 0 && start === 0) {
        return null;
    }
    return all.slice(start, start + pageSize);
}

/** A whole number as Go's Atoi reads it, 0 for anything else; the default when absent or empty. */
export function wholeNumber(text: string | undefined, fallback: number): number {
    if (!text) {
        return fallback;
    }
    return /^[+-]?\d+$/.test(text) ? Number(text) : 0;
}
