// @ts-nocheck: browser code, and the project is checked without the browser's types
import { readList } from "./api.js";
import { byId } from "./dom.js";
import { unavailable } from "./notice.js";
import { showProducts } from "./product.js";

try {
    showProducts(byId("hot-slider"), await readList("/catalogue?size=5"));
} catch (error) {
    unavailable("The catalogue is unavailable.", error);
}
byId("state").remove();
