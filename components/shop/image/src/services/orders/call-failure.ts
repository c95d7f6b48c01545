import { AnswerTimeout } from "../../platform/http-client.ts";

/** What a failed call is told by. */
interface Facts {
    method: string;
    url: string;
    /** In the words of Spring's client; default `I/O error on POST request for "<url>": <reason>`. */
    message?: string;
    reason: string;
    /** Class of the innermost exception. */
    exception: string;
    isTimeout?: boolean;
    hasStatus?: boolean;
}

/** Why a call of another service gave nothing to go on with, in the words of Spring and the JDK. */
export class CallFailure extends Error {
    /** The call: `GET http://carts/carts/x/items`. */
    readonly call: string;
    /** What went wrong, without where: `Connection refused`, `503 null`. */
    readonly reason: string;
    /** Class of the innermost exception. */
    readonly exception: string;
    /** True when the answer took too long. */
    readonly isTimeout: boolean;
    /** True when there was an answer, with an error status. */
    readonly hasStatus: boolean;

    constructor(facts: Facts) {
        const { method, url, reason, exception, isTimeout = false, hasStatus = false } = facts;
        super(facts.message ?? `I/O error on ${method} request for "${url}": ${reason}`);
        this.call = `${method} ${url}`;
        this.reason = reason;
        this.exception = exception;
        this.isTimeout = isTimeout;
        this.hasStatus = hasStatus;
    }

    /** As the end of a Java stack trace has it. Upstream waits on a future, whose time-out has no text. */
    get rootCause(): string {
        return this.isTimeout
            ? "java.util.concurrent.TimeoutException: null"
            : `${this.exception}: ${this.reason}`;
    }
}

/** A call that ended without an answer. */
export function networkFailure(method: string, url: string, error: unknown): CallFailure {
    const [exception, reason] = inJava(error, url);
    return new CallFailure({
        method,
        url,
        reason,
        exception,
        isTimeout: error instanceof AnswerTimeout,
    });
}

/** An answer that is an error; upstream's client keeps no reason phrase, hence `503 null`. */
export function statusFailure(method: string, url: string, status: number): CallFailure {
    const reason = `${status} null`;
    const side = status >= 500 ? "Server" : "Client";
    const exception = `org.springframework.web.client.Http${side}ErrorException`;
    return new CallFailure({ method, url, message: reason, reason, exception, hasStatus: true });
}

/** An answer that is not what the service promises. */
export function shapeFailure(method: string, url: string, reason: string): CallFailure {
    const exception = "org.springframework.http.converter.HttpMessageNotReadableException";
    return new CallFailure({ method, url, reason, exception });
}

const JAVA_ERRORS: Readonly<Record<string, [exception: string, text: string]>> = {
    ECONNREFUSED: ["java.net.ConnectException", "Connection refused"],
    ECONNRESET: ["java.net.SocketException", "Connection reset"],
    EHOSTUNREACH: ["java.net.NoRouteToHostException", "No route to host"],
    ENETUNREACH: ["java.net.ConnectException", "Network is unreachable"],
    ETIMEDOUT: ["java.net.SocketTimeoutException", "connect timed out"],
};

/** The JDK's exception and text for a network error of Node: what the logs are searched for. */
function inJava(error: unknown, url: string): readonly [exception: string, text: string] {
    if (error instanceof AnswerTimeout) {
        const text = error.isConnected ? "Read timed out" : "connect timed out";
        return ["java.net.SocketTimeoutException", text];
    }
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
        return ["java.net.UnknownHostException", new URL(url).hostname];
    }
    return JAVA_ERRORS[code] ?? ["java.io.IOException", String(error)];
}
