import type { DrillStore } from "../../../incidents/drill/state.ts";

/** Stands for an incident that is being practised. */
const UNNAMED = "the drill's incident";

/**
 * What an incident is called before those who watch: during a drill that was not revealed nobody is told by the
 * way what it is that they practise.
 */
export function incidentName(
    stack: string,
    store: Pick<DrillStore, "isUnderWay" | "load">,
): string {
    if (!store.isUnderWay) return stack;
    try {
        const { incident, revealedAt } = store.load();
        return revealedAt === undefined && incident === stack ? UNNAMED : stack;
    } catch {
        // Files that can't be opened, or are just being written, tell nobody which one it is.
        return UNNAMED;
    }
}
