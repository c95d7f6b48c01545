import assert from "node:assert/strict";
import { ADDRESS, CARD, EVE, Stage } from "./stage.ts";

/** More stops than any page has. */
const MOST_STOPS = 80;

describe("web shop, by keyboard alone", function () {
    this.timeout(60_000);
    const on = new Stage();

    /** Presses Tab until what has the focus matches; fails where nothing does. */
    const tabTo = async (selector: string): Promise<void> => {
        for (let stop = 0; stop < MOST_STOPS; stop += 1) {
            await on.page.keyboard.press("Tab");
            const there = `document.activeElement.matches(${JSON.stringify(selector)})`;
            if (await on.page.evaluate<boolean>(there)) return;
        }
        assert.fail(`no way to ${selector} by Tab`);
    };
    const press = async (selector: string): Promise<void> => {
        await tabTo(selector);
        await on.page.keyboard.press("Enter");
    };
    const type = async (selector: string, value: string): Promise<void> => {
        await tabTo(selector);
        await on.page.keyboard.type(value);
    };

    it("buys a pair, from the front page to the order", async () => {
        on.state.addPerson(EVE);
        const { page } = on;
        await on.visit("/");
        await press("#hot-slider a[href*='808a2de1']");
        await page.locator("#buttonCart").waitFor();
        await press("#buttonCart");
        await page.getByText("1 item(s) in cart").waitFor();
        await press("#navbar a[href='/basket.html']");
        await page.locator("#orderButton:enabled").waitFor();
        await press("#login");
        // The dialog puts the focus into its first field.
        await page.keyboard.type(EVE.username);
        await type("#password-modal", EVE.password);
        await page.keyboard.press("Enter");
        await page.getByText("Logged in as Eve Berger").waitFor();
        await page.locator("#address-country").waitFor();
        await page.locator("#card-ccv").waitFor();
        for (const [field, value] of Object.entries(ADDRESS)) {
            await type(`#address-${field}`, value);
        }
        await page.keyboard.press("Enter");
        await page.getByText("G67 3DL Glasgow").waitFor();
        for (const [field, value] of Object.entries(CARD)) {
            await type(`#card-${field}`, value);
        }
        await page.keyboard.press("Enter");
        await page.getByText("Card ending in 5918").waitFor();
        await press("#orderButton");
        await page.getByText("Thank you for your order.").waitFor();
        await press("#orders a");
        await page.getByText("The order is paid and on its way.").waitFor();
    });
});
