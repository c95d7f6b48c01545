import assert from "node:assert/strict";

/** The id that the fake store gives out first. */
export const ID = "6900953ac1f4320001b50701";
export const INVALID =
    "works.weave.socks.orders.controllers.OrdersController$InvalidOrderException";
export const DECLINED =
    "works.weave.socks.orders.controllers.OrdersController$PaymentDeclinedException";
export const ILLEGAL_STATE = "java.lang.IllegalStateException";
export const STORE_GONE = "org.springframework.dao.DataAccessResourceFailureException";
export const UNREADABLE = "org.springframework.http.converter.HttpMessageNotReadableException";
export const CLIENT = "org.springframework.web.client";
export const IO_ERROR = "Unable to create order due to unspecified IO error.";
export const TIMEOUT = "Unable to create order due to timeout from one of the services.";
export const MISSING = "Invalid order request. Order requires customer, address, card and items.";
export const LOG = "w.w.s.o.controllers.OrdersController : ";

const REASONS: Readonly<Record<number, string>> = {
    400: "Bad Request",
    406: "Not Acceptable",
    413: "Payload Too Large",
    415: "Unsupported Media Type",
    500: "Internal Server Error",
};

/** Asserts Spring Boot's error body, whole. */
export async function refused(
    answer: Response,
    status: number,
    exception: string,
    message: string,
): Promise<void> {
    const { timestamp, ...body } = (await answer.json()) as { timestamp: unknown };
    assert.deepEqual(body, { status, error: REASONS[status], exception, message, path: "/orders" });
    assert.equal(typeof timestamp, "number");
    assert.equal(answer.status, status);
    assert.equal(answer.headers.get("content-type"), "application/json;charset=UTF-8");
}

/** The line that a request ending in 500 leaves. */
export const servlet = (exception: string, message: string, rootCause: string): string =>
    "ERROR o.a.c.c.C.[.[.[/].[dispatcherServlet] : Servlet.service() for servlet [dispatcherServlet] " +
    "in context with path [] threw exception [Request processing failed; nested exception is " +
    `${exception}: ${message}] with root cause ${rootCause}`;
