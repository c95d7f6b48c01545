import type { Colour } from "./jpeg.ts";
import type { Pattern } from "./patterns.ts";

/** What a picture shows: the knit in two colours. Cuff, heel and toe are of the second. */
export interface Knit {
    pattern: Pattern;
    main: Colour;
    second: Colour;
}

/** The foot: a big circle at the heel, a smaller one at the toe, and what lies between. */
export const FOOT = {
    heel: { x: 25, y: 36, radius: 9.8 },
    toe: { x: 47, y: 39, radius: 7.8 },
};

/** A sock as SVG: the same cells as the JPEG, with edges that stay sharp at any size. */
export function drawing({ pattern, main, second }: Knit, ground: Colour): string {
    const { width, height, shapes } = pattern.tile;
    const [mainColour, secondColour] = [css(main), css(second)];
    const ribs = Array.from({ length: 7 }, (_, index) => `M${16.5 + 3 * index} 3v7`).join("");
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 50" width="480" height="400">`,
        `<defs><clipPath id="sock"><path d="M15.5 10H35V36H15.5z"/><path d="${foot()}"/></clipPath>`,
        `<pattern id="knit" width="${width}" height="${height}" patternUnits="userSpaceOnUse" ` +
            `fill="${secondColour}" color="${secondColour}">${shapes}</pattern></defs>`,
        `<rect width="60" height="50" fill="${css(ground)}"/>`,
        `<g clip-path="url(#sock)" fill="${secondColour}">`,
        `<rect width="60" height="50" fill="${mainColour}"/>`,
        `<rect width="60" height="50" fill="url(#knit)"/>`,
        `<circle cx="17" cy="38" r="8"/><path d="M46 25H60V50H46z"/></g>`,
        `<path fill="${secondColour}" d="M14 3H37V10H14z"/>`,
        `<path stroke="${mainColour}" d="${ribs}"/></svg>`,
    ].join("");
}

/** The two circles and the tangents that hold them together. */
function foot(): string {
    const { heel, toe } = FOOT;
    const along = Math.atan2(toe.y - heel.y, toe.x - heel.x);
    const distance = Math.hypot(toe.x - heel.x, toe.y - heel.y);
    const aside = Math.acos((heel.radius - toe.radius) / distance);
    const at = ({ x, y, radius }: typeof heel, angle: number): string =>
        `${(x + radius * Math.cos(angle)).toFixed(2)} ${(y + radius * Math.sin(angle)).toFixed(2)}`;
    const arc = (r: number, large: 0 | 1, end: string): string => `A${r} ${r} 0 ${large} 0 ${end}`;
    return (
        `M${at(heel, along + aside)}L${at(toe, along + aside)}` +
        `${arc(toe.radius, 0, at(toe, along - aside))}L${at(heel, along - aside)}` +
        `${arc(heel.radius, 1, at(heel, along + aside))}z`
    );
}

function css([red, green, blue]: Colour): string {
    return `#${((red << 16) | (green << 8) | blue).toString(16).padStart(6, "0")}`;
}
