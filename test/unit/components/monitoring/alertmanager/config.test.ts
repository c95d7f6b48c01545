import assert from "node:assert/strict";
import { parse } from "yaml";
import { alertmanagerText } from "../../../../../components/monitoring/alertmanager/config.ts";
import { WEBHOOK } from "../../../../../components/monitoring/receiver/alert-receiver.ts";

describe("Alertmanager's configuration", () => {
    it("tells each alert by itself and at once, its end too, and repeats nothing in a run", () => {
        assert.deepEqual(parse(alertmanagerText(WEBHOOK)), {
            route: {
                receiver: "evidence",
                group_by: ["..."],
                group_wait: "0s",
                group_interval: "15s",
                repeat_interval: "24h",
            },
            receivers: [
                {
                    name: "evidence",
                    webhook_configs: [
                        {
                            url: "http://alert-receiver.monitoring.svc:8080/notifications",
                            send_resolved: true,
                        },
                    ],
                },
            ],
        });
    });

    it("refuses an address that is none", () => {
        assert.throws(() => alertmanagerText("alert-receiver"), /Invalid URL/);
    });
});
