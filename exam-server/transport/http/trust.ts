import { Router } from "express";
import { escaped, sendPlainPage } from "./plain-page.ts";

/** The authority whose certificate the seats and staff PCs are to trust. */
export interface TrustParts {
  /** Its certificate as PEM. */
  pem: string;
  /** SHA-256 of the certificate: pairs of digits, colons between. */
  fingerprint: string;
}

/** `/trust`: how a PC comes to trust this server. Null where the centre's own certificate needs no such page. */
export function trustRoutes(authority: TrustParts | null): Router {
  const router = Router();
  if (authority === null) return router;
  router.get("/", (_request, response) =>
    sendPlainPage(response, 200, "信任本考点的证书", pageOf(authority.fingerprint)),
  );
  router.get("/kaochang-ca.crt", (_request, response) => {
    response
      .type("application/x-x509-ca-cert")
      .set("Content-Disposition", 'attachment; filename="kaochang-ca.crt"')
      .send(authority.pem);
  });
  return router;
}

const pageOf = (fingerprint: string) => `<h1>让这台电脑信任本考点的证书</h1>
<p>每台电脑只需做一次。做完以后，浏览器打开本服务器的 https 地址时显示为安全，不再警告。</p>
<h2>一、下载并核对</h2>
<p><a class="main" href="/trust/kaochang-ca.crt">下载根证书 kaochang-ca.crt</a></p>
<p>它的 SHA-256 指纹是：<br><code>${escaped(fingerprint)}</code></p>
<p>请与服务器电脑启动时窗口里显示的指纹核对，每一组都要相同。不相同就不要安装，请找技术人员。</p>
<h2>二、安装：Windows</h2>
<ol>
<li>双击下载的文件，按“安装证书”。</li>
<li>选“本地计算机”，下一步（要管理员密码；没有就选“当前用户”）。</li>
<li>选“将所有的证书都放入下列存储”，按“浏览”，选“受信任的根证书颁发机构”，确定。</li>
<li>下一步，完成；问“是否安装”时选“是”。</li>
</ol>
<p>许多台电脑时，可用管理员身份运行一行命令：<code>certutil -addstore -f Root kaochang-ca.crt</code></p>
<p>Chrome、Edge 和 360 浏览器都用 Windows 的证书，装好后关掉全部浏览器窗口再打开即可。</p>
<h2>三、安装：统信 UOS、麒麟</h2>
<ol>
<li>在终端运行：<br><code>sudo cp kaochang-ca.crt /usr/local/share/ca-certificates/ &amp;&amp; sudo update-ca-certificates</code><br>没有第二个命令的系统用：<br><code>sudo cp kaochang-ca.crt /etc/pki/ca-trust/source/anchors/ &amp;&amp; sudo update-ca-trust</code></li>
<li>这些系统上的浏览器另有自己的证书：打开浏览器的“设置”，在“隐私和安全”里找到“管理证书”，选“授权机构”（证书颁发机构），按“导入”，选下载的文件，勾选“信任该证书，以标识网站的身份”。Chrome、Edge、360 和系统自带的浏览器都是这样。</li>
</ol>
<h2>四、检查</h2>
<p>重新打开浏览器，访问本服务器的 https 地址，地址栏不再显示“不安全”就好了。还有警告时，请看这台电脑的日期对不对。</p>
<section lang="en">
<h2>In English</h2>
<p>Once on each PC. Download <a href="/trust/kaochang-ca.crt">kaochang-ca.crt</a> and compare its SHA-256 fingerprint (above) with the one that the server printed at its start.</p>
<p>Windows (Chrome, Edge, 360): open the file, Install Certificate, Local Machine, place it in “Trusted Root Certification Authorities”; or as administrator <code>certutil -addstore -f Root kaochang-ca.crt</code>.</p>
<p>UnionTech OS, Kylin: copy it to <code>/usr/local/share/ca-certificates/</code> and run <code>update-ca-certificates</code>; then in the browser's settings, Privacy and security, Manage certificates, Authorities, Import, and tick “trust this certificate for identifying websites”.</p>
<p>Then restart the browser. If it still warns, look at the date of the PC.</p>
</section>`;
