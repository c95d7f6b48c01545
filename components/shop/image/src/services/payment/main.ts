import { run } from "../../platform/run.ts";
import { payment } from "./service.ts";

void run(payment);
