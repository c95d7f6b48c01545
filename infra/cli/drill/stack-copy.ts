import { parseDocument } from "yaml";

/** Time for the investigation to come to its end before the incident does. */
const SPARE_MINUTES = 15;

/**
 * A stack file's text with a load that lasts as long as the drill may take, and an expiry after it: a repair can be
 * told only while somebody asks.
 */
export function longLived(text: string, minutes: number): string {
    const document = parseDocument(text);
    if (document.hasIn(["config", "sock-shop:load"])) {
        document.setIn(["config", "sock-shop:load", "duration"], `${minutes}m`);
    }
    document.setIn(["config", "sock-shop:expiresAfter"], `${minutes + SPARE_MINUTES}m`);
    return document.toString({ lineWidth: 0 });
}
