import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { StoreEntrypoint } from "./store-entrypoint.ts";

describe("session-db", () => {
    let store: StoreEntrypoint;
    beforeEach(() => (store = new StoreEntrypoint("session-db", { "redis-server": 'echo "$@"' })));
    afterEach(() => store.remove());

    it("keeps the password out of the arguments, in a file for its own user", () => {
        const { status, stdout } = store.run({ REDIS_PASSWORD: 'a"b\\c $x' });
        assert.equal(status, 0);
        assert.equal(stdout, `${store.root}/run/redis/redis.conf\n`);
        assert.equal(
            store.read("run/redis/redis.conf"),
            `include ${store.root}/etc/sock-shop/redis.conf\nrequirepass "a\\"b\\\\c $x"\n`,
        );
        assert.equal(statSync(join(store.root, "run/redis/redis.conf")).mode & 0o777, 0o600);
    });

    it("takes the password from a mounted secret", () => {
        store.run({ REDIS_PASSWORD_FILE: store.write("secret", "from-file\n") });
        assert.match(store.read("run/redis/redis.conf"), /^requirepass "from-file"$/m);
    });

    it("does not start without a password", () => {
        const { status, stdout, stderr } = store.run({});
        assert.equal(status, 2);
        assert.equal(stdout, "");
        assert.equal(
            stderr.split("\n")[0],
            "session-db: variable REDIS_PASSWORD (or REDIS_PASSWORD_FILE): found nothing",
        );
    });
});
