import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Refusal } from "../protocol/refusal.ts";
import { type Answered, askServerAt, jsonIn, type ServerAddress } from "../rehearsal/ask-server.ts";
import { CommandFailure } from "./command.ts";
import { refusalSentence } from "./running-server.ts";

/** The origin of an address that was typed. Throws CommandFailure. */
export function originOf(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin;
  throw new CommandFailure(
    `--url 应形如 http://192.168.1.10:8080 或 https://192.168.1.10:8443，不是“${text}”`,
  );
}

/** The certificate of an authority, PEM, as `/trust` hands it out. */
export function readAuthority(file: string): string {
  try {
    return new X509Certificate(readFileSync(file)).toString();
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    throw new CommandFailure(`--ca 的文件 ${file} 不是证书：${why}`);
  }
}

/** Signs the officer in and returns the `Cookie` header to go on with. */
export async function officerCookie(
  server: ServerAddress,
  username: string,
  password: string,
): Promise<string> {
  const answer = await askServerAt(server, "/api/staff/sign-in", {
    headers: {},
    body: { username, password },
    withinMs: 30_000,
  }).catch((failure: unknown) => {
    throw new CommandFailure(unreached(server, failure));
  });
  const reply = replyIn(server, answer);
  if (!reply.ok) throw new CommandFailure(refusalSentence(reply));
  if (!reply.roles.includes("officer"))
    throw new CommandFailure(`账号“${username}”不是考务人员，不能发起演练`);
  return answer.cookies.join("; ");
}

function replyIn({ url }: ServerAddress, answer: Answered): { ok: true; roles: string[] } | Refusal {
  try {
    return jsonIn(answer);
  } catch {
    throw new CommandFailure(`${url} 答复的不是考场服务器，请检查地址`);
  }
}

/** How OpenSSL says that nobody who is trusted vouches for a certificate. */
const untrusted = /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)/;
const unfitting = /^(CERT_|ERR_TLS_CERT)/;

function unreached({ url, ca }: ServerAddress, failure: unknown): string {
  const code = failure instanceof Error && "code" in failure ? String(failure.code) : "";
  if (untrusted.test(code)) {
    return ca === undefined
      ? `还不能相信 ${url} 的证书：请用浏览器打开 ${url}/trust，下载根证书并核对指纹，再加 --ca kaochang-ca.crt`
      : `${url} 的证书不是由 --ca 给出的根证书签发的：不要继续，请重新下载根证书并核对指纹`;
  }
  if (unfitting.test(code))
    return `${url} 的证书与地址或日期不符，请用启动时显示的地址，并检查两台电脑的日期 [${code}]`;
  return `没有连上服务器 ${url}：请检查地址、网线和服务器的防火墙`;
}
