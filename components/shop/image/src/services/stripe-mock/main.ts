import { run } from "../../platform/run.ts";
import { stripeMock } from "./service.ts";

void run(stripeMock);
