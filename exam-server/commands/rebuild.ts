import { withStore } from "../data-folder.ts";
import { openViews } from "../delivery/views.ts";
import { report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";

/** `kaochang rebuild`: drops all derived tables and makes them again from the events. */
export const rebuild: Verb = (program, io) => {
  withDataDir(
    program
      .command("rebuild")
      .description("由事件重建全部派生数据 Rebuild all derived tables from the events"),
  ).action((flags: DataDirFlags) =>
    withStore(dataDirOf(io, flags), async (store) => {
      await openViews(store.events, store.views).rebuild();
      const position = await store.views.position();
      report(io, flags.json, { position }, () => `已由 ${position} 个位置以内的事件重建`);
    }),
  );
};
