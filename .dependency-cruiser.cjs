// Imports point downward only, as the plan of the house draws them (ARCHITECTURE.md).
// Each layer may import what stands below it and nothing above; no cycles anywhere.

/** A layer and what it may import besides itself, within this repository. */
const layers = [
  ["^fixtures/", []],
  ["^question-bank/", []],
  ["^scoring/", ["^question-bank/"]],
  ["^exam-server/protocol/", ["^question-bank/", "^scoring/"]],
  ["^exam-server/attempt/", ["^exam-server/protocol/", "^question-bank/", "^scoring/"]],
  ["^exam-server/store/", ["^exam-server/(attempt|protocol|testing)/", "^question-bank/", "^scoring/"]],
  ["^exam-server/print/", ["^exam-server/protocol/"]],
  ["^exam-server/tls/", []],
  ["^exam-server/roster/", ["^exam-server/(store|protocol|testing)/", "^question-bank/"]],
  [
    "^exam-server/delivery/",
    ["^exam-server/(print|roster|store|attempt|protocol|testing)/", "^question-bank/", "^scoring/"],
  ],
  [
    "^exam-server/transport/",
    ["^exam-server/(delivery|print|roster|store|attempt|protocol|testing)/", "^question-bank/", "^scoring/"],
  ],
  [
    "^exam-client/",
    ["^exam-server/protocol/", "^question-bank/(candidate-view|decimal|points|section-rule|paper)\\.ts$"],
  ],
  // The fault suite drives the server and the page as they are, so it stands above both.
  ["^faults/", ["^(question-bank|scoring|exam-server|exam-client|fixtures)/"]],
];

const own = "^(fixtures|question-bank|scoring|exam-server|exam-client|faults)/";

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    ...layers.map(([layer, below]) => ({
      name: `downward-from-${layer.replaceAll(/[^a-z-]/g, "")}`,
      comment: "imports point downward only",
      severity: "error",
      from: { path: layer, pathNot: ["\\.test\\.tsx?$", "/(testing|e2e|bench)/"] },
      to: { path: own, pathNot: [layer, ...below] },
    })),
    {
      name: "attempt-is-pure",
      comment: "rules take time and randomness as arguments and touch nothing outside",
      severity: "error",
      from: {
        path: "^(exam-server/attempt|scoring|question-bank)/",
        pathNot: ["\\.test\\.ts$", "/(testing|bench)/", "load(-media)?\\.ts$"],
      },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
    },
    {
      name: "only-the-root-reads-config",
      severity: "error",
      from: { path: "^exam-server/(transport|delivery|store|attempt|protocol)/", pathNot: "\\.test\\.ts$" },
      to: { path: "^exam-server/config\\.ts$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node"],
      extensions: [".ts", ".tsx", ".js", ".json"],
    },
  },
};
