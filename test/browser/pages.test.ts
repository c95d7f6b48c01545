import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { Stage } from "./stage.ts";

const STATUSES = ["CREATED", "PENDING", "PAID", "SHIPPED", "PAYMENT_FAILED", undefined];

/** Every page, with what makes it full. */
const PAGES = [
    "/",
    "/category.html",
    "/category.html?tags=blue,red&page=1&size=3",
    "/detail.html?id=808a2de1",
    "/basket.html",
    "/register.html",
    "/customer-orders.html",
    "/customer-order.html?order=/orders/order-4",
    "/customer-account.html",
];

/** Pages that have bad news, or nothing to show. */
const BARE_PAGES = [
    "/detail.html?id=none",
    "/basket.html",
    "/customer-orders.html",
    "/customer-order.html?order=elsewhere",
    "/customer-account.html",
];

describe("web shop, every page", function () {
    this.timeout(60_000);
    const on = new Stage();

    /** A shop in which no page is empty: an order of each status, two socks in the basket. */
    const furnish = async (): Promise<void> => {
        const eve = await on.beEve();
        const items = [{ itemId: "808a2de1", quantity: 3, unitPrice: 17.32 }];
        on.state.cart(eve.id).push({ itemId: "03fef6ac", quantity: 2, unitPrice: 99.99 });
        for (const [index, status] of STATUSES.entries()) {
            on.state.orders.push({
                id: `order-${index}`,
                customerId: eve.id,
                customer: { firstName: eve.firstName, lastName: eve.lastName },
                address: eve.addresses[0],
                items,
                date: `2026-01-0${index + 1}T10:20:30.123+0000`,
                total: 56.950001,
                ...(status === undefined ? {} : { status }),
            });
        }
    };

    const violations = async (): Promise<string[]> => {
        const found: string[] = [];
        for (const colorScheme of ["light", "dark"] as const) {
            await on.page.emulateMedia({ colorScheme });
            const { violations } = await new AxeBuilder({ page: on.page }).analyze();
            found.push(
                ...violations.map(
                    ({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html ?? ""}`,
                ),
            );
        }
        return found;
    };

    /** Elements that stand out of a window of this width. */
    const overflowAt = async (width: number): Promise<number> => {
        await on.page.setViewportSize({ width, height: 740 });
        return on.page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
    };

    const inspect = async (path: string): Promise<void> => {
        await on.visit(path);
        assert.equal(await on.page.title(), "WeaveSocks");
        assert.equal(await on.page.locator("h1").count(), 1);
        assert.equal((await on.page.locator("main:visible, nav:visible").count()) >= 2, true);
        assert.deepEqual(await violations(), [], path);
        for (const width of [360, 320]) {
            assert.equal(await overflowAt(width), 0, `${path} at ${width}`);
        }
    };

    for (const path of PAGES) {
        it(`${path} is accessible in light and dark, and fits a phone`, async () => {
            await furnish();
            await inspect(path);
        });
    }

    for (const path of BARE_PAGES) {
        it(`${path} is so for a stranger, too`, () => inspect(path));
    }

    it("the catalogue's banner is so, too", async () => {
        on.state.down.add("catalogue");
        await inspect("/category.html");
    });

    for (const [button, field] of [
        ["Login", "#username-modal"],
        ["Register", "#register-username-modal"],
    ] as const) {
        it(`the dialog of ${button} is so, too, and takes the focus`, async () => {
            await on.visit("/");
            await on.page.getByRole("button", { name: button }).click();
            assert.equal(
                await on.page.evaluate<boolean>(`document.activeElement.matches("${field}")`),
                true,
            );
            assert.deepEqual(await violations(), []);
            assert.equal(await overflowAt(360), 0);
            await on.page.keyboard.press("Escape");
            assert.equal(await on.page.locator(field).isVisible(), false);
        });
    }

    it("leads past the head of the page by a link that the first tab key reaches", async () => {
        await on.visit("/category.html");
        await on.page.keyboard.press("Tab");
        assert.equal(
            await on.page.evaluate("document.activeElement.textContent"),
            "Skip to content",
        );
        await on.page.keyboard.press("Enter");
        assert.equal(await on.page.evaluate("document.activeElement.id"), "main");
    });
});
