import assert from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "../support/browser.ts";
import { type FakeShop, startFakeShop } from "../support/fake-shop.ts";
import type { ShopState } from "../support/fake-shop/state.ts";

export const EVE = {
    username: "eve",
    password: "pässword",
    firstName: "Eve",
    lastName: "Berger",
    email: "eve@example.org",
};
export const ADDRESS = {
    number: "246",
    street: "Whitelees Road",
    city: "Glasgow",
    postcode: "G67 3DL",
    country: "United Kingdom",
};
export const CARD = { longNum: "5544154011345918", expires: "08/29", ccv: "958" };

/** How Chromium reports an answer of 400 and more, which a test may provoke. */
const FAILED_ANSWER = /Failed to load resource: the server responded with a status of/;

/**
 * A fake shop and a browser at it, fresh for each test of a `describe`. After each test it holds that
 * the page asked no other host, threw nothing and logged no error.
 */
export class Stage {
    page!: Page;
    #browser!: Browser;
    #context!: BrowserContext;
    #shop!: FakeShop;
    #problems: string[] = [];

    constructor() {
        before(async () => {
            this.#browser = await launchBrowser();
        });
        after(() => this.#browser?.close());
        beforeEach(() => this.#open());
        afterEach(() => this.#close());
    }

    get url(): string {
        return this.#shop.url;
    }

    get state(): ShopState {
        return this.#shop.state;
    }

    /** Goes to a page and waits until it has asked all it wants to. */
    async visit(path: string): Promise<void> {
        await this.page.goto(this.url + path);
        await this.page.waitForLoadState("networkidle");
    }

    /** Makes Eve a customer who is logged in, with address, card and one pair of Crossed. */
    async beEve(): Promise<ReturnType<ShopState["addPerson"]>> {
        const eve = this.state.addPerson(EVE);
        eve.addresses.push({ ...ADDRESS, id: "a1" });
        eve.cards.push({ ...CARD, id: "c1" });
        this.state.cart(eve.id).push({ itemId: "808a2de1", quantity: 1, unitPrice: 17.32 });
        const login = Buffer.from(`${EVE.username}:${EVE.password}`).toString("base64");
        const headers = { Authorization: `Basic ${login}` };
        const answer = await this.#context.request.get(`${this.url}/login`, { headers });
        assert.equal(answer.status(), 200);
        return eve;
    }

    async #open(): Promise<void> {
        this.#shop = await startFakeShop();
        this.#context = await this.#browser.newContext();
        this.page = await this.#context.newPage();
        this.#problems = [];
        this.#context.on("request", (request) => {
            if (!request.url().startsWith(`${this.url}/`)) this.#problems.push(request.url());
        });
        this.#context.on("weberror", (error) => this.#problems.push(error.error().message));
        this.#context.on("console", (line) => {
            const bad = line.type() === "error" || line.type() === "warning";
            if (bad && !FAILED_ANSWER.test(line.text())) this.#problems.push(line.text());
        });
    }

    async #close(): Promise<void> {
        await this.#context.close();
        await this.#shop.close();
        assert.deepEqual(this.#problems, []);
    }
}
