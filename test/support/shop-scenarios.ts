/** What a whole shop is put through: the documented load flow, and the loss of each store under load. */
export { checkoutFlow, type CheckoutFlow } from "./shop-load.ts";
export { killStoreUnderLoad, killTable, type StoreKill } from "./shop-store-kill.ts";
export { everyOrderShipped, ordersSince } from "./shop-orders.ts";
export { queueDepth, queueDrained, type QueueState } from "./shop-queue.ts";
