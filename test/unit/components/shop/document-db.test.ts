import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { StoreEntrypoint } from "./store-entrypoint.ts";

const ACCOUNT = { MONGO_USER: "shop", MONGO_PASSWORD: "secret" };
const VERSION = 'if [ "$1" = --version ]; then echo "db version v8.0.17"; exit; fi';
/** Serves until it is told to end, or, with a login, ends at once. */
const MONGOD = `${VERSION}
echo "mongod $*" >&2
case "$*" in *--auth*) exit ;; esac
trap 'rm "$0.up"; exit' TERM
: >"$0.up"
while :; do sleep 0.01; done`;

describe("document-db", () => {
    let store: StoreEntrypoint;
    afterEach(() => store.remove());

    it("starts FerretDB where there is no MongoDB, with the account in the environment", () => {
        store = new StoreEntrypoint("document-db", {
            ferretdb: 'echo "$@ $MONGO_USER $MONGO_PASSWORD"',
        });
        const secret = store.write("secret", "from-file\n");
        const { status, stdout } = store.run({ MONGO_USER: "shop", MONGO_PASSWORD_FILE: secret });
        assert.equal(status, 0);
        assert.equal(stdout, `-data ${store.root}/data/db shop from-file\n`);
    });

    it("does not start without an account", () => {
        store = new StoreEntrypoint("document-db", { ferretdb: "echo started" });
        const { status, stdout, stderr } = store.run({ MONGO_PASSWORD: "secret" });
        assert.equal(status, 2);
        assert.equal(stdout, "");
        assert.match(stderr, /^document-db: variable MONGO_USER \(or MONGO_USER_FILE\)/);
    });

    it("sets MongoDB's account when it is new or changed, and only then", () => {
        store = new StoreEntrypoint("document-db", {
            mongod: MONGOD,
            mongosh: `until [ -e "\${0%/*}/mongod.up" ]; do sleep 0.01; done
                echo "mongosh $MONGO_USER $MONGO_PASSWORD" >&2`,
        });
        const set = (env: Record<string, string>): string[] => {
            const { status, stderr } = store.run(env);
            assert.equal(status, 0, stderr);
            assert.match(stderr, /^document-db: MongoDB 8\.0\.17\n/);
            assert.match(stderr, /\nmongod --config \S+ --auth\n$/);
            return stderr.split("\n").filter((line) => line.startsWith("mongosh"));
        };
        assert.deepEqual(set(ACCOUNT), ["mongosh shop secret"]);
        assert.deepEqual(set(ACCOUNT), []);
        assert.deepEqual(set({ ...ACCOUNT, MONGO_PASSWORD: "new" }), ["mongosh shop new"]);
        assert.doesNotMatch(store.read("data/db/account.sha256"), /new|shop/);
    });

    it("tries again after an interrupted start", () => {
        store = new StoreEntrypoint("document-db", { mongod: MONGOD, mongosh: "exit 1" });
        const { status, stderr } = store.run(ACCOUNT);
        assert.equal(status, 1);
        assert.match(stderr, /the account could not be set; .* tried again at the next start\n$/);
        assert.doesNotMatch(stderr, /--auth/);
        assert.equal(existsSync(join(store.root, "data/db/account.sha256")), false);
    });

    for (const [there, call] of [
        [null, "createUser"],
        [{ user: "shop" }, "updateUser"],
    ] as const) {
        it(`its account script calls ${call} where the account is ${there === null ? "missing" : "there"}`, () => {
            store = new StoreEntrypoint("document-db", {});
            const calls: unknown[] = [];
            const admin = {
                getUser: () => there,
                createUser: (...args: unknown[]) => calls.push(["createUser", ...args]),
                updateUser: (...args: unknown[]) => calls.push(["updateUser", ...args]),
            };
            const script = readFileSync(join(store.root, "etc/sock-shop/account.mongodb"), "utf8");
            runInNewContext(script, {
                db: { getSiblingDB: (name: string) => (name === "admin" ? admin : undefined) },
                process: { env: ACCOUNT },
            });
            const account = { pwd: "secret", roles: ["root"] };
            const expected =
                there === null ? [call, { user: "shop", ...account }] : [call, "shop", account];
            assert.deepEqual(JSON.parse(JSON.stringify(calls)), [expected]);
        });
    }
});
