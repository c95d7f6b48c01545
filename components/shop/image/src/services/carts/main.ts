import { run } from "../../platform/run.ts";
import { carts } from "./service.ts";

void run(carts);
