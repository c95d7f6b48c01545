import { markdownTable } from "markdown-table";
import type { Proof } from "./point.ts";

/** A proof as two tables for a terminal: the points, and the figures they stand on. */
export function renderProof(proof: Proof): string {
    const points = markdownTable(
        [
            ["UTC", "seconds", "point", "", "seen"],
            ...proof.points.map((point) => [
                point.at.slice(11, 19),
                point.seconds.toFixed(1),
                point.name,
                point.holds ? "holds" : "FAILS",
                point.seen.split("\n")[0] ?? "",
            ]),
        ],
        { align: ["l", "r", "l", "l", "l"] },
    );
    const criteria = markdownTable([
        ["", "criterion", "expected", "seen"],
        ...proof.criteria.map((one) => [one.group, one.name, one.expected, one.value]),
    ]);
    const seconds = (value: number | undefined): string =>
        value === undefined ? "never" : `${value.toFixed(1)} s`;
    return [
        `Proof of ${proof.incident}: ${proof.valid ? "all points hold" : "NOT VALID"}`,
        "",
        points,
        "",
        criteria,
        "",
        `apply → red ${seconds(proof.applyToRedSeconds)}, destroy → green ${seconds(proof.destroyToGreenSeconds)}`,
    ].join("\n");
}
