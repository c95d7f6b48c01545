import { SettingError, flag, setting } from "../../platform/env.ts";
import type { Settings } from "../../platform/env.ts";
import type { Backends } from "./backends.ts";

/**
 * Where the backends are. Variables `CATALOGUE_URL`, `CARTS_URL`, `ORDERS_URL`, `USER_URL`; default
 * `http://<name>`, or `http://<name>.x` with the argument `--domain=x`.
 */
export function backendUrls(settings: Settings): Record<keyof Backends, string> {
    const domain = flag(settings, "domain");
    const url = (name: keyof Backends): string => {
        const variable = `${name.toUpperCase()}_URL`;
        const fallback = domain ? `http://${name}.${domain}` : `http://${name}`;
        const found = setting(settings, { env: variable }, fallback);
        if (!/^http:\/\/[\w.-]+(:\d{1,5})?\/?$/.test(found)) {
            throw new SettingError(
                domain && found === fallback ? "argument --domain" : `variable ${variable}`,
                `found "${found}"`,
                "http://host or http://host:port",
                `leave it out for http://${name}`,
            );
        }
        return found.replace(/\/$/, "");
    };
    return {
        catalogue: url("catalogue"),
        carts: url("carts"),
        orders: url("orders"),
        user: url("user"),
    };
}
