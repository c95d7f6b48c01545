import { pause } from "../../incidents/recovery/rollout.ts";
import { Buyer, type PlacedOrder } from "./shop-buyer.ts";
import type { Shop } from "./shop-fixture.ts";

/** A pass that came to an order. */
export interface Purchase {
    buyer: Buyer;
    order: PlacedOrder;
    begunAt: number;
    endedAt: number;
}

/** Between two passes of one buyer, at most: a crowd that can't buy must not become a flood. */
const PAUSE_MS = 1000;

/** Some customers who buy until they are sent home; this process sees each answer that they get. */
export class Crowd {
    readonly buyers: readonly Buyer[];
    readonly purchases: Purchase[] = [];
    /** What stopped the passes that came to nothing. */
    readonly failures: string[] = [];
    #isOpen = true;
    readonly #shopping: Promise<void>[];

    private constructor(buyers: readonly Buyer[]) {
        this.buyers = buyers;
        this.#shopping = buyers.map(async (buyer) => {
            while (this.#isOpen) await this.#tryOnce(buyer);
        });
    }

    /** Registers them, each with an account of its own, and lets them shop. */
    static async gather(shop: Shop, size: number): Promise<Crowd> {
        const visitors = Array.from({ length: size }, () => shop.visitor());
        return new Crowd(await Promise.all(visitors.map((visitor) => Buyer.register(visitor))));
    }

    /**
     * When the last buyer had an order from a pass begun since then.
     * @throws Error while somebody has none, with the newest failure
     */
    allBoughtSince(time: number): number {
        const ends = this.buyers.map((buyer) => {
            const first = this.purchases.find((one) => one.buyer === buyer && one.begunAt >= time);
            if (first === undefined) {
                throw new Error(`somebody has no order; ${this.failures.at(-1) ?? "no failure"}`);
            }
            return first.endedAt;
        });
        return Math.max(...ends);
    }

    /** Throws until there are so many purchases per buyer on average, with the newest failure. */
    assertBought(perBuyer: number): void {
        if (this.purchases.length >= perBuyer * this.buyers.length) return;
        throw new Error(`${this.purchases.length} orders; ${this.failures.at(-1) ?? "no failure"}`);
    }

    /** Lets each finish the pass it is in. */
    async sendHome(): Promise<void> {
        this.#isOpen = false;
        await Promise.all(this.#shopping);
    }

    async #tryOnce(buyer: Buyer): Promise<void> {
        const begunAt = Date.now();
        try {
            const order = await buyer.pass();
            this.purchases.push({ buyer, order, begunAt, endedAt: Date.now() });
        } catch (error) {
            this.failures.push((error as Error).message);
        }
        // Not in step: the moment of a loss is then each time at another step of somebody.
        await pause(PAUSE_MS * Math.random());
    }
}
