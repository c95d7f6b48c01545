import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import { extname } from "node:path";
import type { Finding, Place } from "./finding.ts";

const CONFIG = {
    rules: [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: creator, options: {} }],
};

/** What the library's rules don't know and this project's files could hold. */
const OWN: readonly { what: string; pattern: RegExp }[] = [
    { what: "a JSON Web Token", pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/ },
    {
        what: "a key of Datadog's",
        pattern:
            /(?:api|app(?:lication)?)[_-]?key["']?\s*[:=]\s*["']?(?:[0-9a-f]{40}|[0-9a-f]{32})\b/i,
    },
    {
        what: "a password in an address",
        pattern: /\b(?:amqps?|rediss?):\/\/[^\s:@/]*:[^\s@/$<{]{6,}@/,
    },
    // The library passes over those of elliptic curves, which kind makes.
    { what: "a private key", pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/ },
    {
        // `-----BEGIN … PRIVATE KEY` in base64, as in a kubeconfig.
        what: "a private key in base64",
        pattern: /LS0tLS1CRUdJTi(?:BQUklWQVRFIEtFW|BSU0EgUFJJVkFURSBLRV|BFQyBQUklWQVRFIEtFW)/,
    },
];

/**
 * Places that hold what looks like a secret: keys of the known services, private keys, tokens, addresses with a
 * password in them. Binary places are passed over: there only a known value can be told from noise.
 */
export async function findPatterns(places: readonly Place[]): Promise<Finding[]> {
    const found: Finding[] = [];
    for (const { name, content } of places) {
        if (content.includes(0)) continue;
        const text = content.toString("utf8");
        const { messages } = await lintSource({
            source: {
                filePath: `/${name}`,
                content: text,
                ext: extname(name),
                contentType: "text",
            },
            options: { config: CONFIG, maskSecrets: true, noPhysicFilePath: true },
        });
        for (const { message, loc } of messages) {
            found.push({
                place: name,
                line: loc.start.line,
                what: message.replace(/\*{4,}/, "***"),
            });
        }
        text.split("\n").forEach((one, index) => {
            for (const { what, pattern } of OWN) {
                if (pattern.test(one)) found.push({ place: name, line: index + 1, what });
            }
        });
    }
    return found;
}
