import { stripVTControlCharacters } from "node:util";

/** Where text of others could steer what a reader sees: control characters and changes of direction. */
const INVISIBLE = /(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu;

/** Text of a log or an object without what a terminal or a browser would act on. */
export function plain(text: string): string {
    return stripVTControlCharacters(text).replace(INVISIBLE, "\ufffd");
}

/** `12:04:09` in UTC. */
export function clock(ms: number): string {
    return new Date(ms).toISOString().slice(11, 19);
}

/** `2026-01-31 12:04:09`, UTC. */
export function dateAndClock(ms: number): string {
    return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

/** `−0:30` or `12:05`: minutes and seconds since something. */
export function elapsed(ms: number): string {
    const seconds = Math.round(Math.abs(ms) / 1000);
    const sign = ms < 0 && seconds > 0 ? "−" : "";
    return `${sign}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** A length of time: `44 s`, `3 min 5 s`, `1 h 2 min`. */
export function duration(ms: number): string {
    const seconds = Math.round(ms / 1000);
    if (seconds < 60) return `${seconds} s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60)
        return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
    return minutes % 60 === 0
        ? `${minutes / 60} h`
        : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A measure for people: three digits that count, thousands set apart. */
export function figure(value: number): string {
    const size = Math.abs(value);
    const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    // Node's own formatter would follow the reader's machine; a report says the same anywhere.
    const [whole = "", rest = ""] = value.toFixed(digits).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "\u202f");
    const fraction = rest.replace(/0+$/, "");
    return fraction === "" ? grouped : `${grouped}.${fraction}`;
}

/** The same with its unit. */
export function measure(value: number, unit: string): string {
    return unit === "" ? figure(value) : `${figure(value)}\u00a0${unit}`;
}
