import { z } from "zod";
import { NAMINGS } from "./naming.ts";

/** Datadog's sites; each is an organisation's own, and keys of one are strangers at another. */
export const SITES = [
    "datadoghq.com",
    "us3.datadoghq.com",
    "us5.datadoghq.com",
    "datadoghq.eu",
    "ap1.datadoghq.com",
    "ap2.datadoghq.com",
    "ddog-gov.com",
] as const;
export type Site = (typeof SITES)[number];

/** What each key must look like: hexadecimal digits, so many. */
export const KEY_DIGITS = { apiKey: 32, appKey: 40 } as const;
export type KeyName = keyof typeof KEY_DIGITS;

/** How the agent comes into the cluster. */
export const AGENTS = ["auto", "chart", "objects", "none"] as const;

/**
 * Datadog, as a stack file names it (`sock-shop:datadog`). Keys are of any type here, so that a wrong one is described by
 * {@link keyFault} and never repeated in an error.
 */
export const DatadogConfig = z
    .strictObject({
        /** Off: nothing of Datadog is asked or made. Default false. */
        enabled: z.boolean().default(false),
        /** Default us5, the site of the documents. */
        site: z.enum(SITES).default("us5.datadoghq.com"),
        /** Secret. Ingests data. */
        apiKey: z.unknown().optional(),
        /** Secret. Manages monitors, dashboards and pipelines. */
        appKey: z.unknown().optional(),
        /**
         * `chart`: the official one; `objects`: the lab's own of the same settings; `none`; `auto`: the chart where one
         * can be had, else the objects where images can be had, else none. Default auto.
         */
        agent: z.enum(AGENTS).default("auto"),
        /** Address of the API where it isn't the site's own: a proxy, or a server for tests. */
        apiUrl: z
            .string()
            .regex(
                /^(https:\/\/[^/?#\s@]+|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?)$/,
                "an address without a path, such as https://api.us5.datadoghq.com; http:// on this machine only",
            )
            .optional(),
        /**
         * What dashboards, views and searches are called. `documented`: by the documents' names, with the incidents' numbers;
         * `plain`: so that no name tells of an incident, and without what only the lab's own namespace sends, as a drill
         * wants it (docs/drill.md). Default documented.
         */
        naming: z.enum(NAMINGS).default("documented"),
        /** Handles that a monitor's message calls, such as `@slack-sre`. Default none: monitors only show. */
        notify: z
            .array(
                z
                    .string()
                    .regex(/^@[\w.@+-]+$/, "a handle such as @slack-sre or @someone@example.com"),
            )
            .default([]),
    })
    .superRefine((config, context) => {
        if (!config.enabled) return;
        for (const name of Object.keys(KEY_DIGITS) as KeyName[]) {
            const found = keyFault(name, config[name]);
            if (found === undefined) continue;
            context.addIssue({
                code: "custom",
                path: [name],
                message: `${KEY_DIGITS[name]} hexadecimal digits, as a secret`,
                // Read by the configuration's own explanation: the value itself must not be shown.
                params: { found, secret: true },
            });
        }
    });
export type DatadogConfig = z.infer<typeof DatadogConfig>;

/** What is wrong with a key, in words that don't repeat it; undefined where nothing is. */
export function keyFault(name: KeyName, value: unknown): string | undefined {
    if (value === undefined || value === "") return "missing";
    if (typeof value !== "string") return `a value of type ${typeof value}`;
    const wanted = KEY_DIGITS[name];
    const other = (Object.keys(KEY_DIGITS) as KeyName[]).find(
        (one) => KEY_DIGITS[one] === value.length,
    );
    if (!/^[0-9a-f]*$/.test(value)) return "characters that are no hexadecimal digits (0-9, a-f)";
    if (value.length === wanted) return undefined;
    const hint = other === undefined ? "" : `, as many as an ${other} has`;
    return `${value.length} characters${hint}`;
}

/** Address of a site's API. */
export function apiUrlOf({ site, apiUrl }: Pick<DatadogConfig, "site" | "apiUrl">): string {
    return apiUrl ?? `https://api.${site}`;
}

/** Address of a site's pages; those of the first site are at `app`. */
export function appUrlOf(site: Site): string {
    const isBare = site === "datadoghq.com" || site === "datadoghq.eu" || site === "ddog-gov.com";
    return isBare ? `https://app.${site}` : `https://${site}`;
}
