import { z } from "zod";

const CPU = "a CPU amount in millicores with its unit, such as 50m (1m to 99999m)";
/** CPU as text with its unit: `50m` is a twentieth of a core. A bare number is refused: 50 would be 50 cores. */
export const CpuQuantity = z.string(typed(CPU)).regex(/^[1-9]\d{0,4}m$/, CPU);

const MEMORY = "a memory amount with its unit, such as 128Mi or 1Gi (16Mi to 99Gi)";
/** Memory as text with its unit. Under 16Mi a container dies before it can log, which is another incident. */
export const MemoryQuantity = z
    .string(typed(MEMORY))
    .regex(/^([1-9]\d{0,4}Mi|[1-9]\d?Gi)$/, MEMORY)
    .refine((value) => value.endsWith("Gi") || Number.parseInt(value, 10) >= 16, {
        message: "at least 16Mi: below that a container dies before it can log",
    });

const DURATION = "a duration with its unit, such as 90s or 3m";
/** A length of time as text with its unit: `90s`, `3m`. */
export const Duration = z.string(typed(DURATION)).regex(/^[1-9]\d{0,3}(s|m)$/, DURATION);

/** The same words for a value of another type; a missing one stays missing. */
function typed(form: string): { error: string } {
    return { error: form };
}

/** A Kubernetes object name. */
export const ObjectName = z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, "a Kubernetes name: a-z, 0-9 and -, at most 63");

/** Seconds in a {@link Duration}. */
export function seconds(duration: string): number {
    const amount = Number.parseInt(duration, 10);
    return duration.endsWith("m") ? amount * 60 : amount;
}
