import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import express, { type RequestHandler, Router } from "express";

/** The build names each file of assets/ by a hash of its content. */
const forever = "public, max-age=31536000, immutable";

/** The built pages of a folder: `/` and `/staff…` are index.html, the rest are its files. */
export function pageRoutes(dist: string): Router {
  const router = Router();
  router.get(["/", "/staff", "/staff/*rest"], (_request, response) => {
    response.sendFile("index.html", {
      root: dist,
      cacheControl: false,
      headers: { "Cache-Control": "no-cache" },
    });
  });
  router.use("/assets", compressedAssets(path.join(dist, "assets")));
  router.use(
    "/assets",
    express.static(path.join(dist, "assets"), {
      index: false,
      redirect: false,
      setHeaders: (response) => response.setHeader("Cache-Control", forever),
    }),
  );
  router.use(express.static(dist, { index: false, redirect: false }));
  return router;
}

const compress = promisify(gzip);
const compressible = /\.(js|css|svg|json)$/;

/** Text assets are compressed once and kept: at the start of an exam every seat asks for the same few. */
function compressedAssets(folder: string): RequestHandler {
  const names = new Set(
    existsSync(folder) ? readdirSync(folder).filter((name) => compressible.test(name)) : [],
  );
  const kept = new Map<string, Promise<Buffer>>();
  const compressed = (name: string): Promise<Buffer> => {
    const known =
      kept.get(name) ?? readFile(path.join(folder, name)).then((bytes) => compress(bytes, { level: 9 }));
    kept.set(name, known);
    known.catch(() => kept.delete(name));
    return known;
  };
  return async (request, response, next) => {
    const name = request.path.slice(1);
    if (!names.has(name) || !request.acceptsEncodings("gzip")) return next();
    response.set({ "Content-Encoding": "gzip", Vary: "Accept-Encoding", "Cache-Control": forever });
    response.type(path.extname(name)).send(await compressed(name));
  };
}
