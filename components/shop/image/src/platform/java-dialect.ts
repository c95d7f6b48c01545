import { randomBytes } from "node:crypto";
import type { Write } from "./log.ts";

/** How the Java services print things: Spring Boot's log lines and Jackson's times. */

/** Levels of a Spring Boot log line. */
export type Level = "INFO" | "WARN" | "ERROR";

/** Writes one line; `logger` is the abbreviated class, e.g. `w.w.s.o.controllers.OrdersController`. */
export type SpringLog = (level: Level, logger: string, message: string) => void;

/** A logger in Spring Boot's form: `date time LEVEL [svc,trace,span,false] 1 --- [thread] class : text`. */
export function springLog(
    write: Write,
    service: string,
    now: () => Date = () => new Date(),
): SpringLog {
    return (level, logger, message) => {
        const time = now().toISOString().slice(0, -1).replace("T", " ");
        const trace = randomBytes(8).toString("hex");
        // One line a call, whatever a caller's text holds: a forged line would be a false witness.
        const text = message.replace(/[\r\n]+/g, " ");
        write(
            `${time} ${level.padStart(5)} [${service},${trace},${trace},false] 1 --- ` +
                `[nio-8080-exec-1] ${logger.padEnd(40)} : ${text}`,
        );
    };
}

/** What Spring Boot says once the port is open. `application` is the full class name. */
export function started(log: SpringLog, port: number, application: string): void {
    const tomcat = "s.b.c.e.t.TomcatEmbeddedServletContainer";
    log("INFO", tomcat, `Tomcat started on port(s): ${port} (http)`);
    log("INFO", application, `Started ${application.split(".").at(-1) ?? application}`);
}

/** A time as Jackson prints a `Date` in Spring Boot 1.4: `2019-12-23T09:26:57.477+0000`. */
export function javaDate(date: Date): string {
    return date.toISOString().replace("Z", "+0000");
}

/** An entry of a Java service's `/health`. */
export interface DatedEntry {
    service: string;
    status: "OK" | "err";
    date: string;
}

/** An entry with the time of now, such as `2019-12-10T15:47:32.434Z`. */
export function datedEntry(service: string, isOk: boolean): DatedEntry {
    return { service, status: isOk ? "OK" : "err", date: new Date().toISOString() };
}

/** The entries of a service and of what it depends on, which is OK when `ping` resolves. */
export async function dependencyHealth(
    service: string,
    dependency: string,
    ping: () => Promise<unknown>,
): Promise<[service: DatedEntry, dependency: DatedEntry]> {
    const answers = await ping().then(
        () => true,
        () => false,
    );
    return [datedEntry(service, true), datedEntry(dependency, answers)];
}
