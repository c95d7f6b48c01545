import assert from "node:assert/strict";
import { secretsIn } from "../../../../infra/secrets/cluster.ts";

describe("secrets of a cluster", () => {
    it("are what its Secrets hold, without the names of logins", () => {
        const encoded = (text: string): string => Buffer.from(text).toString("base64");
        const secret = {
            apiVersion: "v1",
            kind: "Secret",
            metadata: { name: "catalogue-db", namespace: "sock-shop" },
            data: {
                MARIADB_USER: encoded("catalogue_user"),
                username: encoded("guest"),
                MARIADB_PASSWORD: encoded("correct-horse\n"),
                USER_TOKEN: encoded("battery-staple"),
            },
        };
        assert.deepEqual(secretsIn([secret]), [
            { name: "Secret sock-shop/catalogue-db, MARIADB_PASSWORD", value: "correct-horse" },
            { name: "Secret sock-shop/catalogue-db, USER_TOKEN", value: "battery-staple" },
        ]);
    });
});
