import assert from "node:assert/strict";
import type { OrderEnd } from "../support/fake-shop/state.ts";
import {
    addToCart,
    checkOut,
    enterAddressAndCard,
    readOrders,
    register,
} from "../support/shopper.ts";
import { ADDRESS, CARD, EVE, Stage } from "./stage.ts";

const CROSSED = "808a2de1";

/** What each end of an order reads like, and whether the basket is kept. */
const ENDS: Readonly<Record<OrderEnd, { banner: RegExp; kept: boolean }>> = {
    shipped: {
        banner: /^Thank you for your order\. Order \w{24}, \$22\.31: Shipped\.$/,
        kept: false,
    },
    "without-status": {
        banner: /^Thank you for your order\. Order \w{24}, \$22\.31: Unknown\.$/,
        kept: false,
    },
    declined: {
        banner: /^Payment declined: amount exceeds 105\.00\. Your card has not been charged\./,
        kept: true,
    },
    "gateway-down": {
        banner: /^Payment declined\. Payment gateway error: .* connection refused\. Your card has not been charged\./,
        kept: true,
    },
    "payment-down": {
        banner: /^Payment processing failed\. Your card has NOT been charged\. .* Order \w{24} is on record as: Payment failed\./,
        kept: true,
    },
    "shipping-down": {
        banner: /^Your order is paid; shipping is delayed\. You need not order again\. Order \w{24}\./,
        kept: false,
    },
    "still-pending": {
        banner: /^Your order is still being processed\. .* Order \w{24} is on record as: Pending\./,
        kept: true,
    },
    "not-stored": {
        banner: /^Your order was not placed\. There is no order on record for it, and no payment\./,
        kept: true,
    },
};

