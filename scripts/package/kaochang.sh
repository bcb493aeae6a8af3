#!/bin/sh
# Runs the `kaochang` command of this folder with this machine's Node; without a verb, the exam server.
# Only what the shell itself knows: a machine may have nothing but Node.
self=$0
[ -L "$self" ] && self=$(readlink -f -- "$self")
case $self in */*) ;; *) self=./$self ;; esac
here=$(CDPATH= cd -- "${self%/*}" && pwd -P)
# A package may carry a Node of its own beside this file.
[ -x "$here/node/bin/node" ] && PATH="$here/node/bin:$PATH"
if ! command -v node >/dev/null 2>&1; then
  echo "没有找到 Node.js：请先安装 Node.js {{node}}" >&2
  exit 1
fi
# Beside this folder and not in it, so that a newer package finds the same data.
: "${DATA_DIR:=${here%/*}/kaochang-data}"
KAOCHANG_SCRIPT=$0
export DATA_DIR KAOCHANG_SCRIPT
[ $# -eq 0 ] && set -- serve
exec node "$here/app/start.cjs" "$@"
