#!/bin/sh
# Runs the `kaochang` command of this folder with this machine's Node; without a verb, the exam server.
here=$(CDPATH= cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd)
# A package may carry a Node of its own beside this file.
[ -x "$here/node/bin/node" ] && PATH="$here/node/bin:$PATH"
if ! command -v node >/dev/null 2>&1; then
  echo "没有找到 Node.js：请先安装 Node.js 20.19 或更新的版本" >&2
  exit 1
fi
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
  echo "Node.js $(node --version) 太旧：请安装 20.19 或更新的版本" >&2
  exit 1
fi
# Beside this folder and not in it, so that a newer package finds the same data.
: "${DATA_DIR:=$here/../kaochang-data}"
KAOCHANG_SCRIPT=$0
export DATA_DIR KAOCHANG_SCRIPT
[ $# -eq 0 ] && set -- serve
exec node "$here/app/node_modules/@kaochang/exam-server/dist/kaochang.mjs" "$@"
