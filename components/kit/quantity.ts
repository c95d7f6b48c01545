/** The one place where Kubernetes quantity strings are made and read. */

/** CPU time in thousandths of a core, e.g. `cpu(50)` is `"50m"`. */
export function cpu(milli: number): string {
    return `${milli}m`;
}

/** Memory in mebibytes, e.g. `memory(128)` is `"128Mi"`. */
export function memory(mebibytes: number): string {
    return `${mebibytes}Mi`;
}

/** Reads a CPU quantity as Kubernetes prints it (`"50m"`, `"1"`, `"0.5"`) into millicores. */
export function cpuMilli(quantity: string): number {
    const milli = /^(\d+(?:\.\d+)?)m$/.exec(quantity);
    if (milli?.[1] !== undefined) return Number(milli[1]);
    if (/^\d+(\.\d+)?$/.test(quantity)) return Number(quantity) * 1000;
    throw new RangeError(`"${quantity}" is not a CPU quantity such as 50m or 0.5`);
}

const MEMORY_UNITS: Record<string, number> = {
    "": 1 / 1024 ** 2,
    k: 1000 / 1024 ** 2,
    Ki: 1 / 1024,
    M: 1000 ** 2 / 1024 ** 2,
    Mi: 1,
    G: 1000 ** 3 / 1024 ** 2,
    Gi: 1024,
};

/** Reads a memory quantity as Kubernetes prints it (`"128Mi"`, `"1Gi"`, `"65536Ki"`) into mebibytes. */
export function memoryMi(quantity: string): number {
    const [, digits, unit] = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(quantity) ?? [];
    const factor = unit === undefined ? undefined : MEMORY_UNITS[unit];
    if (digits === undefined || factor === undefined) {
        throw new RangeError(`"${quantity}" is not a memory quantity such as 128Mi`);
    }
    return Number(digits) * factor;
}
