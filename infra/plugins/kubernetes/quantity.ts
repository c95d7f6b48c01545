/** Kubernetes' quantities in the one form that the API server prints. */

const DECIMAL = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const NANOS = 10n ** 9n; // the API server counts in billionths

/**
 * The canonical form of a quantity: `1000m` is `1`, `1024Mi` is `1Gi`, `0.5` is `500m`. A text that is none, or one
 * with an exponent, comes back as it is: the API server judges it.
 */
export function canonicalQuantity(text: string): string {
    const match = /^([+-]?)(\d*)\.?(\d*)(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E)?$/.exec(text);
    const [, sign = "", whole = "", fraction = "", suffix = ""] = match ?? [];
    if (match === null || whole + fraction === "") return text;
    const isBinary = suffix.endsWith("i");
    const scale = isBinary
        ? 1024n ** BigInt(BINARY.indexOf(suffix)) * NANOS
        : 1000n ** BigInt(DECIMAL.indexOf(suffix));
    const parts = 10n ** BigInt(fraction.length);
    const nanos = (BigInt(whole + fraction) * scale + parts - 1n) / parts; // rounded up, as the API server does
    if (nanos === 0n) return "0";
    const minus = sign === "-" ? "-" : "";
    return minus + (isBinary && nanos % NANOS === 0n ? binary(nanos / NANOS) : decimal(nanos));
}

function decimal(nanos: bigint): string {
    let [value, step] = [nanos, 0];
    while (value % 1000n === 0n && step < DECIMAL.length - 1)
        [value, step] = [value / 1000n, step + 1];
    return `${value}${DECIMAL[step]}`;
}

function binary(units: bigint): string {
    let [value, step] = [units, 0];
    while (value % 1024n === 0n && step < BINARY.length - 1)
        [value, step] = [value / 1024n, step + 1];
    return `${value}${BINARY[step]}`;
}
