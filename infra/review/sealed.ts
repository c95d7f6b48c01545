import { KEY_DIGITS } from "../../components/monitoring/datadog/settings.ts";

/**
 * A stack file's configuration with a stand-in for each secret: only its passphrase opens one, and no rendering
 * needs it. A key of Datadog's has its own number of digits.
 */
export function withoutSecrets(raw: Record<string, string>): Record<string, string> {
    return Object.fromEntries(
        Object.entries(raw).map(([key, text]) => [
            key,
            text.includes('"secure"') ? JSON.stringify(JSON.parse(text, standIn)) : text,
        ]),
    );
}

function standIn(name: string, value: unknown): unknown {
    const isSecret =
        typeof value === "object" &&
        value !== null &&
        "secure" in value &&
        Object.keys(value).length === 1;
    if (!isSecret) return value;
    return "0".repeat(name in KEY_DIGITS ? KEY_DIGITS[name as keyof typeof KEY_DIGITS] : 1);
}
