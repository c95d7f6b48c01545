import assert from "node:assert/strict";
import { SettingError } from "../../../../../components/shop/image/src/platform/env.ts";
import { passwordHash } from "../../../../../components/shop/image/src/services/user/password.ts";
import { SEED_CUSTOMERS } from "../../../../../components/shop/image/src/services/user/seed-data.ts";
import { prepare } from "../../../../../components/shop/image/src/services/user/seed.ts";
import type { SeedStore } from "../../../../../components/shop/image/src/services/user/seed.ts";
import { user } from "../../../../../components/shop/image/src/services/user/service.ts";

/** A store that writes down what it is asked, and fails at the given step. */
function fakeSeedStore(): SeedStore & { steps: string[]; seeded: boolean; failAt: string } {
    const step = async (name: string): Promise<void> => {
        if (name === store.failAt) throw new Error("killed");
        store.steps.push(name);
    };
    const store = {
        steps: [] as string[],
        seeded: false,
        failAt: "",
        index: () => step("index"),
        wasSeeded: async () => store.seeded,
        customer: ({ username }: { username: string }) => step(username),
        address: ({ id }: { id: string }) => step(`address ${id.slice(-2)}`),
        card: ({ id }: { id: string }) => step(`card ${id.slice(-2)}`),
        markSeeded: async () => {
            await step("mark");
            store.seeded = true;
        },
    };
    return store;
}

const ALL = [
    "index",
    "address ad",
    "address b0",
    "address b3",
    "address d1",
    "card ae",
    "card b1",
    "card b4",
    "card d2",
    "Eve_Berger",
    "user",
    "user1",
    "mark",
];

describe("the seed of user", () => {
    it("goes into an empty store, the mark last", async () => {
        const store = fakeSeedStore();
        await prepare(store);
        assert.deepEqual(store.steps, ALL);
    });

    it("is not written a second time, or a deleted user would come back", async () => {
        const store = fakeSeedStore();
        await prepare(store);
        store.steps = [];
        await prepare(store);
        assert.deepEqual(store.steps, ["index"]);
    });

    for (const at of ["index", "address ad", "user1", "mark"]) {
        it(`is written anew as a whole when it was cut short at ${at}`, async () => {
            const store = fakeSeedStore();
            store.failAt = at;
            await assert.rejects(prepare(store), { message: "killed" });
            assert.equal(store.seeded, false);
            store.failAt = "";
            store.steps = [];
            await prepare(store);
            assert.deepEqual(store.steps, ALL);
        });
    }

    it("has the hashes of the documented passwords", () => {
        const passwords = ["eve", "password", "password"];
        assert.deepEqual(
            SEED_CUSTOMERS.map(({ salt }, at) => passwordHash(passwords[at] ?? "", salt)),
            SEED_CUSTOMERS.map(({ password }) => password),
        );
    });
});

describe("the settings of user", () => {
    it("know one kind of database", async () => {
        await assert.rejects(
            user({ env: { USER_DATABASE: "postgres" }, args: [] }),
            new SettingError(
                "flag -database or variable USER_DATABASE",
                'found "postgres"',
                "mongodb",
                "leave it out",
            ),
        );
    });
});
