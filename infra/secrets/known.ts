import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Place } from "./finding.ts";
import { isHome } from "./homes.ts";
import type { KnownSecret } from "./values.ts";

/** Variables that name a secret. */
const NAMES_A_SECRET = /(PASSWORD|PASSPHRASE|SECRET|TOKEN|API_?KEY|APP_?KEY|APPLICATION_KEY)$/;

/** Secrets of the environment: the passphrase, keys of Datadog's, whatever else a variable calls one. */
export function environmentSecrets(environment = process.env): KnownSecret[] {
    const file = environment["PULUMI_CONFIG_PASSPHRASE_FILE"];
    const passphrase =
        file !== undefined && existsSync(file)
            ? [{ name: "the passphrase of the state", value: readFileSync(file, "utf8").trim() }]
            : [];
    const named = Object.entries(environment).flatMap(([name, value]): KnownSecret[] =>
        value !== undefined && value !== "" && NAMES_A_SECRET.test(name)
            ? [{ name: `the value of ${name}`, value }]
            : [],
    );
    return [...passphrase, ...named];
}

/** Keys and tokens of the kubeconfigs among these files. */
export function kubeconfigSecrets(files: readonly Place[]): KnownSecret[] {
    interface Kubeconfig {
        users?: { name: string; user?: Record<string, unknown> }[];
    }
    return files
        .filter((file) => isHome(file) && /kubeconfig/.test(file.name))
        .flatMap(({ name, content }) => {
            const { users = [] } = (parse(content.toString("utf8")) ?? {}) as Kubeconfig;
            return users.flatMap(({ user = {} }) =>
                ["client-key-data", "token", "password"].flatMap((key): KnownSecret[] => {
                    const value = user[key];
                    return typeof value === "string" ? [{ name: `${key} of ${name}`, value }] : [];
                }),
            );
        });
}
