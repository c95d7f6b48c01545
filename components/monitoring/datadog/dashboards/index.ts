/** All dashboards, by the name of their resource. */
import type { Site } from "../settings.ts";
import { autoscaling } from "./autoscaling.ts";
import { dependencies } from "./dependencies.ts";
import { incidentDetection } from "./incident-detection.ts";
import { incidentLogs } from "./incident-logs.ts";
import { incidentMonitoring } from "./incident-monitoring.ts";
import { latency } from "./latency.ts";
import { queue } from "./queue.ts";
import type { Dashboard } from "./widgets.ts";

export function dashboards(site: Site): Record<string, Dashboard> {
    return {
        "incident-monitoring": incidentMonitoring(site),
        "incident-detection": incidentDetection(),
        "incident-logs": incidentLogs(site),
        latency: latency(),
        queue: queue(),
        autoscaling: autoscaling(),
        dependencies: dependencies(),
    };
}
