import type { OrderRecord } from "../../evidence/schema/observation.ts";
import { figure, plain } from "../text.ts";
import type { FigureTable, Measures, Sample } from "./run-model.ts";

type Answer = Extract<OrderRecord, { kind: "answer" }>;
type Stored = Extract<OrderRecord, { kind: "stored" }>;

/** What the witness as a customer was told; nothing of a run in which it didn't order. */
export function orderCharts(records: readonly OrderRecord[]): Measures[] {
    const answers = records.filter(isAnswer);
    if (answers.length === 0) return [];
    const line = (isWanted: (one: Answer) => boolean): Sample[] =>
        answers.filter(isWanted).map(({ at, ms }) => [Date.parse(at), ms]);
    const kinds = [
        { name: "accepted", samples: line(isAccepted) },
        { name: "refused", samples: line((one) => !isAccepted(one)) },
    ];
    return [
        {
            id: "orders-latency",
            group: "Orders, from outside",
            title: "Time to answer an order",
            unit: "ms",
            source: "the witness, as a customer",
            series: kinds.filter(({ samples }) => samples.length > 0),
            limits: [],
            isStepped: false,
        },
    ];
}

/** Its orders, counted by what it was told, and by what the shop says of them at last. */
export function orderTables(records: readonly OrderRecord[]): FigureTable[] {
    const answers = records.filter(isAnswer);
    if (answers.length === 0) return [];
    const last = new Map(records.filter(isStored).map((one) => [one.id, one]));
    const told = counts(
        answers.map(({ status, orderStatus, message }) =>
            plain(["answer", status, orderStatus, message].filter(Boolean).join(" ")),
        ),
    );
    const stored = counts(
        [...last.values()].map(
            ({ status, hasShipment }) =>
                `stored as ${plain(status)}, ${hasShipment ? "with" : "without"} a shipment`,
        ),
    );
    return [
        {
            title: "The witness's orders",
            head: ["what", "orders"],
            rows: [...told, ...stored].map(([what, count]) => [what, figure(count)]),
        },
    ];
}

function isAnswer(one: OrderRecord): one is Answer {
    return one.kind === "answer";
}

function isStored(one: OrderRecord): one is Stored {
    return one.kind === "stored";
}

function isAccepted({ status }: Answer): boolean {
    return status >= 200 && status < 300;
}

function counts(texts: readonly string[]): [string, number][] {
    const found = new Map<string, number>();
    for (const text of texts) found.set(text, (found.get(text) ?? 0) + 1);
    return [...found].sort(([, a], [, b]) => b - a);
}
