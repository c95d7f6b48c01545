import assert from "node:assert/strict";
import { LabError } from "../../../../components/kit/error.ts";
import { parseConfig } from "../../../../infra/config/load.ts";
import type { ConfigSource } from "../../../../infra/config/source.ts";

const source: ConfigSource = {
    stack: "baseline",
    file: "stacks/Pulumi.baseline.yaml",
    lineOf: () => ":9",
};
const KEYS = { apiKey: "0123456789abcdef".repeat(2), appKey: "01234567".repeat(5) };
const set = (key: string): string =>
    `pulumi config set --path --secret sock-shop:datadog.${key} --stack baseline`;

function parse(datadog: object | undefined, from: ConfigSource = source): unknown {
    const cluster = { name: "sockshop", httpPort: 2025 };
    const config = parseConfig(
        {
            "sock-shop:role": "baseline",
            "sock-shop:cluster": JSON.stringify(cluster),
            ...(datadog === undefined ? {} : { "sock-shop:datadog": JSON.stringify(datadog) }),
        },
        from,
    );
    return config.role === "baseline" ? config.datadog : assert.fail();
}

function errorOf(datadog: object, from?: ConfigSource): LabError["parts"] {
    try {
        parse(datadog, from);
    } catch (error) {
        assert.ok(error instanceof LabError, String(error));
        return error.parts;
    }
    return assert.fail("accepted");
}

describe("sock-shop:datadog", () => {
    it("is off unless it is switched on, and asks for no key then", () => {
        assert.equal(parse(undefined), undefined);
        assert.deepEqual(parse({}), {
            enabled: false,
            site: "us5.datadoghq.com",
            agent: "auto",
            naming: "documented",
            notify: [],
        });
    });

    it("takes both keys and a site", () => {
        const datadog = { enabled: true, site: "datadoghq.eu", ...KEYS, notify: ["@slack-sre"] };
        assert.deepEqual(parse(datadog), { ...datadog, agent: "auto", naming: "documented" });
    });

    const rows: [what: string, datadog: object, parts: LabError["parts"]][] = [
        [
            "a missing key",
            { enabled: true, apiKey: KEYS.apiKey },
            {
                where: "stacks/Pulumi.baseline.yaml:9, sock-shop:datadog.appKey",
                found: "missing",
                allowed: "40 hexadecimal digits, as a secret",
                cure: set("appKey"),
            },
        ],
        [
            "a key of the wrong length, without repeating it",
            { enabled: true, ...KEYS, apiKey: KEYS.appKey },
            {
                where: "stacks/Pulumi.baseline.yaml:9, sock-shop:datadog.apiKey",
                found: "40 characters, as many as an appKey has",
                allowed: "32 hexadecimal digits, as a secret",
                cure: set("apiKey"),
            },
        ],
        [
            "a key that YAML reads as a number, without repeating it",
            { enabled: true, ...KEYS, apiKey: 1234567890123456 },
            {
                where: "stacks/Pulumi.baseline.yaml:9, sock-shop:datadog.apiKey",
                found: "a value of type number",
                allowed: "32 hexadecimal digits, as a secret",
                cure: set("apiKey"),
            },
        ],
        [
            "a site that there isn't",
            { enabled: true, ...KEYS, site: "us4.datadoghq.com" },
            {
                where: "stacks/Pulumi.baseline.yaml:9, sock-shop:datadog.site",
                found: 'found "us4.datadoghq.com"',
                allowed:
                    "datadoghq.com, us3.datadoghq.com, us5.datadoghq.com, datadoghq.eu, ap1.datadoghq.com, ap2.datadoghq.com, ddog-gov.com",
                cure: "edit stacks/Pulumi.baseline.yaml, then run pulumi preview --stack baseline again",
            },
        ],
        [
            "a misspelt key",
            { enable: true },
            {
                where: "stacks/Pulumi.baseline.yaml:9, sock-shop:datadog.enable",
                found: "unknown key enable",
                allowed: "enabled, site, apiKey, appKey, agent, apiUrl, naming, notify",
                cure: "edit stacks/Pulumi.baseline.yaml, then run pulumi preview --stack baseline again",
            },
        ],
    ];
    for (const [what, datadog, parts] of rows) {
        it(`names ${what}`, () => assert.deepEqual(errorOf(datadog), parts));
    }

    it("refuses a key that stands in the file for all to read", () => {
        const isReadable = (path: readonly PropertyKey[]): boolean => path[1] === "apiKey";
        const { found, cure } = errorOf({ enabled: true, ...KEYS }, { ...source, isReadable });
        assert.deepEqual([found, cure], ["a key that anybody can read in the file", set("apiKey")]);
    });
});
