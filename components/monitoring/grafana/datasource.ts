import { addressOf } from "../places.ts";

/** Uid of the provisioned data source, for whoever asks Grafana by its API. */
export const DATASOURCE_UID = "sockshop-prometheus";

/** What every panel asks: what the reader chose, by default the provisioned one. */
export const DATASOURCE = { type: "prometheus", uid: "${datasource}" };

/** The data source as Grafana's provisioning reads it. */
export function provisionedDatasource(): object {
    return {
        apiVersion: 1,
        datasources: [
            {
                name: "Prometheus",
                uid: DATASOURCE_UID,
                type: "prometheus",
                access: "proxy",
                url: `http://${addressOf("prometheus")}`,
                isDefault: true,
                editable: false,
                // As often as Prometheus scrapes: `$__rate_interval` goes by it.
                jsonData: { timeInterval: "15s", httpMethod: "POST" },
            },
        ],
    };
}
