import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { Browser, Page, Response } from "playwright-core";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { objectPath } from "../../components/kube/path.ts";
import { waitForRollout } from "../../incidents/recovery/rollout.ts";
import { launchBrowser } from "../support/browser.ts";
import { Shop } from "../support/shop-fixture.ts";
import { sockNamed } from "../support/shop-socks.ts";
import { shopTarget } from "../support/shop-target.ts";
import { until } from "../support/shop-until.ts";
import {
    addToCart,
    checkOut,
    enterAddressAndCard,
    logIn,
    logOut,
    readOrders,
    register,
    type Shopper,
} from "../support/shopper.ts";

const PAYMENT = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    namespace: SHOP_NAMESPACE,
    name: "payment",
};
const DELIVERY = {
    address: {
        number: "123",
        street: "Main Street",
        city: "Springfield",
        postcode: "12345",
        country: "USA",
    },
    card: { longNum: "4111111111111111", expires: "12/29", ccv: "123" },
};

describe("a customer with a browser, in the live shop", () => {
    const shop = new Shop();
    const shopper: Shopper = {
        username: `b${randomBytes(6).toString("hex")}`,
        password: "correct horse",
        firstName: "Brenda",
        lastName: "Browser",
        email: "brenda@example.com",
    };
    let url: string;
    let browser: Browser;
    let page: Page;

    before(async () => {
        ({ url } = shopTarget());
        await shop.open();
        browser = await launchBrowser();
        page = await browser.newPage();
        page.setDefaultTimeout(30_000);
    });

    after(async () => {
        await browser?.close();
        await shop.close();
    });

    it("sees a drawing of every sock", async () => {
        const types: string[] = [];
        const note = (response: Response): void => {
            if (/\/images\//.test(response.url()))
                types.push(response.headers()["content-type"] ?? "");
        };
        page.on("response", note);
        // Tall enough for all of them: a picture is loaded when it comes into sight.
        await page.setViewportSize({ width: 1280, height: 3000 });
        await page.goto(`${url}/category.html?size=9`, { waitUntil: "networkidle" });
        page.off("response", note);
        await page.setViewportSize({ width: 1280, height: 720 });
        assert.deepEqual(new Set(types), new Set(["image/svg+xml"]));
        const widths = await page.evaluate<number[]>(
            "Array.from(document.querySelectorAll('#products img'), (one) => one.naturalWidth)",
        );
        assert.deepEqual(
            widths,
            Array.from({ length: 9 }, () => 480),
        );
    });

    it("registers, logs out and in, buys, and sees the order shipped", async () => {
        await register(page, url, shopper);
        await logOut(page);
        await logIn(page, url, shopper);
        await addToCart(page, url, sockNamed("Crossed").id);
        await enterAddressAndCard(page, url, DELIVERY);
        const { placed, message } = await checkOut(page, url);
        assert.ok(placed, message);
        assert.match(message, /^Thank you for your order\. Order \w+, \$22\.31: Shipped\./);
        const [order, ...others] = await readOrders(page, url);
        assert.deepEqual(
            [order?.total, order?.status, others.length],
            ["$22.31", "Shipped", 0],
            JSON.stringify(order),
        );
    });

    it("is told that nothing was charged while payment is down, and buys once it is back", async () => {
        await scalePayment(0);
        try {
            await addToCart(page, url, sockNamed("Colourful").id);
            const { placed, message } = await checkOut(page, url);
            assert.equal(placed, false);
            assert.match(
                message,
                /^Payment processing failed\. Your card has NOT been charged\./,
                message,
            );
            const [failed] = await readOrders(page, url);
            assert.deepEqual([failed?.total, failed?.status], ["$22.99", "Payment failed"]);
        } finally {
            await scalePayment(1);
        }
        // Ready pods are known to the node's forwarding rules a moment later.
        await until("an order goes through", 30_000, async () => {
            const { placed, message } = await checkOut(page, url);
            assert.ok(placed, message);
            return true;
        });
        const [order] = await readOrders(page, url);
        assert.deepEqual([order?.total, order?.status], ["$22.99", "Shipped"]);
    });

    async function scalePayment(replicas: number): Promise<void> {
        const path = `${objectPath(PAYMENT)}/scale`;
        const scale = await shop.kube.json<{ spec: object }>("GET", path);
        await shop.kube.json("PUT", path, { ...scale, spec: { ...scale.spec, replicas } });
        if (replicas > 0) {
            await waitForRollout(shop.kube, PAYMENT, 60_000);
            return;
        }
        // Gone for its callers only once no address is left behind the Service.
        await until("no payment pod behind its Service", 60_000, async () => {
            const slices = await shop.kube.list(
                `/apis/discovery.k8s.io/v1/namespaces/${SHOP_NAMESPACE}/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dpayment`,
            );
            return slices.every((slice) => ((slice["endpoints"] ?? []) as object[]).length === 0);
        });
    }
});
