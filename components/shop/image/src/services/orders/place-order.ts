import { BootError } from "../../platform/spring-app.ts";
import { declined, paidNotShipped, storeGone, unableToCreate } from "./boot-errors.ts";
import type { AskUrl } from "./call.ts";
import { CallFailure } from "./call-failure.ts";
import { keepSaving } from "./keep-saving.ts";
import type { KeepSaving, Patience } from "./keep-saving.ts";
import type { Links } from "./links.ts";
import { newOrder } from "./new-order.ts";
import type { OrderLog } from "./order-log.ts";
import type { Order, OrderStatus } from "./order.ts";
import { fetchParts } from "./parts.ts";
import { authorise } from "./payment.ts";
import { ship } from "./shipping.ts";
import type { OrderStore } from "./store.ts";

/** What placing an order needs; tests give their own. */
export interface PlacingParts {
    ask: AskUrl;
    store: OrderStore;
    log: OrderLog;
    /** Full addresses of the two calls. */
    paymentUrl: string;
    shippingUrl: string;
    /** How long each call may take. */
    timeoutMs: number;
    patience: Patience;
}

/** Takes an order through its life; resolves once it is shipped, rejects with a BootError. */
export type PlaceOrder = (links: Links) => Promise<Order>;

/** The life of an order: stored before payment is asked, and at every step after. */
export function orderPlacer(parts: PlacingParts): PlaceOrder {
    const { ask, store, log, paymentUrl, shippingUrl, timeoutMs } = parts;

    return async (links) => {
        const keep = keepSaving(store, log, parts.patience);
        const pending = await create(links, keep);
        const paid = await pay(pending, keep);
        return shipPaid(paid, keep);
    };

    async function create(links: Links, keep: KeepSaving): Promise<Order> {
        const found = await fetchParts(ask, links, timeoutMs).catch((error: unknown) => {
            const failure = asFailure(error);
            log.callFailed(failure);
            throw refused(unableToCreate(failure), failure.rootCause);
        });
        const created = newOrder(store.newId(), found);
        if (created instanceof BootError) {
            throw refused(created, `${created.exception}: ${created.message}`);
        }
        await saveOrRefuse(created, keep);
        log.created(created);
        const pending = inState(created, "PENDING");
        await saveOrRefuse(pending, keep);
        log.pending(pending);
        return pending;
    }

    async function pay(order: Order, keep: KeepSaving): Promise<Order> {
        log.askingPayment(order);
        const said = await authorise(ask, paymentUrl, order, timeoutMs).catch(
            async (error: unknown) => {
                const failure = asFailure(error);
                log.paymentGaveNoAnswer(order, failure);
                await fail(order, failure.reason, keep);
                log.paymentUnavailable(order);
                throw refused(unableToCreate(failure), failure.rootCause);
            },
        );
        if (said !== undefined) log.paymentSaid(said);
        if (said?.authorised !== true) {
            const reason = said?.message ?? "Unable to parse authorisation packet";
            await fail(order, reason, keep);
            throw declined(reason);
        }
        const paid = inState(order, "PAID");
        await keepOrRefuse(paid, keep);
        log.paid(paid);
        return paid;
    }

    async function shipPaid(order: Order, keep: KeepSaving): Promise<Order> {
        const shipment = await ship(ask, shippingUrl, order, timeoutMs).catch((error: unknown) => {
            const failure = asFailure(error);
            log.shippingFailed(order, failure);
            throw refused(paidNotShipped(failure), failure.rootCause);
        });
        const shipped: Order = { ...inState(order, "SHIPPED"), shipment };
        await keepOrRefuse(shipped, keep);
        log.shipped(shipped);
        return shipped;
    }

    async function fail(order: Order, reason: string, keep: KeepSaving): Promise<void> {
        const failed = inState(order, "PAYMENT_FAILED");
        if (await keep(failed)) log.paymentFailed(failed, reason);
    }

    /** Before payment nothing is lost by giving up at once. */
    async function saveOrRefuse(order: Order, keep: KeepSaving): Promise<void> {
        try {
            await store.save(order);
        } catch (error) {
            // The store may hold it all the same, and would show it as under way for ever.
            void fail(order, "The order store does not answer", keep);
            const text = "Unable to create order: the order store does not answer.";
            throw refused(storeGone(text), String(error));
        }
    }

    /** Once payment said yes, the order must get into the store. */
    async function keepOrRefuse(order: Order, keep: KeepSaving): Promise<void> {
        if (await keep(order)) return;
        throw storeGone(`Order ${order.id} is paid, but could not be saved as ${order.status}.`);
    }

    function refused(answer: BootError, rootCause: string): BootError {
        log.requestFailed(answer, rootCause);
        return answer;
    }
}

function inState(order: Order, status: OrderStatus): Order {
    return { ...order, status };
}

function asFailure(error: unknown): CallFailure {
    if (error instanceof CallFailure) return error;
    throw error;
}
