// Starts the packed program, or says why it cannot run here: its native modules are for one system, one
// processor and one major version of Node. Written for old versions of Node, which must get as far as the sentence.
const { platform, arch, versions } = process;
const made = require("./made-for.json");

const systems = { linux: "Linux", win32: "Windows", darwin: "macOS" };
const machine = (one) => `${systems[one.platform] || one.platform} ${one.arch}`;

function isNodeRight() {
  const present = versions.node.split(".").map(Number);
  const least = made.node.split(".").map(Number);
  return versions.modules === made.modules && (present[0] > least[0] || present[1] >= least[1]);
}

/** Null where the program can run. */
function whyNot() {
  if (platform !== made.platform || arch !== made.arch)
    return `这个安装包是给 ${machine(made)} 的，本机是 ${machine({ platform, arch })}：请换用给本机的安装包`;
  if (!isNodeRight())
    return `这个安装包要用 Node.js ${made.major}（${made.node} 或更新的 ${made.major}.x），本机是 ${versions.node}：请换装 Node.js ${made.major}`;
  try {
    new (require("better-sqlite3"))(":memory:").close();
    return null;
  } catch (failure) {
    return `程序在本机的系统上不能载入：请在系统版本相同（或更旧）的电脑上制作安装包。原因：${failure.message}`;
  }
}

const sentence = whyNot();
if (sentence === null) {
  require("./run.cjs");
} else {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
