import assert from "node:assert/strict";
import { addToCart, logIn, logOut, readOrders, register } from "../support/shopper.ts";
import { ADDRESS, EVE, Stage } from "./stage.ts";

const CROSSED = "808a2de1";

describe("web shop, accounts and their orders", function () {
    this.timeout(60_000);
    const on = new Stage();
    const text = (selector: string): Promise<string> => on.page.locator(selector).innerText();
    const count = (selector: string): Promise<number> => on.page.locator(selector).count();
    const alert = (): Promise<string> => on.page.getByRole("alert").innerText();

    it("takes the visitor's basket along when logging in, and says who is logged in", async () => {
        on.state.addPerson(EVE);
        await addToCart(on.page, on.url, CROSSED);
        await logIn(on.page, on.url, EVE);
        await on.page.getByText("1 item(s) in cart").waitFor();
        await logOut(on.page);
        await on.page.getByText("0 items in cart").waitFor();
        assert.equal(await count("#howdy"), 0);
    });

    it("registers in the dialog and on the page", async () => {
        await on.visit("/");
        await on.page.getByRole("button", { name: "Register" }).click();
        const values = { ...EVE, first: EVE.firstName, last: EVE.lastName };
        for (const field of ["username", "first", "last", "email", "password"] as const) {
            await on.page.locator(`#register-${field}-modal`).fill(values[field]);
        }
        await on.page.locator("#register-modal").getByRole("button", { name: "Register" }).click();
        await on.page.getByText("Logged in as Eve Berger").waitFor();
        await logOut(on.page);
        await register(on.page, on.url, { ...EVE, username: "adam", firstName: "Adam" });
        assert.match(await text("#notices"), /Your account is made and you are logged in/);
        assert.deepEqual(
            on.state.people.map(({ username, password }) => [username, password]),
            [
                ["eve", EVE.password],
                ["adam", EVE.password],
            ],
        );
    });

    it("says what may be wrong when logging in or registering fails", async () => {
        on.state.addPerson(EVE);
        await on.visit("/");
        await on.page.getByRole("button", { name: "Login" }).click();
        await on.page.locator("#username-modal").fill("eve");
        await on.page.locator("#password-modal").fill("wrong");
        await on.page.keyboard.press("Enter");
        await on.page
            .getByRole("alert")
            .getByText(/^Login failed\. Please check/)
            .waitFor();
        await on.visit("/register.html");
        for (const field of ["username", "first", "last", "password"]) {
            await on.page.locator(`#register-${field}`).fill("eve");
        }
        await on.page.locator("#register-email").fill(EVE.email);
        await on.page.keyboard.press("Enter");
        const alert = on.page.getByRole("alert").getByText(/^Registration failed\. The user name/);
        await alert.waitFor();
    });

    it("refuses a user name that could not log in", async () => {
        await on.visit("/register.html");
        await on.page.locator("#register-username").fill("a:b");
        assert.equal(
            await on.page.evaluate("document.getElementById('register-username').validity.valid"),
            false,
        );
    });

    it("tells the true status of every order, newest first", async () => {
        const eve = await on.beEve();
        const statuses = ["CREATED", "PENDING", "PAID", "SHIPPED", "PAYMENT_FAILED", undefined];
        for (const [index, status] of statuses.entries()) {
            on.state.orders.push({
                id: `order-${index}`,
                customerId: eve.id,
                date: `2026-01-01T10:20:3${index}.123+0000`,
                total: 22.309999,
                ...(status === undefined ? {} : { status }),
            });
        }
        assert.deepEqual(
            (await readOrders(on.page, on.url)).map(({ id, total, status }) => [id, total, status]),
            [
                ["order-5", "$22.31", "Unknown"],
                ["order-4", "$22.31", "Payment failed"],
                ["order-3", "$22.31", "Shipped"],
                ["order-2", "$22.31", "Paid"],
                ["order-1", "$22.31", "Pending"],
                ["order-0", "$22.31", "Created"],
            ],
        );
    });

    it("lists twenty orders first, and all when asked", async () => {
        const eve = await on.beEve();
        for (let index = 0; index < 25; index += 1) {
            on.state.orders.push({ id: `o${index}`, customerId: eve.id, date: "", total: 5 });
        }
        assert.equal((await readOrders(on.page, on.url)).length, 20);
        await on.page.getByRole("button", { name: "Show all 25" }).click();
        assert.equal(await count("#orders tbody tr"), 25);
    });

    it("asks for orders only, whatever the address says", async () => {
        await on.beEve();
        for (const path of ["//example.org/orders/1", "/cart", "/orders/../cart", "/orders/none"]) {
            on.state.calls.length = 0;
            await on.visit(`/customer-order.html?order=${encodeURIComponent(path)}`);
            assert.match(await alert(), /^There is no such order\./);
            const asked = on.state.calls.filter(
                (call) => !/^GET \/(cart|customers\/.*)$/.test(call),
            );
            assert.deepEqual(asked, path === "/orders/none" ? ["GET /orders/none"] : []);
        }
    });

    it("changes the address by adding the new one and then removing the old", async () => {
        const eve = await on.beEve();
        await on.visit("/customer-account.html");
        await on.page.getByRole("button", { name: "Change address" }).click();
        for (const [field, value] of Object.entries({ ...ADDRESS, city: "Aberdare" })) {
            await on.page.locator(`#address-${field}`).fill(value);
        }
        await on.page.getByRole("button", { name: "Save address" }).click();
        await on.page.getByText("G67 3DL Aberdare").waitFor();
        assert.deepEqual(
            eve.addresses.map(({ city }) => city),
            ["Aberdare"],
        );
        const changes = on.state.calls.filter((call) => /^(POST|DELETE)/.test(call));
        assert.deepEqual(changes, ["POST /addresses", "DELETE /addresses/a1"]);
    });
});
