import { LabError } from "../../components/kit/error.ts";

/** The error for a cluster of the asked name that isn't this checkout's; it is never touched. */
export function foreignCluster(name: string, detail?: string): LabError {
    return new LabError({
        where: "stacks/Pulumi.baseline.yaml, sock-shop:cluster.name",
        found: `there is a cluster ${name} already, and ${detail ?? "it isn't this checkout's"}`,
        allowed: "a name (and an httpPort) that no other cluster has",
        cure: `pulumi config set --path sock-shop:cluster.name ${name}-2 --stack baseline, with another sock-shop:cluster.httpPort; or remove that one by hand`,
    });
}
