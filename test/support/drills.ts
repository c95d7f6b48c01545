import type { Refusal } from "../../incidents/drill/repair.ts";

/** A repair by hand, and a trick; each is commands of kubectl, as who investigates would type them. */
export interface PlayedDrill {
    incident: string;
    trick: readonly string[][];
    /** Why the trick is refused, at least. */
    refusedFor: readonly Refusal["reason"][];
    /** What takes the trick back where the repair doesn't. Default nothing. */
    undo?: readonly string[][];
    repair: readonly string[][];
}

const PLAYED: readonly PlayedDrill[] = [
    {
        incident: "incident-3",
        trick: [["scale", "deployment/orders", "--replicas=0"]],
        refusedFor: ["scale-to-zero", "cause-left"],
        undo: [["scale", "deployment/orders", "--replicas=1"]],
        repair: [["scale", "deployment/payment", "--replicas=2"]],
    },
    {
        incident: "incident-5a",
        // The consumer alone: with the limit in force the next stop loses orders again.
        trick: [["scale", "deployment/queue-master", "--replicas=1"]],
        refusedFor: ["cause-left"],
        repair: [
            ["exec", "deployment/rabbitmq", "--", "rabbitmqctl", "clear_policy", "queue-limit"],
        ],
    },
    {
        incident: "incident-7",
        trick: [["rollout", "restart", "deployment/front-end"]],
        refusedFor: ["cause-left", "restart-loop"],
        repair: [
            ["delete", "horizontalpodautoscalers", "--all"],
            // At least three at once: of a pod that the load keeps from being ready an autoscaler takes no figures.
            ["autoscale", "deployment", "front-end", "--cpu-percent=70", "--min=3", "--max=6"],
        ],
    },
    {
        incident: "incident-8",
        trick: [["rollout", "restart", "deployment/catalogue-db"]],
        refusedFor: ["cause-left", "restart-loop"],
        // More than it was: as good as what it was.
        repair: [["set", "resources", "deployment/catalogue-db", "--limits=cpu=1,memory=512Mi"]],
    },
];

/**
 * The drills to play: the first one, or with SOCK_SHOP_LAB_DRILLS=all every one, with its trick.
 * @throws Error for any other value
 */
export function played(value = process.env["SOCK_SHOP_LAB_DRILLS"]): readonly PlayedDrill[] {
    if (value === undefined || value === "") {
        return PLAYED.slice(0, 1).map((one) => ({
            ...one,
            trick: [],
            refusedFor: ["cause-left"],
            undo: [],
        }));
    }
    if (value === "all") return PLAYED;
    throw new Error(`SOCK_SHOP_LAB_DRILLS: found ${value}; allowed: all, or nothing for one`);
}
