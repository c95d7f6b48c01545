import { LabError } from "../../components/kit/error.ts";
import { Pace } from "../../load/load.schema.ts";

/** Over what stack files say; `npm run prove -- --pace` sets it for the engine. */
const PACE_VARIABLE = "SOCK_SHOP_LAB_PACE";

/**
 * The pace that the environment asks for, the same to the program and to who proves it.
 * @returns undefined where it names none: then the stack file decides
 * @throws LabError where it names one that there isn't
 */
export function askedPace(environment = process.env): Pace | undefined {
    const named = environment[PACE_VARIABLE];
    if (named === undefined || named === "") return undefined;
    const parsed = Pace.safeParse(named);
    if (parsed.success) return parsed.data;
    throw new LabError({
        where: `environment, ${PACE_VARIABLE}`,
        found: named,
        allowed: Pace.options.join(", "),
        cure: `unset ${PACE_VARIABLE}, or npm run prove -- --pace short`,
    });
}
