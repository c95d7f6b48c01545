import { type Naming, nameIn } from "../naming.ts";
import { searches } from "../searches.ts";
import type { Site } from "../settings.ts";
import { dashboard } from "./dashboard.ts";
import { eventStream, logStream, openEvents, openLogs } from "./search-widgets.ts";
import { group, type Dashboard } from "./widgets.ts";

/** The documents' searches, incident by incident, each with its lines and a link that opens it. */
export function incidentLogs(site: Site, naming: Naming): Dashboard {
    const groups = searches(naming).map(([heading, found]) =>
        group(
            heading,
            found.flatMap(({ title, query, of }) =>
                of === "events"
                    ? [openEvents(site, title, query), eventStream(title, query)]
                    : [openLogs(site, title, query), logStream(title, query)],
            ),
        ),
    );
    return dashboard(
        nameIn(naming, "Sock Shop Incident Logs"),
        nameIn(naming, "What to search for, incident by incident."),
        groups,
    );
}
