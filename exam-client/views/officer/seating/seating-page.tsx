import type { Seating } from "@kaochang/exam-server/protocol/seating.ts";
import { Button } from "antd";
import { useCallback, useMemo, useState } from "react";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { fetchSeating } from "../../staff/ledger-http.ts";
import { Link } from "../../staff/link.tsx";
import { Closed } from "../../staff/notice.tsx";
import { sittingPath } from "../../staff/route.ts";
import { useExpiry } from "../../staff/use-expiry.ts";
import { useLoaded } from "../../staff/use-loaded.ts";
import { toCsv } from "../csv.ts";
import { csvFile, saveFile } from "../save-file.ts";
import styles from "./seating.module.css";
import { SeatingForm } from "./seating-form.tsx";
import { type Asked, nothingAsked, queryOf } from "./seating-query.ts";
import { seatingRows } from "./seating-rows.ts";
import { SeatingTable } from "./seating-table.tsx";

function Found({ seating, find }: { seating: Seating; find: (asked: Asked) => void }) {
  const { t } = useSpeech();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what still lasts is counted up to the reading
  const now = useMemo(() => Date.now(), [seating]);
  const { stays } = seating;
  const save = () => {
    const rows = seatingRows(stays, now, t);
    saveFile(`${seating.title} ${t("seating.file")}.csv`, csvFile(toCsv(rows)));
  };
  return (
    <>
      <SeatingForm rooms={seating.rooms} find={find} />
      <section aria-label={t("seating.table")}>
        <div className={styles.tools}>
          <span role="status">{t("seating.shown", { count: stays.length })}</span>
          <Button onClick={save} disabled={stays.length === 0}>
            {t("seating.export")}
          </Button>
        </div>
        <SeatingTable stays={stays} now={now} />
      </section>
    </>
  );
}

interface PageProps {
  audience: "proctor" | "officer";
  sitting: string;
}

/** Who sat where in one sitting: by seat and time, or by candidate. */
export function SeatingPage({ audience, sitting }: PageProps) {
  const { t } = useSpeech();
  const [{ asked, day }, setAsked] = useState({ asked: nothingAsked, day: 0 });
  const read = useCallback(() => fetchSeating(sitting, queryOf(asked, day)), [sitting, asked, day]);
  const { value, failure, reload } = useLoaded(read);
  useExpiry(failure);
  return (
    <div className={styles.page}>
      <header>
        <Link to={sittingPath(audience, sitting)}>← {t("seating.back")}</Link>
        <h1>
          {t("seating.title")} {value && <small>{value.title}</small>}
        </h1>
        <p>{t("seating.explain")}</p>
      </header>
      {failure && value && <Failure code={failure} retry={reload} />}
      {failure && !value && <Closed code={failure} retry={reload} />}
      {value && <Found seating={value} find={(next) => setAsked({ asked: next, day: value.day })} />}
      {!value && !failure && <p>{t("app.loading")}</p>}
    </div>
  );
}
