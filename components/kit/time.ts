/** A length of time for people, in its two largest units: `45 s`, `2 min 5 s`, `3 h 0 min`. Never negative. */
export function span(ms: number): string {
    const total = Math.max(0, Math.round(ms / 1000));
    const [hours, minutes, secs] = [
        Math.floor(total / 3600),
        Math.floor(total / 60) % 60,
        total % 60,
    ];
    if (hours > 0) return `${hours} h ${minutes} min`;
    return minutes > 0 ? `${minutes} min ${secs} s` : `${secs} s`;
}
