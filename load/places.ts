import { SERVICES } from "../components/shop/topology.ts";

/** ServiceAccount that loads run as: without rights, and without a token. The baseline makes it. */
export const LOAD_ACCOUNT = "load";

/** On every pod of a load, whoever runs it: what keeps loads inside finds them by it. */
export const LOAD_LABELS = { "app.kubernetes.io/component": "load" };

/** Port on which Locust's master listens for its workers. */
export const MASTER_PORT = 5557;

/** Port on which the master tells Prometheus (`profiles/exporter.py`). */
export const METRICS_PORT = 9646;

/** Port of the front-end's pods. */
export const FRONT_END_PORT = SERVICES["front-end"].containerPort;
