import type { Plan, PlanSitting } from "@kaochang/exam-server/protocol/plan.ts";
import type { DocumentName, PrintRequests } from "@kaochang/exam-server/protocol/print.ts";
import { useState } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { ChoiceField } from "./field.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { PrintCard } from "./print-card.tsx";

const everyone = "";

/** What each document needs before there is anything on it; null: it can be made. */
function lackOf(document: DocumentName, plan: Plan, sitting: PlanSitting) {
  if (plan.candidates === 0) return "print.needRoster" as const;
  if (document === "tickets") return null;
  if (document === "exam-score-list") {
    return plan.sittings.some(({ phase }) => phase !== "closed") ? ("print.needAllClosed" as const) : null;
  }
  if (sitting.seated === 0) return "print.needSeats" as const;
  const afterwards = document === "incident-report" || document === "score-list";
  return afterwards && sitting.phase !== "closed" ? ("print.needClosed" as const) : null;
}

interface Asked {
  plan: Plan;
  sitting: PlanSitting;
  room: string | null;
  perPage: 2 | 4;
}

const requests: { [N in DocumentName]: (asked: Asked) => PrintRequests[N] } = {
  tickets: ({ plan, room, perPage }) => ({ plan: plan.id, sitting: null, room, perPage }),
  "seat-labels": ({ sitting, room }) => ({ sitting: sitting.id, room }),
  "sign-in-sheet": ({ sitting, room }) => ({ sitting: sitting.id, room }),
  "incident-report": ({ sitting, room }) => ({ sitting: sitting.id, room }),
  "score-list": ({ sitting }) => ({ sitting: sitting.id }),
  "exam-score-list": ({ plan }) => ({ plan: plan.id }),
};

const documents = [
  "tickets",
  "seat-labels",
  "sign-in-sheet",
  "incident-report",
  "score-list",
  "exam-score-list",
] as const;
const perPages = ["2", "4"] as const;

interface ScopeProps {
  sitting: PlanSitting;
  setSitting: (id: string) => void;
  room: string;
  setRoom: (name: string) => void;
  perPage: 2 | 4;
  setPerPage: (count: 2 | 4) => void;
}

/** For whom the documents are made. */
function Scope({ sitting, setSitting, room, setRoom, perPage, setPerPage }: ScopeProps) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const rooms = plan.rooms.map(({ name }) => ({ value: name, label: name }));
  return (
    <section className={styles.card} aria-labelledby="print-scope">
      <h2 id="print-scope">{t("print.scope")}</h2>
      <div className={styles.fields}>
        <ChoiceField
          label={t("list.sitting")}
          value={sitting.id}
          set={setSitting}
          options={plan.sittings.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <ChoiceField
          label={t("column.room")}
          value={room}
          set={setRoom}
          options={[{ value: everyone, label: t("staff.allRooms") }, ...rooms]}
        />
        <ChoiceField
          label={t("print.perPage")}
          value={perPage === 2 ? "2" : "4"}
          set={(count) => setPerPage(count === "2" ? 2 : 4)}
          options={perPages.map((value) => ({
            value,
            label: t("print.perPageOf", { count: Number(value) }),
          }))}
        />
      </div>
    </section>
  );
}

/** 打印: each document as a PDF, made in the background. */
export function PrintsSection() {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const [chosen, setSitting] = useState<string | null>(null);
  const [room, setRoom] = useState(everyone);
  const [perPage, setPerPage] = useState<2 | 4>(4);
  const sitting = plan.sittings.find(({ id }) => id === chosen) ?? plan.sittings[0];
  if (!sitting) return <p>{t("plans.noSittings")}</p>;
  const asked = { plan, sitting, room: room === everyone ? null : room, perPage };
  return (
    <>
      <Scope
        sitting={sitting}
        setSitting={setSitting}
        room={room}
        setRoom={setRoom}
        perPage={perPage}
        setPerPage={setPerPage}
      />
      <div className={styles.cards}>
        {documents.map((document) => (
          <PrintCard
            key={document}
            document={document}
            request={requests[document](asked)}
            lack={lackOf(document, plan, sitting)}
          />
        ))}
      </div>
    </>
  );
}
