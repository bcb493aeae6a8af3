import { hostname, networkInterfaces } from "node:os";

/** Addresses of this machine in its networks; link-local ones of IPv6 name an interface, not a machine. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter(({ address, internal }) => !internal && !/^fe[89ab]/i.test(address))
    .map(({ address }) => address);
}

/** Every name under which a browser may ask for this server; a host name that no certificate can hold is left out. */
export function ownNames(): string[] {
  const host = hostname().toLowerCase();
  const named = /^[a-z0-9_]([a-z0-9_.-]{0,250}[a-z0-9_])?$/.test(host) ? [host] : [];
  return [...new Set(["localhost", ...named, "127.0.0.1", "::1", ...lanAddresses()])];
}

/** Whether a connection from this address comes from this very machine. */
export function isOwnAddress(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, "");
  return plain === "::1" || /^127\./.test(plain) || lanAddresses().includes(plain);
}
