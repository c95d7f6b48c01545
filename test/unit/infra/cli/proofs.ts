import type { Proof } from "../../../../incidents/proof/point.ts";
import { TEN } from "../../../support/ten-points.ts";

/** A proof that is valid, or invalid for those reasons. */
export function proofOf(incident: string, invalidBecause: string[] = []): Proof {
    const at = "2026-01-01T00:00:00.000Z";
    const bad = invalidBecause.map((reason) => reason.split(":")[0]);
    const point = (name: string): Proof["points"][number] => ({
        ...{ name, holds: !bad.includes(name), seen: "s", at, seconds: 1 },
    });
    const criterion = { expected: "e", value: "v", source: "s" };
    return {
        version: 2,
        incident,
        stack: incident,
        pace: "short",
        startedAt: at,
        endedAt: "2026-01-01T00:01:00.000Z",
        valid: invalidBecause.length === 0,
        invalidBecause,
        points: TEN.map(point),
        applyToRedSeconds: bad.includes("witness red") ? undefined : 20.04,
        applyToAlertSeconds: bad.includes("declared alerts fired") ? undefined : 41,
        loadEndToHealedSeconds: undefined,
        destroyToGreenSeconds: 30,
        content: { before: "a", after: "a" },
        differences: [],
        criteria: [
            { ...criterion, group: "must", name: "one", asExpected: true },
            { ...criterion, group: "must", name: "two", asExpected: !bad.includes("witness red") },
            {
                ...criterion,
                group: "must not",
                name: "three",
                asExpected: !bad.includes("nothing else broke"),
            },
            { ...criterion, group: "recovered", name: "four", asExpected: true },
        ],
        alerts: [],
    };
}
