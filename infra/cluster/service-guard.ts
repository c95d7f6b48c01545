import { docker } from "../images/engine.ts";
import { nodesOf } from "../images/load.ts";

/** Addresses of Services: kind's default, which the lab's clusters keep. */
const SERVICE_SUBNET = "10.96.0.0/16";

const UNIT = "service-guard.service";

/**
 * Refuses what is on its way to a Service and was not translated to a pod, for the node itself and for
 * its pods. kube-proxy's rules come moments after a Service's endpoints, and long after the API server
 * when a node starts. Until then a packet leaves by the default route; a network whose proxy answers for
 * every address takes the connection, and the API server kept one for minutes and asked it for metrics.
 */
const RULES: readonly string[] = ["OUTPUT", "FORWARD"].flatMap((chain) => [
    // A reset, so that a connection that got out before is given up too.
    `${chain} -d ${SERVICE_SUBNET} -p tcp -j REJECT --reject-with tcp-reset`,
    `${chain} -d ${SERVICE_SUBNET} ! -p tcp -j REJECT`,
]);

/** The systemd unit that sets the rules before anything of Kubernetes runs. */
export function guardUnit(): string {
    const once = (rule: string): string =>
        `ExecStart=/bin/sh -c 'iptables -w -C ${rule} 2>/dev/null || iptables -w -I ${rule}'`;
    return [
        "[Unit]",
        "Description=Refuse packets to Services that were not translated",
        "Before=kubelet.service",
        "[Service]",
        "Type=oneshot",
        "RemainAfterExit=yes",
        ...RULES.map(once),
        "[Install]",
        "WantedBy=multi-user.target",
        "",
    ].join("\n");
}

/**
 * Puts the guard into every node of a kind cluster, where it stays over restarts; doing it again changes
 * nothing.
 *
 * @throws LabError if the cluster has no running node, or a node refuses
 */
export async function guardServices(clusterName: string): Promise<void> {
    const install = `cat > /etc/systemd/system/${UNIT} && systemctl daemon-reload && systemctl enable ${UNIT} && systemctl restart ${UNIT}`;
    for (const node of await nodesOf(clusterName)) {
        const args = ["exec", "--interactive", node, "sh", "-c", install];
        await docker(args, `service guard of node ${node}`, { input: guardUnit() });
    }
}
