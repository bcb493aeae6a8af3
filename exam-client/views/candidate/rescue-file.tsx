import { useState } from "react";
import { useWords } from "../../i18n/words.ts";
import { useAttempt, useDesk } from "./context.ts";
import { wallFace } from "./exam/clock-face.ts";
import { saveFile } from "./save-file.ts";

/** Signs that no file's name may hold. */
const unfit = /[\\/:*?"<>|\s]+/g;

function rescueName(room: string, seat: string, wall: number): string {
  const place = [room, seat].map((one) => one.replace(unfit, "_"));
  return `考场救援-${place.join("-")}-${wallFace(wall).replaceAll(":", "")}.kcr`;
}

/** 保存救援文件, for a proctor with a USB stick. Everything stays on this PC as well. */
export function RescueButton() {
  const words = useWords();
  const desk = useDesk();
  const kept = useAttempt((state) => !state.box.diskFailed);
  const [said, setSaid] = useState<{ name: string | null } | null>(null);
  const save = async () => {
    const identity = desk.store.getState().view?.identity;
    const text = await desk.rescueFile();
    if (text === null || !identity) return setSaid({ name: null });
    const name = rescueName(identity.room, identity.seat, desk.clock.wall() ?? 0);
    saveFile(name, text);
    setSaid({ name });
  };
  const sentence = (name: string | null) => {
    if (name === null) return words("rescue.failed");
    return words(kept ? "rescue.saved" : "rescue.savedNoDisk", { name });
  };
  return (
    <div className="rescue">
      <button type="button" onClick={() => void save()}>
        {words("rescue.button")}
      </button>
      <p className="rescue-said" role="status">
        {said && sentence(said.name)}
      </p>
    </div>
  );
}
