import type { Order } from "./order.ts";

/** Which orders of all to list. */
export interface PageRequest {
    /** From 0. */
    page: number;
    size: number;
    /** Default: in order of insertion. */
    sort?: { field: SortField; isAscending: boolean };
}

/** What a listing can be sorted by. */
export const SORT_FIELDS = ["customerId", "date", "total", "status"] as const;
export type SortField = (typeof SORT_FIELDS)[number];

/** What orders asks of its database; every call rejects when the database can't answer. */
export interface OrderStore {
    /** An id that no order has. */
    newId(): string;
    /** Writes the whole order, new or not. Doing it twice, or too late, does no harm. */
    save(order: Order): Promise<void>;
    get(id: string): Promise<Order | undefined>;
    /** All orders of one customer, in order of insertion. */
    ofCustomer(customerId: string): Promise<Order[]>;
    /** One page, and how many orders there are in all. */
    list(request: PageRequest): Promise<{ orders: Order[]; count: number }>;
    /** False when there is none of that id. */
    remove(id: string): Promise<boolean>;
    /** Whether the database answers at all. */
    ping(): Promise<void>;
    close(): Promise<void>;
}
