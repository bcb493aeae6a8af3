import type { RescueLoaded } from "@kaochang/exam-server/protocol/http.ts";
import { Button } from "antd";
import { useRef, useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { failureText } from "../staff/failure-text.ts";
import { loadRescue } from "../staff/http.ts";
import { useSpeech, type Words } from "../staff/i18n/words.ts";
import { Link } from "../staff/link.tsx";
import { roomName } from "../staff/room-name.ts";
import { sittingPath } from "../staff/route.ts";
import styles from "./panel.module.css";

type Outcome = RescueLoaded | { ok: false; code: FailureCode | "unreadable" };

interface Loaded {
  /** Name of the file, and which one it was. */
  name: string;
  turn: number;
  outcome: Outcome;
}

/** No rescue file is as large; it is not even read. */
const mostBytes = 9 * 1024 * 1024;

async function loadOne(file: File): Promise<Outcome> {
  if (file.size > mostBytes) return { ok: false, code: "too-large" };
  const text = await file.text().catch(() => null);
  return text === null ? { ok: false, code: "unreadable" } : loadRescue(text);
}

/** Files one after another, so that a stick full of them is no storm. */
function useLoading() {
  const [loaded, setLoaded] = useState<Loaded[]>([]);
  const [present, setPresent] = useState<string | null>(null);
  const turns = useRef(0);
  const load = async (files: readonly File[]) => {
    setLoaded([]);
    for (const file of files) {
      setPresent(file.name);
      const outcome = await loadOne(file);
      turns.current += 1;
      const one = { name: file.name, turn: turns.current, outcome };
      setLoaded((before) => [...before, one]);
    }
    setPresent(null);
  };
  return { loaded, present, load: (files: readonly File[]) => void load(files) };
}

function refusedText(code: FailureCode | "unreadable", t: Words): string {
  if (code === "rescue-invalid" || code === "bad-message") return t("rescue.refused");
  if (code === "too-large") return t("rescue.tooLarge");
  return code === "unreadable" ? t("rescue.unreadable") : failureText(code, t);
}

function loadedText({ already, entries, unusable, waiting }: RescueLoaded, t: Words): string {
  const parts = [
    already ? t("rescue.already") : t("rescue.loaded", { entries }),
    unusable > 0 && !already ? t("rescue.unusable", { count: unusable }) : "",
    waiting > 0 ? t("rescue.waiting", { count: waiting }) : t("rescue.nothing"),
  ];
  return parts.join("");
}

interface ResultProps {
  loaded: RescueLoaded;
  sitting: string;
  decide: (attempt: string) => void;
}

function Accepted({ loaded, sitting, decide }: ResultProps) {
  const { t } = useSpeech();
  const { room, seat, name, waiting, attempt } = loaded;
  const here = loaded.sitting === sitting;
  return (
    <>
      <b>{t("rescue.who", { room: roomName(t, room), seat, name })}</b>
      <p>{loadedText(loaded, t)}</p>
      {waiting > 0 && here && (
        <Button size="small" type="primary" onClick={() => decide(attempt)}>
          {t("rescue.decide")}
        </Button>
      )}
      {!here && <Link to={sittingPath("proctor", loaded.sitting)}>{t("rescue.elsewhere")}</Link>}
    </>
  );
}

interface FormProps {
  sitting: string;
  decide: (attempt: string) => void;
}

/** 载入救援文件: files from a USB stick, one result for each. */
export function RescueForm({ sitting, decide }: FormProps) {
  const { t } = useSpeech();
  const { loaded, present, load } = useLoading();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <p className={styles.quiet}>{t("rescue.explain")}</p>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept=".kcr"
        onChange={({ target }) => {
          load([...(target.files ?? [])]);
          // The same file may be picked again.
          target.value = "";
        }}
      />
      <Button block disabled={present !== null} onClick={() => picker.current?.click()}>
        {present === null ? t("rescue.pick") : t("rescue.busy", { file: present })}
      </Button>
      <ul className={styles.files} aria-live="polite">
        {loaded.map(({ name, turn, outcome }) => (
          <li key={turn} data-ok={outcome.ok}>
            <small className={styles.quieter}>{name}</small>
            <br />
            {outcome.ok ? (
              <Accepted loaded={outcome} sitting={sitting} decide={decide} />
            ) : (
              refusedText(outcome.code, t)
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
