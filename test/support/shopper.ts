import type { Page } from "playwright-core";

/** Who buys. */
export interface Shopper {
    username: string;
    password: string;
    firstName: string;
    lastName: string;
    email: string;
}

export interface Address {
    number: string;
    street: string;
    city: string;
    postcode: string;
    country: string;
}

export interface Card {
    longNum: string;
    expires: string;
    ccv: string;
}

/** An order as the page of orders shows it. */
export interface ShownOrder {
    id: string;
    date: string;
    total: string;
    status: string;
}

/** What the shop told after an attempt to order: where it led, and the text of its banner. */
export interface Checkout {
    placed: boolean;
    message: string;
}

/** Makes an account, which also logs in. */
export async function register(page: Page, url: string, user: Shopper): Promise<void> {
    await page.goto(`${url}/register.html`);
    await page.locator("#register-username").fill(user.username);
    await page.locator("#register-first").fill(user.firstName);
    await page.locator("#register-last").fill(user.lastName);
    await page.locator("#register-email").fill(user.email);
    await page.locator("#register-password").fill(user.password);
    await page.locator("#register-form").getByRole("button", { name: "Register" }).click();
    await greeted(page, user);
}

/** Logs in from the front page. */
export async function logIn(page: Page, url: string, user: Omit<Shopper, "email">): Promise<void> {
    await page.goto(`${url}/`);
    await page.getByRole("button", { name: "Login" }).click();
    await page.locator("#username-modal").fill(user.username);
    await page.locator("#password-modal").fill(user.password);
    await page.locator("#login-modal").getByRole("button", { name: "Log in" }).click();
    await greeted(page, user);
}

export async function logOut(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Logout" }).click();
    await page.getByRole("button", { name: "Login" }).waitFor();
}

/** Puts one of a sock into the basket from its own page. */
export async function addToCart(page: Page, url: string, sockId: string): Promise<void> {
    await page.goto(`${url}/detail.html?id=${encodeURIComponent(sockId)}`);
    await page.locator("#buttonCart").click();
    await page.getByText("Added to your basket:").waitFor();
}

/** Fills in what the basket's page asks for; what the shop has already is left as it is. */
export async function enterAddressAndCard(
    page: Page,
    url: string,
    { address, card }: { address: Address; card: Card },
): Promise<void> {
    await page.goto(`${url}/basket.html`);
    await enter(page, "address", { ...address });
    await enter(page, "card", { ...card });
}

/** Orders what is in the basket, and waits for what the shop tells. */
export async function checkOut(page: Page, url: string): Promise<Checkout> {
    await page.goto(`${url}/basket.html`);
    // Address and card are looked up beside the basket; an order needs both.
    await page.locator("#address-content > *").first().waitFor();
    await page.locator("#card-content > *").first().waitFor();
    await page.locator("#orderButton:enabled").click();
    // Either a banner here, or the one that the page of orders opens with.
    const banner = page.locator("#notices > .notice");
    await banner.waitFor({ timeout: 90_000 });
    return {
        placed: page.url().includes("/customer-orders.html"),
        message: (await banner.innerText()).replace(/\s+/g, " "),
    };
}

/** The orders of whoever is logged in, newest first. */
export async function readOrders(page: Page, url: string): Promise<ShownOrder[]> {
    await page.goto(`${url}/customer-orders.html`);
    await page
        .locator("#state")
        .filter({ hasText: /order/ })
        .filter({ hasNotText: "Loading" })
        .waitFor();
    const rows = await page.locator("#orders tbody tr").all();
    return Promise.all(
        rows.map(async (row) => {
            const [id = "", date = "", total = "", status = ""] = await row
                .locator("td")
                .allInnerTexts();
            return { id, date, total, status };
        }),
    );
}

async function greeted(page: Page, { firstName, lastName }: Omit<Shopper, "email">): Promise<void> {
    const greeting = `Logged in as ${firstName} ${lastName}`;
    await page.locator("#howdy").filter({ hasText: greeting }).waitFor();
}

async function enter(
    page: Page,
    part: "address" | "card",
    values: Record<string, string>,
): Promise<void> {
    const content = page.locator(`#${part}-content`);
    await content.locator("> *").first().waitFor();
    if ((await content.locator("form").count()) === 0) return;
    for (const [field, value] of Object.entries(values)) {
        await page.locator(`#${part}-${field}`).fill(value);
    }
    await content.getByRole("button", { name: `Save ${part}` }).click();
    await content.locator(".kept").waitFor();
}
