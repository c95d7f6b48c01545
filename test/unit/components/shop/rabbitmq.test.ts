import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { StoreEntrypoint } from "./store-entrypoint.ts";

const ACCOUNT = { RABBITMQ_USER: 'sh"op', RABBITMQ_PASSWORD: 'p"\\ §$x' };

interface Definitions {
    users: { name: string; password_hash: string; hashing_algorithm: string; tags: string[] }[];
    vhosts: { name: string }[];
    permissions: Record<string, string>[];
}

describe("rabbitmq", () => {
    let store: StoreEntrypoint;
    const definitions = (): Definitions =>
        JSON.parse(store.read("run/rabbitmq/definitions.json")) as Definitions;

    beforeEach(() => (store = new StoreEntrypoint("rabbitmq", { "rabbitmq-server": "env" })));
    afterEach(() => store.remove());

    it("defines the one account, by RabbitMQ's own digest of its password", () => {
        assert.equal(store.run(ACCOUNT).status, 0);
        const { users, vhosts, permissions } = definitions();
        const [user] = users;
        assert.equal(users.length, 1);
        assert.equal(user?.name, ACCOUNT.RABBITMQ_USER);
        assert.deepEqual(user.tags, ["administrator"]);
        assert.equal(user.hashing_algorithm, "rabbit_password_hashing_sha256");
        const bytes = Buffer.from(user.password_hash, "base64");
        const salt = bytes.subarray(0, 4);
        const digest = createHash("sha256").update(salt).update(ACCOUNT.RABBITMQ_PASSWORD).digest();
        assert.deepEqual(bytes, Buffer.concat([salt, digest]));
        assert.deepEqual(vhosts, [{ name: "/" }]);
        assert.deepEqual(permissions, [
            { user: user.name, vhost: "/", configure: ".*", write: ".*", read: ".*" },
        ]);
    });

    it("loads what it defined, and salts it anew each time", () => {
        store.run(ACCOUNT);
        const first = definitions().users[0]?.password_hash;
        store.run(ACCOUNT);
        assert.notEqual(definitions().users[0]?.password_hash, first);
        assert.match(
            store.read("etc/sock-shop/rabbitmq.conf"),
            /^load_definitions = \/run\/rabbitmq\/definitions\.json$/m,
        );
    });

    it("hands the password to nobody else", () => {
        const { stdout } = store.run(ACCOUNT);
        assert.doesNotMatch(stdout, /PASSWORD|p"\\ §\$x/);
        assert.doesNotMatch(store.read("run/rabbitmq/definitions.json"), /§/);
    });

    it("makes the cookie once, for its own user only", () => {
        store.run(ACCOUNT);
        const cookie = store.read(".erlang.cookie");
        assert.match(cookie, /^[0-9a-f]{48}$/);
        assert.equal(statSync(join(store.root, ".erlang.cookie")).mode & 0o777, 0o600);
        store.run(ACCOUNT);
        assert.equal(store.read(".erlang.cookie"), cookie);
    });

    it("does not start without an account", () => {
        const { status, stderr } = store.run({ RABBITMQ_USER: "shop" });
        assert.equal(status, 2);
        assert.match(stderr, /^rabbitmq: variable RABBITMQ_PASSWORD \(or RABBITMQ_PASSWORD_FILE\)/);
    });
});
