import { GoError } from "../../platform/go-app.ts";
import { newSalt, passwordHash } from "./password.ts";
import { NameTaken } from "./store.ts";
import type { NewCustomer, UserStore } from "./store.ts";

/** Stores a customer under a fresh salt and gives the id; throws the contract's error for a taken name. */
export async function createCustomer(
    store: UserStore,
    { password, ...customer }: Omit<NewCustomer, "salt">,
): Promise<string> {
    const salt = newSalt();
    try {
        return await store.addCustomer({
            ...customer,
            password: passwordHash(password, salt),
            salt,
        });
    } catch (error) {
        if (error instanceof NameTaken) throw new GoError(500, error.message);
        throw error;
    }
}
