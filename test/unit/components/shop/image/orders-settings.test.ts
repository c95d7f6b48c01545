import assert from "node:assert/strict";
import {
    callTimeoutMs,
    serviceUrl,
} from "../../../../../components/shop/image/src/services/orders/settings.ts";

describe("orders: settings", () => {
    const env = (env: Record<string, string>): { env: Record<string, string>; args: [] } => ({
        env,
        args: [],
    });

    it("waits 5 s by default, or as many as it is told", () => {
        assert.equal(callTimeoutMs(env({})), 5000);
        assert.equal(callTimeoutMs(env({ HTTP_TIMEOUT: "0.5" })), 500);
        assert.equal(callTimeoutMs({ env: {}, args: ["--http.timeout=7"] }), 7000);
    });

    for (const text of ["0", "-1", "x", "1e3", "5s", "3601"]) {
        it(`refuses HTTP_TIMEOUT=${text}`, () => {
            assert.throws(() => callTimeoutMs(env({ HTTP_TIMEOUT: text })), {
                name: "SettingError",
                message:
                    `variable HTTP_TIMEOUT: found "${text}"\n` +
                    "  allowed: seconds, above 0 and up to 3600\n" +
                    "  cure:    leave it out to wait 5 seconds, or give a number",
            });
        });
    }

    it("takes the address of a service", () => {
        const url = (text?: string): string =>
            serviceUrl(env(text === undefined ? {} : { U: text }), "U", "http://payment");
        assert.equal(url(), "http://payment");
        assert.equal(
            url("http://payment.sock-shop.svc.cluster.local/"),
            "http://payment.sock-shop.svc.cluster.local",
        );
        assert.equal(url("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
    });

    for (const text of ["payment", "https://payment", "http://payment/x", "http://payment?x=1"]) {
        it(`refuses the address ${text}`, () => {
            assert.throws(
                () => serviceUrl(env({ PAYMENT_URL: text }), "PAYMENT_URL", "http://payment"),
                {
                    name: "SettingError",
                    message:
                        `variable PAYMENT_URL: found "${text}"\n` +
                        "  allowed: an http address without a path\n" +
                        "  cure:    leave it out to use http://payment, or give one like it",
                },
            );
        });
    }
});
