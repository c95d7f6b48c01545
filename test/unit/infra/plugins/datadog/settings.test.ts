import assert from "node:assert/strict";
import { readSettings, refusedSettings } from "../../../../../infra/plugins/datadog/settings.ts";
import { secret, UNKNOWN } from "../../../../../infra/plugins/protocol/property.ts";

describe("settings of the datadog plugin", () => {
    const keys = { apiKey: secret("a"), appKey: secret("b") };

    it("takes the configuration before the environment, and the environment before the default", () => {
        const environment = { DD_API_KEY: "x", DATADOG_APP_KEY: "y", DD_HOST: "https://dd/" };
        assert.deepEqual(readSettings({ apiKey: "a" }, environment), {
            apiKey: "a",
            appKey: "y",
            apiUrl: "https://dd",
            validate: true,
        });
        assert.equal(readSettings(keys, {})?.apiUrl, "https://api.datadoghq.com");
    });

    it("names the key that is missing, unless nothing is to be validated", () => {
        assert.throws(() => readSettings({ apiKey: "a" }, {}), {
            message: "appKey is missing: set it on the provider, or DD_APP_KEY",
        });
        assert.throws(() => readSettings({ appKey: "a" }, {}), /^Error: apiKey is missing/);
        assert.equal(readSettings({ validate: "false" }, {})?.apiKey, "");
    });

    it("waits for what isn't known yet", () => {
        assert.equal(readSettings({ ...keys, apiUrl: UNKNOWN }, {}), undefined);
    });

    it("refuses what it doesn't have, an address with a path, a word for a switch", () => {
        assert.deepEqual(refusedSettings({ ...keys, apiUrl: "https://x", __internal: 1 }), []);
        const wrong = { orgUuid: "x", apiUrl: "https://x/api", validate: "maybe" };
        assert.deepEqual(
            refusedSettings(wrong).map(({ property, reason }) => [property, reason.split(",")[0]]),
            [
                ["orgUuid", "not supported by this datadog plugin; allowed: apiKey"],
                ["apiUrl", 'found "https://x/api"'],
                ["validate", 'found "maybe"'],
            ],
        );
    });
});
