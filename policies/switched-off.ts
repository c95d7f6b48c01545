import { LabError } from "../components/kit/error.ts";

/** Names rules that don't hold for a run, or `all`. */
export const OFF_VARIABLE = "SOCK_SHOP_LAB_POLICIES_OFF";

/**
 * The rules that the environment switches off.
 * @throws LabError for a name that no rule has: a slip of the pen would switch nothing off
 */
export function switchedOff(
    names: readonly string[],
    value = process.env[OFF_VARIABLE] ?? "",
): readonly string[] {
    const asked = value.split(",").filter((name) => name !== "");
    if (asked.includes("all")) return names;
    const unknown = asked.find((name) => !names.includes(name));
    if (unknown === undefined) return asked;
    throw new LabError({
        where: OFF_VARIABLE,
        found: unknown,
        allowed: `all, or some of ${names.join(", ")}`,
        cure: `unset ${OFF_VARIABLE}`,
    });
}