describe("web shop, ordering", function () {
    this.timeout(60_000);
    const on = new Stage();
    const focusedRole = (): Promise<string | null> =>
        on.page.evaluate("document.activeElement.getAttribute('role')");
    const orderCalls = (): number =>
        on.state.calls.filter((call) => call === "POST /orders").length;

    /** Holds orders back until the function that it gives is called. */
    const closeGate = (): (() => void) => {
        let open = (): void => {};
        on.state.gate = new Promise((resolve) => {
            open = resolve;
        });
        return open;
    };

    for (const [end, { banner, kept }] of Object.entries(ENDS)) {
        it(`tells the truth about an order that ends ${end}`, async () => {
            const eve = await on.beEve();
            // An older order must not be taken for the one just tried.
            const old = { id: "0", customerId: eve.id, total: 22.31, status: "SHIPPED" };
            on.state.orders.push({ ...old, date: "2026-01-01T10:20:30.000+0000" });
            on.state.orderEnds = end as OrderEnd;
            const { message, placed } = await checkOut(on.page, on.url);
            assert.match(message, banner);
            const thanked = message.startsWith("Thank you");
            assert.equal(placed, thanked);
            assert.equal(on.state.cart(eve.id).length, kept ? 1 : 0);
            assert.equal(
                await on.page.locator("#numItemsInCart").innerText(),
                kept ? "1 item(s) in cart" : "0 items in cart",
            );
            if (!thanked) {
                assert.equal(await focusedRole(), "alert");
                assert.equal(await on.page.locator("#orderButton").isEnabled(), kept);
            }
        });
    }

    it("tells a second failure from the first, a moment before", async () => {
        await on.beEve();
        on.state.orderEnds = "still-pending";
        await checkOut(on.page, on.url);
        on.state.orderEnds = "not-stored";
        await on.page.locator("#orderButton").click();
        await on.page.getByText("Your order was not placed.").waitFor();
    });

    it("finds the order whatever the browser's clock says", async () => {
        await on.page.clock.install({ time: new Date(Date.now() + 3_600_000) });
        await on.beEve();
        on.state.orderEnds = "payment-down";
        const { message } = await checkOut(on.page, on.url);
        assert.match(message, ENDS["payment-down"].banner);
    });

    it("says that the outcome is unknown when the orders can't be read either", async () => {
        await on.beEve();
        on.state.down.add("orders");
        const { message, placed } = await checkOut(on.page, on.url);
        assert.match(
            message,
            /^The outcome of your order is unknown\. .* before you order again\./,
        );
        assert.equal(placed, false);
    });

    it("asks a stranger to log in and sends no order", async () => {
        await addToCart(on.page, on.url, CROSSED);
        await on.visit("/basket.html");
        await on.page.locator("#orderButton").click();
        const banner = on.page.getByRole("alert");
        assert.match(await banner.innerText(), /^You are not logged in\./);
        await banner.getByRole("button", { name: "Log in" }).click();
        assert.equal(await on.page.locator("#login-modal").isVisible(), true);
        assert.equal(orderCalls(), 0);
    });

    it("asks to log in when the session has ended meanwhile", async () => {
        await on.beEve();
        await on.visit("/basket.html");
        on.state.customers.clear();
        await on.page.locator("#orderButton").click();
        await on.page.getByText("You are not logged in.").waitFor();
    });

    for (const part of ["address", "card"] as const) {
        const entries = part === "address" ? "addresses" : "cards";

        it(`leads to the form when the ${part} is missing`, async () => {
            const eve = await on.beEve();
            eve[entries].length = 0;
            const { message } = await checkOut(on.page, on.url);
            assert.match(message, new RegExp(`^Your ${part} is missing\\.`));
            assert.equal(
                await on.page.evaluate("document.activeElement.form.parentElement.id"),
                `${part}-content`,
            );
            assert.equal(orderCalls(), 0);
        });

        it(`leads there as well when only the shop knows that the ${part} is gone`, async () => {
            const eve = await on.beEve();
            await on.visit("/basket.html");
            eve[entries].length = 0;
            await on.page.locator("#orderButton").click();
            await on.page.getByText(`Your ${part} is missing.`).waitFor();
            assert.equal(orderCalls(), 1);
        });
    }

    it("orders once however often the button is pressed, and shows that it is at work", async () => {
        const eve = await on.beEve();
        const open = closeGate();
        await on.visit("/basket.html");
        const button = on.page.locator("#orderButton");
        await button.dblclick();
        assert.equal(await button.innerText(), "Placing your order…");
        assert.equal(await button.isDisabled(), true);
        assert.equal(await on.page.evaluate("document.getElementById('contents').inert"), true);
        open();
        await on.page.getByText("Thank you for your order.").waitFor();
        assert.equal(orderCalls(), 1);
        assert.equal(on.state.orders.length, 1);
        assert.equal(on.state.cart(eve.id).length, 0);
    });

    it("orders what is shown after a change that was still under way", async () => {
        await on.beEve();
        await on.visit("/basket.html");
        const open = closeGate();
        await on.page.getByLabel("Quantity of Crossed").fill("2");
        await on.page.locator("#orderButton").click();
        await on.page.locator("#total").filter({ hasText: "$39.63" }).waitFor();
        assert.equal(await on.page.locator("#orderButton").isDisabled(), true);
        open();
        await on.page.getByText("$39.63: Shipped").waitFor();
    });

    it("does not order a quantity that makes no sense", async () => {
        await on.beEve();
        await on.visit("/basket.html");
        await on.page.getByLabel("Quantity of Crossed").fill("-1");
        await on.page.locator("#orderButton").click();
        assert.equal(await on.page.evaluate("document.activeElement.id"), `quantity-${CROSSED}`);
        assert.deepEqual(
            on.state.calls.filter((call) => call.startsWith("POST")),
            [],
        );
    });

    it("serves a whole purchase by the functions that tests of a live shop use", async () => {
        await register(on.page, on.url, EVE);
        await addToCart(on.page, on.url, CROSSED);
        const card = { ...CARD, longNum: "5544 1540 1134 5918" };
        await enterAddressAndCard(on.page, on.url, { address: ADDRESS, card });
        assert.equal(on.state.people[0]?.cards[0]?.["longNum"], CARD.longNum);
        assert.equal((await checkOut(on.page, on.url)).placed, true);
        const [order] = await readOrders(on.page, on.url);
        assert.deepEqual([order?.status, order?.total], ["Shipped", "$22.31"]);
    });
});
