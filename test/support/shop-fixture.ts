import assert from "node:assert/strict";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { KubeClient } from "../../components/kube/client.ts";
import { PodForwards } from "../../components/kube/forward.ts";
import { SERVICES, type ServiceName } from "../../components/shop/topology.ts";
import { ShopClient } from "./shop-client.ts";
import { logsSince, restartsByPod } from "./shop-cluster.ts";
import { type ShopTarget, shopTarget } from "./shop-target.ts";
import { until } from "./shop-until.ts";

interface Open {
    target: ShopTarget;
    kube: KubeClient;
    forwards: PodForwards;
    restarts: Record<string, number>;
}

/** A live shop as a suite sees it: from outside, and each backend through a forwarded port. */
export class Shop {
    #open: Open | undefined;

    async open(target = shopTarget()): Promise<void> {
        const kube = new KubeClient(target.cluster);
        const forwards = new PodForwards(kube, SHOP_NAMESPACE);
        this.#open = { target, kube, forwards, restarts: await restartsByPod(kube) };
    }

    /** @throws AssertionError if a pod was replaced or a container restarted since the shop was opened */
    async assertNoRestart(): Promise<void> {
        const { kube, restarts } = this.#opened;
        assert.deepEqual(await restartsByPod(kube), restarts, "pods and their restarts");
    }

    /** Closes the forwarded ports. */
    async close(): Promise<void> {
        const { kube, forwards } = this.#opened;
        await forwards.close();
        kube.close();
    }

    get kube(): KubeClient {
        return this.#opened.kube;
    }

    /** Somebody at the front door, with cookies of their own. */
    visitor(): ShopClient {
        return new ShopClient(this.#opened.target.url);
    }

    /** A service itself. */
    async backend(name: ServiceName): Promise<ShopClient> {
        return await this.at(name, SERVICES[name].containerPort);
    }

    /** A port of any workload. */
    async at(name: string, port: number): Promise<ShopClient> {
        return new ShopClient(`http://127.0.0.1:${await this.#opened.forwards.port(name, port)}`);
    }

    /** What a service has written since then. */
    logsSince(name: ServiceName, since: Date): Promise<string> {
        return logsSince(this.kube, name, since);
    }

    /** Waits until a service has written a line like this since then; returns all such lines. */
    async logged(name: ServiceName, line: RegExp, since: Date): Promise<string[]> {
        return await until(`${name} logs ${line}`, 10_000, async () => {
            const lines = (await this.logsSince(name, since)).split("\n");
            const found = lines.filter((one) => line.test(one));
            return found.length > 0 ? found : undefined;
        });
    }

    get #opened(): Open {
        if (this.#open === undefined) throw new Error("the shop is not open");
        return this.#open;
    }
}

/** Opens the shop for a suite, and at its end finds out whether anything restarted meanwhile. */
export function useShop(): Shop {
    const shop = new Shop();
    before(() => shop.open());
    after(async () => {
        try {
            await shop.assertNoRestart();
        } finally {
            await shop.close();
        }
    });
    return shop;
}
