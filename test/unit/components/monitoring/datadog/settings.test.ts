import assert from "node:assert/strict";
import {
    apiUrlOf,
    appUrlOf,
    keyFault,
    SITES,
} from "../../../../../components/monitoring/datadog/settings.ts";

const HEX = "0123456789abcdef".repeat(3);

describe("Datadog settings", () => {
    for (const [name, value, fault] of [
        ["apiKey", HEX.slice(0, 32), undefined],
        ["appKey", HEX.slice(0, 40), undefined],
        ["apiKey", undefined, "missing"],
        ["appKey", "", "missing"],
        ["apiKey", 12345, "a value of type number"],
        ["apiKey", HEX.slice(0, 31), "31 characters"],
        ["apiKey", HEX.slice(0, 40), "40 characters, as many as an appKey has"],
        ["appKey", HEX.slice(0, 32), "32 characters, as many as an apiKey has"],
        [
            "apiKey",
            HEX.slice(0, 32).toUpperCase(),
            "characters that are no hexadecimal digits (0-9, a-f)",
        ],
        ["apiKey", ` ${HEX.slice(0, 31)}`, "characters that are no hexadecimal digits (0-9, a-f)"],
    ] as const) {
        it(`${name} of ${JSON.stringify(value)?.length ?? 0} characters: ${fault ?? "good"}`, () => {
            assert.equal(keyFault(name, value), fault);
        });
    }

    it("give each site its API and its pages", () => {
        assert.deepEqual(
            SITES.map((site) => [apiUrlOf({ site }), appUrlOf(site)]),
            [
                ["https://api.datadoghq.com", "https://app.datadoghq.com"],
                ["https://api.us3.datadoghq.com", "https://us3.datadoghq.com"],
                ["https://api.us5.datadoghq.com", "https://us5.datadoghq.com"],
                ["https://api.datadoghq.eu", "https://app.datadoghq.eu"],
                ["https://api.ap1.datadoghq.com", "https://ap1.datadoghq.com"],
                ["https://api.ap2.datadoghq.com", "https://ap2.datadoghq.com"],
                ["https://api.ddog-gov.com", "https://app.ddog-gov.com"],
            ],
        );
        assert.equal(
            apiUrlOf({ site: "us5.datadoghq.com", apiUrl: "http://127.0.0.1:1" }),
            "http://127.0.0.1:1",
        );
    });
});
