// The pack's entry is no TypeScript: the SDK hooks a compiler of its own into whatever it requires with that ending.
import "./pack.ts";
