import { BootError } from "../../platform/spring-app.ts";
import type { CallFailure } from "./call-failure.ts";

/** What a client is told when an order comes to nothing; the contract's classes and texts. */

const CONTROLLER = "works.weave.socks.orders.controllers.OrdersController";

/** A service that was needed before the order was paid didn't answer well. */
export function unableToCreate(failure: CallFailure): BootError {
    return new BootError(500, "java.lang.IllegalStateException", callText(failure));
}

/**
 * Shipping failed after payment. The classes tell a client that the money moved, which the texts don't:
 * all are of `org.springframework.web.client`, and nothing before payment answers with those.
 */
export function paidNotShipped(failure: CallFailure): BootError {
    return failure.hasStatus
        ? new BootError(500, failure.exception, failure.reason)
        : new BootError(
              500,
              "org.springframework.web.client.ResourceAccessException",
              callText(failure),
          );
}

/** Payment said no, or nothing at all. */
export function declined(message: string): BootError {
    return new BootError(406, `${CONTROLLER}$PaymentDeclinedException`, message);
}

/** What was fetched adds up to no amount, or names no customer. */
export function illegalState(message: string): BootError {
    return new BootError(500, "java.lang.IllegalStateException", message);
}

/** The database did not answer. Its own text names addresses, so it goes to the log only. */
export function storeGone(message: string): BootError {
    return new BootError(
        500,
        "org.springframework.dao.DataAccessResourceFailureException",
        message,
    );
}

/** The text for a call that failed. */
function callText({ isTimeout }: CallFailure): string {
    return isTimeout ? "Unable to create order due to timeout from one of the services." : IO_ERROR;
}

export const IO_ERROR = "Unable to create order due to unspecified IO error.";
