import { markdownTable } from "markdown-table";
import type { Proof, Spread } from "./point.ts";

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
        ["", "criterion", "expected", "seen", "held", "min / median / max", ""],
        ...proof.criteria.map((one) => [
            one.group,
            one.name,
            one.expected,
            one.value,
            one.looks === undefined ? "" : `${one.looks.held} of ${one.looks.of}`,
            spreadWords(one),
            one.asExpected ? "" : "WRONG",
        ]),
    ]);
    const alerts = markdownTable(
        [
            ["alert", "severity", "began, s after apply", ""],
            ...proof.alerts.map((one) => [
                one.name,
                one.severity,
                one.secondsAfterApply.toFixed(0),
                DECLARED[one.declared],
            ]),
        ],
        { align: ["l", "l", "r", "l"] },
    );
    const times = [
        `apply → red ${shownSeconds(proof.applyToRedSeconds)}`,
        ...(proof.applyToAlertSeconds === undefined
            ? []
            : [`apply → all alerts ${shownSeconds(proof.applyToAlertSeconds)}`]),
        ...(proof.loadEndToHealedSeconds === undefined
            ? []
            : [`load's end → healed ${shownSeconds(proof.loadEndToHealedSeconds)}`]),
        `destroy → green ${shownSeconds(proof.destroyToGreenSeconds)}`,
    ];
    return [
        `Proof of ${proof.incident} at pace ${proof.pace}: ${proof.valid ? "all points hold" : "NOT VALID"}`,
        "",
        points,
        "",
        criteria,
        "",
        ...(proof.alerts.length === 0 ? [] : [alerts, ""]),
        times.join(", "),
        ...(proof.valid ? [] : ["", "Not valid because:", ...proof.invalidBecause.map(item)]),
    ].join("\n");
}

const DECLARED = { must: "has to", may: "may", no: "UNDECLARED" } as const;

/** Least, median and greatest of a criterion that is a measure; else nothing. */
export function spreadWords({ spread }: { spread?: Spread | undefined }): string {
    if (spread === undefined) return "";
    const figures = [spread.min, spread.median, spread.max].map((one) => one.toFixed(1));
    return `${figures.join(" / ")} ${spread.unit}`.trim();
}

function shownSeconds(value: number | undefined): string {
    return value === undefined ? "never" : `${value.toFixed(1)} s`;
}

function item(reason: string): string {
    return `- ${reason}`;
}
