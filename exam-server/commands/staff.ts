import { randomBytes } from "node:crypto";
import { z } from "zod";
import { withStore } from "../data-folder.ts";
import { type Role, roles } from "../protocol/http.ts";
import type { StaffRecord, Store } from "../store/store.ts";
import { hashPassword, makePassword } from "../transport/auth/passwords.ts";
import type { Auth } from "../transport/auth.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";
import { askServer, runningServer } from "./running-server.ts";

interface Flags extends DataDirFlags {
  roles?: string;
  replaceRoles?: boolean;
}

/** `kaochang staff password`: a new account, or a new password for one whose password was lost. */
export const staff: Verb = (program, io) => {
  const group = program.command("staff").description("工作人员账号 Staff accounts");
  withDataDir(
    group
      .command("password <username>")
      .description(
        "新建账号或重设密码，密码只显示这一次 Make an account or a new password, shown only this once",
      )
      .option("--roles <roles>", "账号的角色，以逗号分隔 roles of the account: officer,proctor")
      .option("--replace-roles", "已有账号改用 --roles 的角色 give an existing account the roles of --roles"),
  ).action(async (username: string, flags: Flags) => {
    refuseName(username);
    const dataDir = dataDirOf(io, flags);
    await withStore(dataDir, (store) => newPassword(store, username, flags, io));
    // After the password was shown: it holds even if the server does not answer.
    const server = await runningServer(dataDir);
    if (server) await askServer(server, "staff-end", { username } satisfies StaffEndRequest);
  });
};

export const staffEndRequest = z.object({ username: z.string().min(1).max(64) });
type StaffEndRequest = z.infer<typeof staffEndRequest>;

/** Sends the pages of an account away that this command has changed. */
export async function endStaff(auth: Pick<Auth, "endStaff">, { username }: StaffEndRequest) {
  await auth.endStaff(username);
  return { ok: true };
}

/** Names are typed at a sign-in page and stand in logs, so they keep to a plain alphabet. */
function refuseName(username: string): void {
  if (/^[A-Za-z0-9._-]{1,64}$/.test(username)) return;
  throw new CommandFailure(`账号“${username}”不能用：账号由 1 到 64 个字母、数字、点、横线或下划线组成`);
}

async function newPassword(store: Store, username: string, flags: Flags, io: Io): Promise<void> {
  const known = await store.staff.byUsername(username);
  const granted = grantedRoles(username, known, flags);
  const password = makePassword(randomBytes);
  await store.staff.put({ username, roles: granted, passwordHash: await hashPassword(password) });
  await store.signIns.deleteOf("staff", username);
  const before = known?.roles ?? [];
  const document = { username, rolesBefore: before, roles: granted, password };
  report(io, flags.json, document, () => `${username}  ${password}\n角色 roles：${change(before, granted)}`);
}

function grantedRoles(username: string, known: StaffRecord | undefined, flags: Flags): Role[] {
  const asked = flags.roles === undefined ? undefined : rolesOf(flags.roles);
  const granted = asked ?? known?.roles;
  if (!granted) throw new CommandFailure(`没有账号“${username}”；新建账号请用 --roles 指明角色`);
  if (flags.replaceRoles && !asked) throw new CommandFailure("--replace-roles 要与 --roles 一起使用");
  if (!known || flags.replaceRoles || sameRoles(known.roles, granted)) return granted;
  throw new CommandFailure(
    `账号“${username}”已有角色（${change(known.roles, granted)}）；确要改变请加 --replace-roles，只重设密码请去掉 --roles`,
  );
}

function rolesOf(text: string): Role[] {
  const asked = text.split(",").map((part) => {
    const role = roles.find((one) => one === part.trim());
    if (!role) throw new CommandFailure(`没有角色“${part}”，现有 ${roles.join("、")}`);
    return role;
  });
  return [...new Set(asked)];
}

function sameRoles(one: readonly Role[], other: readonly Role[]): boolean {
  return [...one].sort().join() === [...other].sort().join();
}

function change(before: readonly Role[], after: readonly Role[]): string {
  return `${before.join("、") || "无"} → ${after.join("、")}`;
}
