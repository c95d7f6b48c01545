import type { SpringLog } from "../../platform/java-dialect.ts";
import type { BootError } from "../../platform/spring-app.ts";
import type { CallFailure } from "./call-failure.ts";
import type { Order } from "./order.ts";
import type { Authorisation } from "./payment.ts";

const CONTROLLER = "w.w.s.o.controllers.OrdersController";
const DISPATCHER = "o.a.c.c.C.[.[.[/].[dispatcherServlet]";

/** Every line that the life of an order leaves: incidents are found and told by these texts. */
export class OrderLog {
    private readonly log: SpringLog;

    constructor(log: SpringLog) {
        this.log = log;
    }

    created({ id }: Order): void {
        this.log("INFO", CONTROLLER, `Order created with ID: ${id} and status: Created`);
    }

    pending({ id }: Order): void {
        this.log("INFO", CONTROLLER, `Order ${id} status updated to PENDING`);
    }

    askingPayment(order: Order): void {
        this.log("INFO", CONTROLLER, `Sending payment request for order ${order.id}`);
        this.log("INFO", CONTROLLER, `Sending payment request: ${paymentRequest(order)}`);
    }

    paymentSaid({ authorised, message }: Authorisation): void {
        const response = `PaymentResponse{authorised=${authorised}, message=${message}}`;
        this.log("INFO", CONTROLLER, `Received payment response: ${response}`);
    }

    paid({ id }: Order): void {
        const text = `Order ${id} payment successful, status updated to PAID`;
        this.log("INFO", CONTROLLER, text);
    }

    shipped({ id }: Order): void {
        this.log("INFO", CONTROLLER, `Order ${id} shipped successfully`);
    }

    paymentGaveNoAnswer({ id }: Order, { message }: CallFailure): void {
        this.log("ERROR", CONTROLLER, `Payment failed for order ${id}: ${message}`);
    }

    paymentFailed({ id }: Order, reason: string): void {
        const text = `Order ${id} status updated to PAYMENT_FAILED due to: ${reason}`;
        this.log("WARN", CONTROLLER, text);
    }

    paymentUnavailable({ id }: Order): void {
        this.log("ERROR", CONTROLLER, `Payment service unavailable for order ${id}`);
    }

    shippingFailed({ id }: Order, failure: CallFailure): void {
        const text = `Shipping failed for order ${id}, which stays PAID: ${failure.rootCause}`;
        this.log("ERROR", CONTROLLER, text);
    }

    /** A part of the order could not be fetched; upstream does not say which. */
    callFailed({ call, reason }: CallFailure): void {
        this.log("ERROR", "w.w.s.o.services.AsyncGetService", `${call} failed: ${reason}`);
    }

    /** A request that ends in 500, as the servlet container tells it. */
    requestFailed({ exception, message }: BootError, rootCause: string): void {
        this.log(
            "ERROR",
            DISPATCHER,
            "Servlet.service() for servlet [dispatcherServlet] in context with path [] threw exception " +
                `[Request processing failed; nested exception is ${exception}: ${message}] ` +
                `with root cause ${rootCause}`,
        );
    }

    saveFailed({ id, status }: Order, reason: string): void {
        this.log("WARN", CONTROLLER, `Order ${id} not saved as ${status}, trying again: ${reason}`);
    }

    /** The last resort for an order that the store didn't take: all that is needed to enter it by hand. */
    lost(order: Order, reason: string): void {
        const { id, status, customerId, totalCents, shipment } = order;
        const facts = `customer ${customerId}, ${totalCents} cents, shipment ${shipment?.id ?? null}`;
        const text = `Order ${id} could not be saved as ${status} (${facts}): ${reason}`;
        this.log("ERROR", CONTROLLER, text);
    }
}

/** Upstream prints the whole card; a log must not. */
function paymentRequest({ address, card, customer }: Order): string {
    const fields = (values: Readonly<Record<string, string | null>>): string =>
        Object.entries(values)
            .map(([name, value]) => `${name}='${value}'`)
            .join(", ");
    const shownCard = fields({ longNum: masked(card.longNum ?? ""), expires: card.expires });
    return (
        `PaymentRequest{address=Address{${fields({ ...address })}}, card=Card{${shownCard}}, ` +
        `customer=Customer{${fields({ ...customer })}}}`
    );
}

function masked(number: string): string {
    const shown = number.length > 4 ? number.slice(-4) : "";
    return "*".repeat(number.length - shown.length) + shown;
}
