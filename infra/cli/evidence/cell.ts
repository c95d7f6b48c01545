const WIDEST = 100;

/** A text in one line, and not too long a one: the whole is in the JSON. */
export function cell(text: string): string {
    const [line = "", ...more] = text.trim().split("\n");
    const cut = more.length > 0 || line.length > WIDEST;
    return cut ? `${line.slice(0, WIDEST)}…` : line;
}
