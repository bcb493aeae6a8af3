import { type RequestHandler, Router } from "express";
import { refuse } from "../../protocol/refusal.ts";
import type { SebGate } from "../seb.ts";
import type { SeenRequest } from "../seen-request.ts";
import { escaped, sendPlainPage } from "./plain-page.ts";
import { send } from "./refusals.ts";
import type { SeenBy } from "./staff-door.ts";

/** Its parts can stand in an address as they are. */
const hostPattern = /^[\w.:[\]-]+$/;

/**
 * `/seb/kaochang.seb`: the settings for this server, under the address by which it was asked. `/seb/quit`: the
 * program ends instead of showing this; another browser says so.
 */
export function sebRoutes(gate: Pick<SebGate, "file">, seenBy: SeenBy): Router {
  const router = Router();
  router.get("/kaochang.seb", (request, response) => {
    const seen = seenBy(request);
    if (!hostPattern.test(seen.host)) return send(response, refuse("bad-message", "host"));
    response
      .set({ "Content-Disposition": 'attachment; filename="kaochang.seb"', "Cache-Control": "no-store" })
      .type("application/seb")
      .send(Buffer.from(gate.file(seen)));
  });
  router.get("/quit", (_request, response) =>
    sendPlainPage(response, 200, "可以关闭", "<h1>可以关闭这个窗口了</h1>"),
  );
  return router;
}

/** For the candidates' page: instead of it, the way to it. */
export function sebPageOnly(gate: SebGate, seenBy: SeenBy): RequestHandler {
  return (request, response, next) => {
    const seen = seenBy(request);
    if (gate.proves(seen)) next();
    else sendPlainPage(response, 403, "请用安全考试浏览器打开", pageFor(seen));
  };
}

const pageFor = ({ secure, host }: SeenRequest) => `<h1>请用安全考试浏览器打开</h1>
<p>本场考试要用“安全考试浏览器”（Safe Exam Browser）作答。您没有做错什么，也没有丢失任何内容。</p>
<p><a class="main" href="${escaped(`seb${secure ? "s" : ""}://${host}/seb/kaochang.seb`)}">用安全考试浏览器打开</a></p>
<p>按上面的按钮没有反应时，请举手，由监考人员处理。</p>
<p>监考人员：这台电脑要先装好 Safe Exam Browser，再双击<a href="/seb/kaochang.seb">考试配置文件 kaochang.seb</a>。已经在其中打开仍看到本页的，说明配置文件不是本考点的，请换用这一份。</p>
<section lang="en"><p>This exam is taken in Safe Exam Browser. Open it by the button above, or raise your hand. Staff: the settings are in <a href="/seb/kaochang.seb">kaochang.seb</a>.</p></section>`;
