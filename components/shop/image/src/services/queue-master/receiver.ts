import type { Write } from "../../platform/log.ts";

/** What is done with a shipment: it is said, and counted. Nothing is stored or reported back. */
export function createReceiver(say: Write, count: () => void): (name: string) => void {
    return (name) => {
        // One line a message, whatever the name holds: a forged line would be a false witness.
        say(`Received shipment task: ${name.replace(/\p{Cc}+/gu, " ")}`);
        count();
    };
}
