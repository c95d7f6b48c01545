import { list, record, shown } from "../json.ts";
import { kubeObject } from "../kube-object.ts";
import { type ContainerView, podOf, type PodView } from "../pod.ts";
import type { Rule } from "../rule.ts";

interface Found {
    what: string;
    path: string;
    value: unknown;
}

/** Capabilities that reach no further than the container (Kubernetes' Pod Security Standards, level Baseline). */
const HARMLESS_CAPABILITIES: readonly string[] = [
    ...["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD"],
    ...["NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"],
];

/** No pod reaches the node it runs on: not its kernel, its files, its network, its processes. */
export const noHostAccess: Rule = {
    name: "no-host-access",
    description:
        "No pod is privileged or has a path, a port, the network or the processes of its node.",
    check(resource) {
        const object = kubeObject(resource);
        if (object === undefined) return [];
        const pod = podOf(object, resource.props);
        const found = [
            ...(pod === undefined ? [] : [...ofPod(pod), ...pod.containers.flatMap(ofContainer)]),
            ...ofOtherKinds(object.kind, resource.props),
        ];
        return found.map(({ what, path, value }) => ({
            what,
            where: `${object.title}, ${path}`,
            found: shown(value),
            allowed: "pods that stay inside their container",
            cure: "leave it out, or justify an exemption in policies/exemptions.ts",
        }));
    },
};

function ofPod({ path, spec }: PodView): Found[] {
    const shared = ["hostNetwork", "hostPID", "hostIPC"]
        .filter((field) => spec[field] !== undefined && spec[field] !== false)
        .map((field) => ({ what: field, path: `${path}.${field}`, value: spec[field] }));
    const paths = list(spec["volumes"]).flatMap((volume, at) => {
        const { hostPath } = record(volume);
        if (hostPath === undefined) return [];
        const found = record(hostPath)["path"];
        const place = `${path}.volumes[${at}].hostPath`;
        return { what: `hostPath ${String(found)}`, path: place, value: found };
    });
    return [...shared, ...paths];
}

function ofContainer({ name, path, spec }: ContainerView): Found[] {
    const security = record(spec["securityContext"]);
    const at = (field: string): string => `${path}.securityContext.${field}`;
    const risen = ["privileged", "allowPrivilegeEscalation"]
        .filter((field) => security[field] !== undefined && security[field] !== false)
        .map((field) => ({
            what: `${field} ${name}`,
            path: at(field),
            value: security[field],
        }));
    const added = list(record(security["capabilities"])["add"])
        .filter((one) => !HARMLESS_CAPABILITIES.includes(String(one)))
        .map((one) => ({
            what: `capability ${String(one)}`,
            path: at("capabilities.add"),
            value: one,
        }));
    const ports = list(spec["ports"]).flatMap((port, index) => {
        const { hostPort } = record(port);
        if (hostPort === undefined || hostPort === 0) return [];
        const place = `${path}.ports[${index}].hostPort`;
        return { what: `hostPort ${shown(hostPort)}`, path: place, value: hostPort };
    });
    return [...risen, ...added, ...ports];
}

/** A volume of the node by another door, and a chart, whose pods are made out of sight. */
function ofOtherKinds(kind: string, props: Readonly<Record<string, unknown>>): Found[] {
    if (kind === "PersistentVolume") {
        const spec = record(props["spec"]);
        return ["hostPath", "local"]
            .filter((field) => spec[field] !== undefined)
            .map((field) => ({
                what: `volume ${field}`,
                path: `spec.${field}`,
                value: spec[field],
            }));
    }
    if (kind === "Release" || kind === "Chart") {
        const { chart, version } = props;
        return [{ what: `chart ${String(chart)} ${String(version)}`, path: "chart", value: chart }];
    }
    return [];
}
