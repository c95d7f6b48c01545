import assert from "node:assert/strict";
import { mock } from "node:test";
import { namedBreaker } from "../../../../../components/shop/image/src/platform/breaker.ts";
import type { Breaker } from "../../../../../components/shop/image/src/platform/breaker.ts";

const fail = (): Promise<never> => Promise.reject(new Error("gone"));
const succeed = (): Promise<string> => Promise.resolve("fine");

describe("namedBreaker", () => {
    let breaker: Breaker;

    beforeEach(() => {
        mock.timers.enable({ apis: ["Date"], now: 0 });
        breaker = namedBreaker("List");
    });
    afterEach(() => mock.timers.reset());

    const open = async (): Promise<void> => {
        for (let call = 1; call <= 6; call += 1) {
            await assert.rejects(breaker(fail), { message: "gone" });
        }
        await assert.rejects(breaker(succeed), { message: "circuit breaker 'List' is open" });
    };

    it("stays closed when a success comes between the failures", async () => {
        for (let round = 1; round <= 3; round += 1) {
            for (let call = 1; call <= 5; call += 1) {
                await assert.rejects(breaker(fail), { message: "gone" });
            }
            assert.equal(await breaker(succeed), "fine");
        }
    });

    it("opens at the sixth failure in a row and stays open just under 30 s", async () => {
        await open();
        mock.timers.tick(29_999);
        await assert.rejects(breaker(succeed), { message: "circuit breaker 'List' is open" });
    });

    it("lets one call through after 30 s, turns others away, and closes on its success", async () => {
        await open();
        mock.timers.tick(30_000);
        let finish: (value: string) => void = () => {};
        const probe = breaker(() => new Promise<string>((resolve) => (finish = resolve)));
        await assert.rejects(breaker(succeed), { message: "too many requests" });
        finish("probe");
        assert.equal(await probe, "probe");
        assert.equal(await breaker(succeed), "fine");
    });

    it("opens again for 30 s when the one call fails", async () => {
        await open();
        mock.timers.tick(30_000);
        await assert.rejects(breaker(fail), { message: "gone" });
        mock.timers.tick(29_999);
        await assert.rejects(breaker(succeed), { message: "circuit breaker 'List' is open" });
        mock.timers.tick(1);
        assert.equal(await breaker(succeed), "fine");
    });
});
