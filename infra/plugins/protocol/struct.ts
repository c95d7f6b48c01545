/** Between `google.protobuf.Struct` and the JSON of `property.ts`. */
import structPb from "google-protobuf/google/protobuf/struct_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { PropertyMap } from "./property.ts";

/** The map in a Struct; an absent one is empty. */
export function decode(struct: Struct | undefined): PropertyMap {
    // A Struct can hold nothing but JSON; its typing says so less precisely than ours.
    const map: PropertyMap = struct?.toJavaScript() ?? {};
    return map;
}

/** The Struct of a map; keys whose value is undefined are left out. */
export function encode(map: PropertyMap): Struct {
    const clean = JSON.parse(JSON.stringify(map)) as PropertyMap;
    return structPb.Struct.fromJavaScript(clean);
}
