/** Imports go one way; each rule says why (docs/architecture.md draws the picture). */
module.exports = {
    forbidden: [
        {
            name: "no-cycles",
            comment: "two files that need each other are one file, or hide a third",
            severity: "error",
            from: {},
            to: { circular: true },
        },
        {
            name: "nothing-imports-infra",
            comment: "infra wires everything together; what it wires must not know it",
            severity: "error",
            from: { path: "^(components|incidents|load|policies)/" },
            to: { path: "^infra/" },
        },
        {
            name: "components-know-no-incident",
            comment: "a component is the same whatever is laid over it",
            severity: "error",
            from: { path: "^components/" },
            to: { path: "^(incidents|load|policies|infra)/" },
        },
        {
            name: "kit-is-a-leaf",
            comment: "kit is used by all and knows none",
            severity: "error",
            from: { path: "^components/kit/" },
            to: { path: "^components/(?!kit/)" },
        },
        {
            name: "image-ships-alone",
            comment: "the services run without Pulumi and without the rest of the repository",
            severity: "error",
            from: { path: "^components/shop/image/src/" },
            to: { path: "^(components/(?!shop/image/)|infra|incidents|load|policies)" },
        },
        {
            name: "evidence-is-outside-the-engine",
            comment: "who witnesses must not depend on who injects",
            severity: "error",
            from: { path: "^incidents/(evidence|witness|proof|recovery|report)/" },
            to: { path: "node_modules/@pulumi/" },
        },
        {
            name: "review-is-offline",
            comment:
                "a review that asked a cluster or Docker would say what is there, not what is written",
            severity: "error",
            from: { path: "^infra/review/" },
            to: {
                path: "^(components/kube/(client|forward)|infra/(cluster|images/(engine|ensure|load)|cli|program/live-ground))",
            },
        },
        {
            name: "plugins-stand-alone",
            comment: "stand-ins speak the engine's protocol and nothing of this project",
            severity: "error",
            from: { path: "^infra/plugins/" },
            to: { path: "^(components|incidents|load|policies|infra/(?!plugins/))" },
        },
        {
            name: "bootstrap-has-no-dependency",
            comment: "it runs before npm ci",
            severity: "error",
            from: { path: "^infra/toolchain/" },
            to: { path: "node_modules|^(components|incidents|load|policies|infra/(?!toolchain/))" },
        },
        {
            name: "no-test-in-program",
            severity: "error",
            comment: "tests import the program, never the other way",
            from: { pathNot: "^test/" },
            to: { path: "^test/" },
        },
    ],
    options: {
        doNotFollow: { path: "node_modules" },
        tsPreCompilationDeps: true,
        tsConfig: { fileName: "tsconfig.json" },
        enhancedResolveOptions: { extensions: [".ts", ".mjs", ".js", ".json"] },
    },
};
