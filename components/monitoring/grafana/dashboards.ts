import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Signal } from "../signals/signal.ts";
import { autoscalingDashboard } from "./dashboards/autoscaling.ts";
import { databaseDashboard } from "./dashboards/database.ts";
import { alertsDashboard } from "./dashboards/alerts.ts";
import { loadDashboard } from "./dashboards/load.ts";
import { queueDashboard } from "./dashboards/queue.ts";
import { shopOverview } from "./dashboards/shop-overview.ts";

/** Every dashboard of the lab. */
export function dashboards(all: readonly Signal[]): readonly Dashboard[] {
    return [
        shopOverview(),
        alertsDashboard(all),
        queueDashboard(),
        databaseDashboard(),
        autoscalingDashboard(),
        loadDashboard(),
    ];
}
