import { LAB_NAMESPACE, stackMark } from "../../components/kit/labels.ts";
import type { ObjectRef } from "../../components/kube/path.ts";

/** The Job that kills pods for a stack. Events, which more people read than this namespace, name it by its mark. */
export function killJob(stack: string): ObjectRef {
    return {
        apiVersion: "batch/v1",
        kind: "Job",
        namespace: LAB_NAMESPACE,
        name: `keeper-${stackMark(stack)}`,
    };
}

/** What the keeper is told to do in that Job. */
export function killArguments(
    stack: string,
    what: {
        targets: readonly string[];
        every: string;
        times?: number | undefined;
        seed: number;
    },
): string[] {
    return [
        ...["kill-pods", "--stack", stack, "--targets", what.targets.join(",")],
        ...["--every", what.every, `--seed=${what.seed}`],
        ...(what.times === undefined ? [] : ["--times", String(what.times)]),
    ];
}
