import { randomBytes } from "node:crypto";
import { withStore } from "../data-folder.ts";
import { type Role, roles } from "../protocol/http.ts";
import { hashPassword, makePassword } from "../transport/auth/passwords.ts";
import { CommandFailure, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";

interface Flags extends DataDirFlags {
  roles?: string;
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
      .option("--roles <roles>", "新账号的角色，以逗号分隔 roles of a new account: officer,proctor"),
  ).action((username: string, flags: Flags) =>
    withStore(dataDirOf(io, flags), async (store) => {
      const known = await store.staff.byUsername(username);
      const granted = flags.roles === undefined ? known?.roles : rolesOf(flags.roles);
      if (!granted) throw new CommandFailure(`没有账号“${username}”；新建账号请用 --roles 指明角色`);
      const password = makePassword(randomBytes);
      await store.staff.put({ username, roles: granted, passwordHash: await hashPassword(password) });
      report(io, flags.json, { username, roles: granted, password }, () => `${username}  ${password}`);
    }),
  );
};

function rolesOf(text: string): Role[] {
  return text.split(",").map((part) => {
    const role = roles.find((one) => one === part.trim());
    if (!role) throw new CommandFailure(`没有角色“${part}”，现有 ${roles.join("、")}`);
    return role;
  });
}
