import { run } from "../../platform/run.ts";
import { orders } from "./service.ts";

void run(orders);
