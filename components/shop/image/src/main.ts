import process from "node:process";

/**
 * What the image can be. Each is a bundle of its own and only the chosen one is read: one bundle for
 * all would cost every process the code of all the others.
 */
const SERVICES: Readonly<Record<string, () => Promise<unknown>>> = {
    carts: () => import("./services/carts/main.ts"),
    catalogue: () => import("./services/catalogue/main.ts"),
    "front-end": () => import("./services/front-end/main.ts"),
    orders: () => import("./services/orders/main.ts"),
    payment: () => import("./services/payment/main.ts"),
    "queue-master": () => import("./services/queue-master/main.ts"),
    shipping: () => import("./services/shipping/main.ts"),
    "stripe-mock": () => import("./services/stripe-mock/main.ts"),
    user: () => import("./services/user/main.ts"),
};

const name = process.env["SERVICE"] ?? "";
const start = Object.hasOwn(SERVICES, name) ? SERVICES[name] : undefined;
if (start === undefined) {
    process.stderr.write(
        `variable SERVICE: found "${name}"\n` +
            `  allowed: ${Object.keys(SERVICES).join(", ")}\n` +
            `  cure:    set SERVICE in the container's environment\n`,
    );
    process.exit(2);
}
// Not awaited at top level: CommonJS, which the bundles are, has no such thing. `run` catches all.
void start();
