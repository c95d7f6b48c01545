import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { filesBelow } from "../../../../infra/secrets/files.ts";
import { isHome, openHomes } from "../../../../infra/secrets/homes.ts";
import { environmentSecrets, kubeconfigSecrets } from "../../../../infra/secrets/known.ts";

describe("homes of secrets", () => {
    let state: string;
    before(() => {
        state = mkdtempSync(join(tmpdir(), "sock-shop-lab-scan-"));
        mkdirSync(join(state, ".pulumi"));
        writeFileSync(join(state, "passphrase"), "correct-horse\n", { mode: 0o600 });
        writeFileSync(join(state, ".pulumi/x.json"), "{}");
        const kubeconfig = "users: [{ name: a, user: { client-key-data: S0VZS0VZS0VZ, x: 1 } }]\n";
        writeFileSync(join(state, "kubeconfig-sockshop"), kubeconfig, { mode: 0o600 });
        symlinkSync("/etc/hostname", join(state, "link"));
    });
    after(() => rmSync(state, { recursive: true }));

    it("are the passphrase and the kubeconfigs; links are not followed", () => {
        const files = filesBelow(state);
        const names = (list: typeof files): string[] =>
            list.map(({ name }) => name.slice(state.length + 1)).sort();
        assert.deepEqual(names(files), [".pulumi/x.json", "kubeconfig-sockshop", "passphrase"]);
        assert.deepEqual(names(files.filter(isHome)), ["kubeconfig-sockshop", "passphrase"]);
    });

    it("are found open where others can read them", () => {
        assert.deepEqual(openHomes(filesBelow(state)), []);
        chmodSync(join(state, "passphrase"), 0o644);
        assert.deepEqual(openHomes(filesBelow(state)), [
            { place: join(state, "passphrase"), what: "others than its owner can read it" },
        ]);
        chmodSync(join(state, "passphrase"), 0o600);
    });

    it("say what is looked for elsewhere", () => {
        const file = join(state, "kubeconfig-sockshop");
        assert.deepEqual(kubeconfigSecrets(filesBelow(state)), [
            { name: `client-key-data of ${file}`, value: "S0VZS0VZS0VZ" },
        ]);
        const environment = {
            PULUMI_CONFIG_PASSPHRASE_FILE: join(state, "passphrase"),
            DD_API_KEY: "a-key-of-datadogs",
            DD_SITE: "datadoghq.eu",
            EMPTY_TOKEN: "",
        };
        assert.deepEqual(environmentSecrets(environment), [
            { name: "the passphrase of the state", value: "correct-horse" },
            { name: "the value of DD_API_KEY", value: "a-key-of-datadogs" },
        ]);
    });
});
