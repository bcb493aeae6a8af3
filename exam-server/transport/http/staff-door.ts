import type { Request, RequestHandler } from "express";
import { refuse } from "../../protocol/refusal.ts";
import { type SeenRequest, seenRequest } from "../seen-request.ts";
import type { StaffDoor } from "../staff-door.ts";
import { escaped, sendPlainPage } from "./plain-page.ts";
import { send } from "./refusals.ts";

export type SeenBy = (request: Request) => SeenRequest;

/** How the browser saw a request that came through so many proxies. */
export function seenThrough(proxies: number): SeenBy {
  return ({ originalUrl, socket, headers }) =>
    seenRequest(
      { encrypted: "encrypted" in socket, path: originalUrl, address: socket.remoteAddress ?? "", headers },
      proxies,
    );
}

/** For `/api/staff`: refuses whoever comes through a line that staff do not use. */
export function staffLineOnly(door: StaffDoor, seenBy: SeenBy): RequestHandler {
  return (request, response, next) => {
    const code = door.refusal(seenBy(request));
    if (code === null) next();
    else send(response, refuse(code));
  };
}

/** For `/staff`: instead of the page, the way to it. `trustPage`: whether there is a page about trust to lead to. */
export function staffPageDoor(door: StaffDoor, seenBy: SeenBy, trustPage: boolean): RequestHandler {
  return (request, response, next) => {
    const seen = seenBy(request);
    const code = door.refusal(seen);
    if (code === null) return next();
    if (code === "staff-here-only") return sendPlainPage(response, 403, "工作人员页面", onlyHere);
    sendPlainPage(response, 403, "工作人员页面", overTls(door.secureUrl(seen), trustPage));
  };
}

const onlyHere = `<h1>工作人员页面只能在服务器这台电脑上打开</h1>
<p>请到考试服务器的电脑上，用它的浏览器打开工作人员页面。</p>
<p>考生页面不受影响：<a href="/">打开考生页面</a></p>
<section lang="en"><p>Staff pages open on the server PC only. The candidates' page is <a href="/">here</a>.</p></section>`;

const firstTime = `
<p>第一次使用时，浏览器可能提示“连接不安全”。请不要点“继续访问”，先按<a href="/trust">这页说明</a>让这台电脑信任本考点的证书，约一分钟。</p>`;

const firstTimeEn = ` If the browser warns, first <a href="/trust">make this PC trust the centre's certificate</a>; do not click the warning away.`;

const overTls = (url: string, trustPage: boolean) => `<h1>工作人员请用加密的地址登录</h1>
<p>为了不让密码在网络上被看到，监考、考务人员从其他电脑登录时，要用下面的地址：</p>
<p><a class="main" href="${escaped(url)}">${escaped(url)}</a></p>${trustPage ? firstTime : ""}
<p>考生页面不受影响：<a href="/">打开考生页面</a></p>
<section lang="en"><p>Staff sign in over the encrypted address above.${trustPage ? firstTimeEn : ""}</p></section>`;
