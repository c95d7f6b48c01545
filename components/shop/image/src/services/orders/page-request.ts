import { SORT_FIELDS } from "./store.ts";
import type { PageRequest } from "./store.ts";

/** Spring Data's defaults. */
const DEFAULT_SIZE = 20;
const MAX_SIZE = 1000;
/** Beyond any real page; keeps the product with the size a number that the store takes. */
const MAX_PAGE = 1_000_000;

/** The page asked for; what can't be understood counts as not given, as in Spring Data. */
export function pageRequest(query: (name: string) => string | undefined): PageRequest {
    const page = Math.min(whole(query("page")) ?? 0, MAX_PAGE);
    const size = Math.min(whole(query("size")) || DEFAULT_SIZE, MAX_SIZE);
    const [name, direction] = (query("sort") ?? "").split(",");
    const field = SORT_FIELDS.find((known) => known === name);
    const isAscending = direction?.toLowerCase() !== "desc";
    return { page, size, ...(field === undefined ? {} : { sort: { field, isAscending } }) };
}

function whole(text: string | undefined): number | undefined {
    return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
