import { INCIDENTS } from "../../incidents/catalog.ts";

/**
 * Incidents that together look through every part of the witness: what `npm test` proves invalid without
 * their fault. Each takes a minute or two, and the whole catalogue would take longer than all other tests.
 */
export const MUTATED: readonly string[] = [
    "incident-2",
    "incident-5a",
    "incident-7",
    "control-load",
];

/**
 * The incidents to prove without their fault: the few, or with SOCK_SHOP_LAB_MUTATIONS=all the catalogue.
 * @throws Error for any other value
 */
export function mutated(value = process.env["SOCK_SHOP_LAB_MUTATIONS"]): readonly string[] {
    if (value === undefined || value === "") return MUTATED;
    if (value === "all") return INCIDENTS;
    throw new Error(`SOCK_SHOP_LAB_MUTATIONS: found ${value}; allowed: all, or nothing for a few`);
}
