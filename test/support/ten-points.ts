/** Points of every proof, in their order. */
export const TEN = [
    "telemetry seen",
    "baseline green",
    "applied",
    "witness red",
    "declared alerts fired",
    "nothing else broke",
    "reverted",
    "witness green",
    "baseline equal",
    "no other alert",
];
