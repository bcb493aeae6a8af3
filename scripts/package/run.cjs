// Apart from start.cjs, because a Node that is too old could not read that file with this line in it.
import("./node_modules/@kaochang/exam-server/dist/kaochang.mjs");
