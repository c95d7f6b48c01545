import assert from "node:assert/strict";
import languagePb from "@pulumi/pulumi/proto/language_pb.js";
import {
    configOf,
    envOf,
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
