/** Who looks: a proof's witness, and what compares the shop with what it was. It can read, and not write. */
export const WITNESS_ACCOUNT = "witness";

/** Who tells an event of the shop to see whether events come through; nothing else. */
export const TELLER_ACCOUNT = "event-teller";
