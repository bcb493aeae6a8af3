import { type ParseErrorCode, printParseErrorCode, visit } from "jsonc-parser";

export type Path = readonly (string | number)[];

/** A fault of the text itself, with its line (1-based). */
interface TextFault {
  path: Path;
  line: number;
  message: string;
}

const strict = { disallowComments: true };

const syntaxWords: Record<string, string> = {
  PropertyNameExpected: "这里应有字段名（用英文双引号括起来）",
  ValueExpected: "这里应有一个值，多半是多了一个逗号",
  ColonExpected: "这里缺少冒号",
  CommaExpected: "这里缺少逗号",
  CloseBraceExpected: "缺少右花括号 }",
  CloseBracketExpected: "缺少右方括号 ]",
  EndOfFileExpected: "文件应在此结束，后面还有多余的内容",
  UnexpectedEndOfString: "文字没有以英文双引号结束",
  UnexpectedEndOfNumber: "数字不完整",
  InvalidEscapeCharacter: "反斜杠后的字符不对，要写反斜杠本身请写两个",
  InvalidUnicode: "\\u 之后应是四位十六进制数",
  InvalidCharacter: "文字里有不可见的控制字符（换行请写 \\n）",
  InvalidCommentToken: "JSON 文件里不能写注释",
};

const fullWidth = /[，：“”‘’｛｝［］]/;

/** What is wrong with text that is not JSON: the first fault of each line. */
export function syntaxFaults(text: string): TextFault[] {
  if (text.trim() === "") return [{ path: [], line: 1, message: "文件是空的" }];
  const byLine = new Map<number, TextFault>();
  const onError = (error: ParseErrorCode, offset: number, length: number, startLine: number) => {
    const line = startLine + 1;
    if (byLine.has(line)) return;
    byLine.set(line, { path: [], line, message: syntaxMessage(error, text.slice(offset, offset + length)) });
  };
  visit(text, { onError }, strict);
  if (byLine.size === 0) return [{ path: [], line: 1, message: "不是合格的 JSON 文件" }];
  return [...byLine.values()];
}

function syntaxMessage(error: ParseErrorCode, piece: string): string {
  const hint = fullWidth.test(piece)
    ? "这里用了全角的标点，JSON 只认英文标点"
    : syntaxWords[printParseErrorCode(error)];
  const shown = piece.trim() === "" ? "" : `（“${piece.slice(0, 20)}”处）`;
  return `不是合格的 JSON：${hint ?? "这里有不认识的内容"}${shown}`;
}

/** Fields written twice in one object: JSON keeps the last silently, so a key could change unseen. */
export function repeatedFields(text: string): TextFault[] {
  const faults: TextFault[] = [];
  const open: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (name, _offset, _length, startLine, _character, parent) => {
      const names = open.at(-1);
      if (names?.has(name)) {
        faults.push({ path: [...parent(), name], line: startLine + 1, message: `字段“${name}”写了两次` });
      }
      names?.add(name);
    },
  });
  return faults;
}

interface Mark {
  line: number | null;
  children: Map<string | number, Mark>;
}

interface Frame {
  mark: Mark | undefined;
  /** Place in an array; null in an object. */
  index: number | null;
}

/**
 * The line of each path, in one pass over valid JSON. Follows only the paths asked for, so that a file
 * of 100,000 items costs no syntax tree. What is not there has the line of what should hold it.
 */
export function linesOf(text: string, paths: readonly Path[]): number[] {
  const root: Mark = { line: 1, children: new Map() };
  const chains = paths.map((path) => plant(root, path));
  markLines(text, root);
  return chains.map((chain) => chain.findLast(({ line }) => line !== null)?.line ?? 1);
}

/** Adds a path to the tree of marks; returns the marks from the root to its end. */
function plant(root: Mark, path: Path): Mark[] {
  const chain = [root];
  let mark = root;
  for (const step of path) {
    const next: Mark = mark.children.get(step) ?? { line: null, children: new Map() };
    mark.children.set(step, next);
    chain.push(next);
    mark = next;
  }
  return chain;
}

function markLines(text: string, root: Mark): void {
  const frames: Frame[] = [];
  let pending: Mark | undefined = root;
  const valueAt = (line: number): Mark | undefined => {
    const frame = frames.at(-1);
    if (frame === undefined || frame.index === null) return pending;
    const mark = frame.mark?.children.get(frame.index);
    if (mark !== undefined) mark.line = line + 1;
    return mark;
  };
  visit(text, {
    onObjectBegin: (_offset, _length, line) => {
      frames.push({ mark: valueAt(line), index: null });
    },
    onArrayBegin: (_offset, _length, line) => {
      frames.push({ mark: valueAt(line), index: 0 });
    },
    onObjectEnd: () => {
      frames.pop();
    },
    onArrayEnd: () => {
      frames.pop();
    },
    onLiteralValue: (_value, _offset, _length, line) => {
      valueAt(line);
    },
    onObjectProperty: (name, _offset, _length, line) => {
      pending = frames.at(-1)?.mark?.children.get(name);
      if (pending !== undefined) pending.line = line + 1;
    },
    onSeparator: (character) => {
      const frame = frames.at(-1);
      if (character === "," && frame !== undefined && frame.index !== null) frame.index += 1;
    },
  });
}

/** RFC 6901: `["items", 3, "key"]` → `/items/3/key`. */
export function toPointer(path: Path): string {
  return path.map((step) => `/${String(step).replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");
}
