/** All dashboards, by the name of their resource. */
import type { Naming } from "../naming.ts";
import type { Site } from "../settings.ts";
import { autoscaling } from "./autoscaling.ts";
import { dependencies } from "./dependencies.ts";
import { incidentDetection } from "./incident-detection.ts";
import { incidentLogs } from "./incident-logs.ts";
import { incidentMonitoring } from "./incident-monitoring.ts";
import { latency } from "./latency.ts";
import { queue } from "./queue.ts";
import type { Dashboard } from "./widgets.ts";

export function dashboards(site: Site, naming: Naming): Record<string, Dashboard> {
    return {
        "incident-monitoring": incidentMonitoring(site, naming),
        "incident-detection": incidentDetection(naming),
        "incident-logs": incidentLogs(site, naming),
        latency: latency(naming),
        queue: queue(),
        autoscaling: autoscaling(naming),
        dependencies: dependencies(),
    };
}
