import type { Write } from "../../platform/log.ts";

/** A writer in the form of Go's standard logger: `2025/11/07 16:55:33 text`, in UTC. */
export function goLog(write: Write, now: () => Date = () => new Date()): Write {
    return (text) => {
        const time = now().toISOString().slice(0, 19).replace("T", " ").replaceAll("-", "/");
        write(`${time} ${text}`);
    };
}
