import { SettingError, setting } from "../../platform/env.ts";
import type { Settings } from "../../platform/env.ts";

/** How long each call of another service may take, in milliseconds: `HTTP_TIMEOUT`, in seconds. */
export function callTimeoutMs(settings: Settings): number {
    const text = setting(settings, { flag: "http.timeout", env: "HTTP_TIMEOUT" }, "5");
    const seconds = Number(text);
    if (!/^\d+(\.\d+)?$/.test(text) || seconds <= 0 || seconds > 3600) {
        throw new SettingError(
            "variable HTTP_TIMEOUT",
            `found "${text}"`,
            "seconds, above 0 and up to 3600",
            "leave it out to wait 5 seconds, or give a number",
        );
    }
    return seconds * 1000;
}

/** The base address of another service, without a slash at its end. */
export function serviceUrl(settings: Settings, env: string, fallback: string): string {
    const text = setting(settings, { env }, fallback);
    const url = URL.parse(text);
    if (url?.protocol !== "http:" || url.pathname !== "/" || url.search !== "") {
        throw new SettingError(
            `variable ${env}`,
            `found "${text}"`,
            "an http address without a path",
            `leave it out to use ${fallback}, or give one like it`,
        );
    }
    return url.origin;
}
