import assert from "node:assert/strict";
import { guardUnit } from "../../../../infra/cluster/service-guard.ts";

describe("guardUnit", () => {
    it("sets four rules, each once, before the kubelet starts", () => {
        const rule = (chain: string, what: string): string => `${chain} -d 10.96.0.0/16 ${what}`;
        const rules = ["OUTPUT", "FORWARD"].flatMap((chain) => [
            rule(chain, "-p tcp -j REJECT --reject-with tcp-reset"),
            rule(chain, "! -p tcp -j REJECT"),
        ]);
        assert.equal(
            guardUnit(),
            [
                "[Unit]",
                "Description=Refuse packets to Services that were not translated",
                "Before=kubelet.service",
                "[Service]",
                "Type=oneshot",
                "RemainAfterExit=yes",
                ...rules.map(
                    (one) =>
                        `ExecStart=/bin/sh -c 'iptables -w -C ${one} 2>/dev/null || iptables -w -I ${one}'`,
                ),
                "[Install]",
                "WantedBy=multi-user.target",
                "",
            ].join("\n"),
        );
    });
});
