import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What the site answers for one path: a whole body, or one that breaks off after `sent` bytes. */
export type Page = { body: Buffer; sent?: number };

/** A local server with the file layout of the download sites: `/<host>/<path>`. */
export class DownloadSite {
    readonly pages = new Map<string, Page>();
    readonly asked: string[] = [];
    private readonly server: Server;

    private constructor(server: Server) {
        this.server = server;
    }

    static async open(): Promise<DownloadSite> {
        const server = createServer();
        const site = new DownloadSite(server);
        server.on("request", (request, response) => {
            const path = request.url ?? "";
            if (request.method === "GET") site.asked.push(path);
            const page = site.pages.get(path);
            if (!page) {
                response.writeHead(404).end();
                return;
            }
            response.writeHead(200, { "content-length": page.body.length });
            if (page.sent === undefined) response.end(page.body);
            else response.write(page.body.subarray(0, page.sent), () => response.destroy());
        });
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
        return site;
    }

    get address(): string {
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    put(path: string, body: Buffer | string): void {
        this.pages.set(path, { body: Buffer.from(body) });
    }

    close(): void {
        this.server.closeAllConnections();
        this.server.close();
    }
}

export function sha256(body: Buffer | string): string {
    return createHash("sha256").update(body).digest("hex");
}
