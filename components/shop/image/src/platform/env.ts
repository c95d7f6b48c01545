/** Reads what a process was started with; the only module that looks at its environment. */

/** A setting that makes the process refuse to start; its text names the setting and the cure. */
export class SettingError extends Error {
    constructor(where: string, found: string, allowed: string, cure: string) {
        super(`${where}: ${found}\n  allowed: ${allowed}\n  cure:    ${cure}`);
        this.name = "SettingError";
    }
}

/** What a service may read: environment variables and command line arguments. */
export interface Settings {
    env: Readonly<Record<string, string | undefined>>;
    args: readonly string[];
}

/**
 * The value of a flag in any of Go's four spellings (`-port 80`, `-port=80`, and both with two dashes),
 * which is how the upstream manifests pass them; the last one wins. Undefined when absent.
 */
export function flag(settings: Settings, name: string): string | undefined {
    let value: string | undefined;
    for (const [index, arg] of settings.args.entries()) {
        const bare = arg.replace(/^--?/, "");
        if (bare === arg) {
            continue;
        }
        if (bare === name) {
            value = settings.args[index + 1];
        } else if (bare.startsWith(`${name}=`)) {
            value = bare.slice(name.length + 1);
        }
    }
    return value;
}

/** A non-empty flag, else the environment variable, else the default. */
export function setting(
    settings: Settings,
    names: { flag?: string; env?: string },
    fallback: string,
): string {
    const fromFlag = names.flag === undefined ? undefined : flag(settings, names.flag);
    const fromEnv = names.env === undefined ? undefined : settings.env[names.env];
    return fromFlag || fromEnv || fallback;
}

/** A TCP port; throws SettingError for anything but a whole number from 1 to 65535. */
export function portSetting(
    settings: Settings,
    names: { flag?: string; env?: string },
    fallback: number,
): number {
    const text = setting(settings, names, String(fallback));
    const port = Number(text);
    if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
        const where = [names.flag && `flag -${names.flag}`, names.env && `variable ${names.env}`];
        throw new SettingError(
            where.filter(Boolean).join(" or "),
            `found "${text}"`,
            "a whole number from 1 to 65535",
            `leave it out to listen on ${fallback}, or give a port`,
        );
    }
    return port;
}
