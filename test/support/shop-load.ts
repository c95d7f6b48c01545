import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { LAB_NAMESPACE } from "../../components/kit/labels.ts";
import type { KubeClient } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import { loadJobSpec } from "../../load/load-job.ts";
import type { Load } from "../../load/load.schema.ts";
import type { Shop } from "./shop-fixture.ts";
import { countByStatus, ordersSince } from "./shop-orders.ts";
import { until } from "./shop-until.ts";

/** Figures of one kind of request. */
interface Figures {
    requests: number;
    failures: number;
    p95Ms: number;
}

/** What the checkout profile prints at its end. */
export interface LoadSummary {
    total: Figures;
    /** Orders that were answered with 201. */
    orders: number;
    endpoints: Record<string, Figures>;
    errors: Record<string, number>;
}

/** A run of the documented load flow, and what came of it in the orders service. */
export interface CheckoutFlow {
    summary: LoadSummary;
    /** Orders stored meanwhile, by status. */
    stored: Record<string, number>;
}

const path = (apiVersion: string, kind: string): string =>
    collectionPath({ apiVersion, kind, namespace: LAB_NAMESPACE });
const JOBS = path("batch/v1", "Job");
const MAPS = path("v1", "ConfigMap");
const PODS = path("v1", "Pod");

/** Runs the checkout profile in the cluster, in the Job that incidents use, and waits for its end. */
export async function checkoutFlow(
    shop: Shop,
    loadImage: string,
    users: number,
    seconds: number,
): Promise<CheckoutFlow> {
    const load: Load = {
        profile: "checkout",
        users,
        spawnRate: Math.min(users, 10),
        duration: `${seconds}s`,
        waitMs: { min: 500, max: 1500 },
    };
    const since = new Date();
    const summary = await runLoad(shop.kube, loadImage, load, seconds);
    return { summary, stored: countByStatus(await ordersSince(shop, since)) };
}

async function runLoad(
    kube: KubeClient,
    image: string,
    load: Load,
    seconds: number,
): Promise<LoadSummary> {
    const name = `checkout-${randomBytes(3).toString("hex")}`;
    const labels = { name };
    const metadata = { name, namespace: LAB_NAMESPACE, labels };
    const profile = readFileSync(`load/profiles/${load.profile}.py`, "utf8");
    try {
        await kube.json("POST", MAPS, {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata,
            data: { "locustfile.py": profile },
        });
        await kube.json("POST", JOBS, {
            apiVersion: "batch/v1",
            kind: "Job",
            metadata,
            spec: loadJobSpec({ image, load }, labels, name),
        });
        const ended = async (): Promise<number | undefined> => {
            const job = await kube.json<{ status?: { succeeded?: number; failed?: number } }>(
                "GET",
                `${JOBS}/${name}`,
            );
            return job.status?.succeeded || job.status?.failed || undefined;
        };
        await until(`the end of Job ${name}`, (seconds + 120) * 1000, ended, 1000);
        return await summaryOf(kube, name);
    } finally {
        await Promise.allSettled([
            kube.text("DELETE", `${JOBS}/${name}?propagationPolicy=Background`),
            kube.text("DELETE", `${MAPS}/${name}`),
        ]);
    }
}

/** The line of JSON among what Locust says besides. */
async function summaryOf(kube: KubeClient, job: string): Promise<LoadSummary> {
    const [pod] = await kube.list(`${PODS}?labelSelector=name%3D${job}`);
    assert.ok(pod !== undefined, `Job ${job} has no pod`);
    const log = await kube.text("GET", `${PODS}/${pod.metadata.name}/log`);
    const line = log.split("\n").find((one) => one.startsWith('{"total":'));
    assert.ok(line !== undefined, `the load printed no summary:\n${log}`);
    return JSON.parse(line) as LoadSummary;
}
