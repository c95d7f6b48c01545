// @ts-nocheck: browser code, and the project is checked without the browser's types

/**
 * Makes an element. Children that are text stay text whatever they hold, and nothing here parses
 * markup: a name with a script in it is shown, never run.
 */
export function element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
        if (key in made) {
            made[key] = value;
        } else {
            made.setAttribute(key, value);
        }
    }
    made.append(...children);
    return made;
}

export function byId(id) {
    return document.getElementById(id);
}

/** A value of the page's query, or the other one. */
export function query(name, otherwise = "") {
    return new URLSearchParams(location.search).get(name) ?? otherwise;
}
