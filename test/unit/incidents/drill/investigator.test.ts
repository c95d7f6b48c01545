import assert from "node:assert/strict";
import { KubeError } from "../../../../components/kube/client.ts";
import { admit, dismiss } from "../../../../incidents/drill/investigator.ts";

/** An API server that knows nothing yet, and notes what it is asked for. */
function server() {
    const asked: string[] = [];
    const bodies: unknown[] = [];
    return {
        asked,
        bodies,
        access: () =>
            Promise.resolve({
                server: new URL("https://127.0.0.1:6443"),
                options: { ca: Buffer.from("ca"), headers: {} },
            }),
        text: (method: string, path: string) => {
            asked.push(`${method} ${path}`);
            return Promise.reject(new KubeError(404, "not found"));
        },
        json: <T>(method: string, path: string, body?: unknown): Promise<T> => {
            asked.push(`${method} ${path}`);
            bodies.push(body);
            return Promise.resolve({ status: { token: "short-lived" } } as T);
        },
    };
}

const ROLES = "/apis/rbac.authorization.k8s.io/v1/namespaces";
const ACCOUNTS = "/api/v1/namespaces/sock-shop/serviceaccounts";

describe("account of who investigates", () => {
    it("is made anew, with a token for as long as the drill", async () => {
        const kube = server();
        const config = JSON.parse(await admit(kube, 2700)) as { users: unknown };
        assert.deepEqual(config.users, [{ name: "on-call", user: { token: "short-lived" } }]);
        assert.deepEqual(kube.asked.slice(5), [
            `POST ${ACCOUNTS}`,
            `POST ${ROLES}/sock-shop/roles`,
            `POST ${ROLES}/sock-shop/rolebindings`,
            `POST ${ROLES}/monitoring/roles`,
            `POST ${ROLES}/monitoring/rolebindings`,
            `POST ${ACCOUNTS}/on-call/token`,
        ]);
        assert.deepEqual(kube.bodies.at(-1), {
            apiVersion: "authentication.k8s.io/v1",
            kind: "TokenRequest",
            spec: { expirationSeconds: 2700 },
        });
    });

    it("goes with all its rights, the account last, and may be gone already", async () => {
        const kube = server();
        await dismiss(kube);
        assert.deepEqual(kube.asked, [
            `DELETE ${ROLES}/monitoring/rolebindings/on-call`,
            `DELETE ${ROLES}/monitoring/roles/on-call`,
            `DELETE ${ROLES}/sock-shop/rolebindings/on-call`,
            `DELETE ${ROLES}/sock-shop/roles/on-call`,
            `DELETE ${ACCOUNTS}/on-call`,
        ]);
    });

    it("is not said to be gone where the server refuses", async () => {
        const kube = { text: () => Promise.reject(new KubeError(500, "busy")) };
        await assert.rejects(dismiss(kube), /busy/);
    });
});
