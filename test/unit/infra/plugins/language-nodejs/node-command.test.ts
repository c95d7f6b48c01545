import assert from "node:assert/strict";
import { join } from "node:path";
import languagePb from "@pulumi/pulumi/proto/language_pb.js";
import {
    configOf,
    envOf,
    pluginCommand,
    programCommand,
} from "../../../../../infra/plugins/language-nodejs/node-command.ts";

describe("programCommand", () => {
    const directory = process.cwd();
    const request = new languagePb.RunRequest();
    const info = new languagePb.ProgramInfo();
    info.setRootDirectory(directory);
    info.setProgramDirectory(directory);
    info.setEntryPoint(".");
    request.setInfo(info);
    request.setMonitorAddress("127.0.0.1:1");
    request.setProject("shop");
    request.setStack("dev");
    request.setDryrun(true);
    request.setParallel(8);
    request.getConfigMap().set("shop:users", "500");
    request.setConfigsecretkeysList(["shop:key"]);

    it("tells the SDK all that it needs, the flags before the entry point", () => {
        const [sdk, ...args] = programCommand(request, "127.0.0.1:2").args;
        assert.match(sdk ?? "", /@pulumi\/pulumi\/cmd\/run\/index\.js$/);
        assert.deepEqual(args, [
            ...["--monitor", "127.0.0.1:1", "--engine", "127.0.0.1:2", "--project", "shop"],
            ...[
                "--root-directory",
                directory,
                "--stack",
                "dev",
                "--pwd",
                directory,
                "--parallel",
                "8",
                "--dry-run",
                ".",
            ],
        ]);
    });

    it("passes the configuration on and keeps the SDK from compiling TypeScript itself", () => {
        const { env } = programCommand(request, undefined);
        assert.equal(env["PULUMI_CONFIG"], '{"shop:config:users":"500"}');
        assert.equal(env["PULUMI_CONFIG_SECRET_KEYS"], '["shop:key"]');
        assert.equal(env["PULUMI_NODEJS_TYPESCRIPT"], "false");
    });

    it("names the cure where the SDK isn't installed", () => {
        info.setProgramDirectory("/nowhere");
        assert.throws(
            () => programCommand(request, undefined),
            /has not been installed.*Run `npm ci` in \/nowhere/,
        );
        info.setProgramDirectory(directory);
    });
});

describe("pluginCommand", () => {
    const request = (directory: string, kind: string): languagePb.RunPluginRequest => {
        const made = new languagePb.RunPluginRequest();
        const info = new languagePb.ProgramInfo();
        info.setProgramDirectory(directory);
        made.setInfo(info);
        made.setKind(kind);
        made.setPwd("/elsewhere");
        made.setArgsList(["127.0.0.1:1"]);
        made.setEnvList(["A=b"]);
        return made;
    };

    it("runs a pack whose entry is a JavaScript module as it is, in its folder", () => {
        const directory = join(process.cwd(), "policies");
        const { args, cwd, env } = pluginCommand(request(directory, "analyzer"));
        assert.deepEqual([args, cwd], [[join(directory, "main.mjs")], directory]);
        assert.equal(env["A"], "b");
        assert.ok(env["NODE_COMPILE_CACHE"]);
    });

    it("runs any other pack, and a plugin, by the SDK", () => {
        const directory = process.cwd();
        const [sdk, ...args] = pluginCommand(request(directory, "analyzer")).args;
        assert.match(sdk ?? "", /@pulumi\/pulumi\/cmd\/run-policy-pack\/index\.js$/);
        assert.deepEqual(args, ["127.0.0.1:1", directory]);
        const plugin = pluginCommand(request(directory, "resource"));
        assert.match(plugin.args[0] ?? "", /run-plugin\/index\.js$/);
        assert.deepEqual([plugin.args[1], plugin.cwd], [directory, "/elsewhere"]);
    });
});

describe("envOf", () => {
    it("splits at the first equals sign only", () => {
        assert.deepEqual(envOf(["A=1", "B=x=y", "C="]), { A: "1", B: "x=y", C: "" });
    });
});

describe("configOf", () => {
    it("leaves keys of the long form as they are", () => {
        assert.deepEqual(configOf([["a:config:b", "1"]]), { "a:config:b": "1" });
    });
});
