import assert from "node:assert/strict";
import { addToCart } from "../support/shopper.ts";
import { ADDRESS, Stage } from "./stage.ts";

const CROSSED = "808a2de1";

describe("web shop, looking and filling the basket", function () {
    this.timeout(60_000);
    const on = new Stage();
    const text = (selector: string): Promise<string> => on.page.locator(selector).innerText();
    const count = (selector: string): Promise<number> => on.page.locator(selector).count();
    const alert = (): Promise<string> => on.page.getByRole("alert").innerText();

    it("shows five socks at home, with prices and links to their pages", async () => {
        await on.visit("/");
        assert.equal(await count("#hot-slider .product"), 5);
        assert.match(await text("#hot-slider .product >> nth=1"), /Colourful\s+\$18\.00/);
        await on.page.getByRole("link", { name: "Holy" }).click();
        await on.page.getByText("1 in stock").waitFor();
        assert.equal(await text("h1"), "Holy");
    });

    it("shows six of nine socks, and the rest on the next page", async () => {
        await on.visit("/category.html");
        assert.equal(await count("#products div.product"), 6);
        assert.equal(await text("#state"), "Showing 6 of 9 products");
        await on.page.getByRole("link", { name: "Page 2" }).click();
        await on.page.getByText("Showing 3 of 9 products").waitFor();
        assert.equal(await count("#products div.product"), 3);
    });

    it("filters by tags and clears the filter", async () => {
        await on.visit("/category.html?page=2");
        await on.page.getByLabel("green").check();
        await on.page.getByLabel("red").check();
        await on.page.getByRole("button", { name: "Apply" }).click();
        await on.page.getByText("Showing 3 of 3 products tagged red or green").waitFor();
        assert.match(on.page.url(), /tags=red%2Cgreen/);
        await on.page.getByRole("link", { name: "Clear filter" }).click();
        await on.page.getByText("Showing 6 of 9 products").waitFor();
    });

    it("says so when no sock has the tag", async () => {
        await on.visit("/category.html?tags=none");
        assert.equal(await text("#state"), "Showing 0 of 0 products tagged none");
    });

    it("shows related socks by the first tag, without the sock itself", async () => {
        await on.visit(`/detail.html?id=${CROSSED}`);
        assert.deepEqual(await on.page.locator("#related h3").allInnerTexts(), [
            "Colourful",
            "Figueroa",
        ]);
    });

    it("counts what is in the basket, announced once it changes", async () => {
        await on.visit("/");
        assert.equal(await text("#numItemsInCart"), "0 items in cart");
        assert.equal(await on.page.locator("#numItemsInCart").getAttribute("aria-live"), "polite");
        await on.page.getByRole("button", { name: "Add to cart: Holy" }).click();
        await on.page.getByText("1 item(s) in cart").waitFor();
        assert.match(await text("#notices[aria-live=polite]"), /Added to your basket: Holy/);
        await addToCart(on.page, on.url, CROSSED);
        assert.equal(await text("#numItemsInCart"), "2 item(s) in cart");
    });

    it("shows a script in a name as text", async () => {
        const script = `<img src=x onerror="document.title='run'"><script>document.title='run'</script>`;
        const eve = await on.beEve();
        Object.assign(eve, { firstName: script, lastName: script });
        eve.addresses[0] = { ...ADDRESS, street: script };
        Object.assign(on.state.socks[3] ?? {}, {
            name: script,
            description: script,
            tag: [script],
        });
        on.state.orders.push({
            id: "o1",
            customerId: eve.id,
            customer: eve,
            address: eve.addresses[0],
            items: on.state.cart(eve.id),
            date: script,
            total: 22.31,
            status: script,
        });
        for (const [path, where] of [
            ["/", "#hot-slider"],
            ["/category.html", "#tags"],
            [`/detail.html?id=${CROSSED}`, "h1"],
            ["/basket.html", "#lines"],
            ["/customer-account.html", "#account"],
            ["/customer-order.html?order=/orders/o1", "#items"],
            ["/customer-orders.html", "#howdy"],
        ] as const) {
            await on.visit(path);
            assert.ok((await text(where)).includes(script), path);
            assert.equal(await on.page.title(), "WeaveSocks");
        }
        assert.match(await text("#orders"), /Unknown date[^]*Unknown/);
    });

    it("changes quantities, removes and empties, and keeps the sums right", async () => {
        const eve = await on.beEve();
        on.state.cart(eve.id).push({ itemId: "03fef6ac", quantity: 1, unitPrice: 99.99 });
        await on.visit("/basket.html");
        assert.deepEqual(await on.page.locator("#sums dd").allInnerTexts(), [
            "$117.31",
            "$4.99",
            "$122.30",
        ]);
        await on.page.getByLabel("Quantity of Crossed").fill("3");
        await on.page.keyboard.press("Enter");
        await on.page.getByText("$156.94").waitFor();
        assert.equal(on.state.cart(eve.id)[0]?.quantity, 3);
        assert.equal(await text("#numItemsInCart"), "4 item(s) in cart");
        // The field is drawn anew; whoever types in it must not notice.
        assert.equal(await on.page.evaluate("document.activeElement.id"), `quantity-${CROSSED}`);
        await on.page.getByRole("button", { name: "Remove Holy" }).click();
        await on.page.getByText("Removed: Holy.").waitFor();
        await on.page.getByText("$56.95").waitFor();
        await on.page.getByRole("button", { name: "Empty basket" }).click();
        await on.page.getByText("Your basket is empty.").waitFor();
        assert.equal(await on.page.locator("#orderButton").isDisabled(), true);
        assert.deepEqual(on.state.cart(eve.id), []);
    });

    it("shows a sock that is on two lines as one, and changes both", async () => {
        const eve = await on.beEve();
        on.state.cart(eve.id).push({ itemId: CROSSED, quantity: 2, unitPrice: 17.32 });
        await on.visit("/basket.html");
        assert.equal(await count("#lines > li"), 1);
        assert.equal(await on.page.getByLabel("Quantity of Crossed").inputValue(), "3");
        await on.page.getByLabel("Quantity of Crossed").fill("5");
        await on.page.keyboard.press("Enter");
        await on.page.getByText("Changed: 5 × Crossed.").waitFor();
        assert.deepEqual(on.state.cart(eve.id), [
            { itemId: CROSSED, quantity: 5, unitPrice: 17.32 },
        ]);
    });

    it("never asks to delete a line without an id, which would empty the basket", async () => {
        const eve = await on.beEve();
        on.state.cart(eve.id).push({ itemId: "", quantity: 1, unitPrice: 0 });
        await on.visit("/basket.html");
        assert.equal(await count("#lines > li"), 2);
        assert.equal(await on.page.getByRole("button", { name: "Remove" }).count(), 1);
    });

    it("says which part is unavailable, at the top and in focus", async () => {
        const expected = {
            catalogue: ["/", /^The catalogue is unavailable\. Please try again/],
            carts: ["/basket.html", /^The basket is unavailable\. Please try again/],
            orders: ["/customer-orders.html", /^Your orders can't be read just now\./],
            user: ["/customer-account.html", /^Your account can't be read just now\./],
        } as const;
        await on.beEve();
        for (const part of ["catalogue", "carts", "orders", "user"] as const) {
            const [path, banner] = expected[part];
            on.state.down.clear();
            on.state.down.add(part);
            await on.visit(path);
            assert.match(await alert(), banner);
            assert.equal(
                await on.page.evaluate("document.activeElement.getAttribute('role')"),
                "alert",
            );
            on.state.down.clear();
            await on.page.getByRole("button", { name: "Try again" }).click();
            await on.page.waitForLoadState("networkidle");
            assert.equal(await on.page.getByRole("alert").count(), 0);
        }
    });

    it("keeps the basket of use without the catalogue, and no count without the basket", async () => {
        await on.beEve();
        on.state.down.add("catalogue");
        await on.visit("/basket.html");
        assert.match(await alert(), /^The catalogue is unavailable\. Some names/);
        assert.equal(await text("#total"), "$22.31");
        assert.equal(await on.page.locator("#orderButton").isEnabled(), true);
        on.state.down.add("carts");
        await on.visit("/");
        assert.equal(await text("#numItemsInCart"), "");
    });
});
