import type { KeyInvalid, MarkChange, UsedItem } from "@kaochang/exam-server/protocol/results.ts";
import { Alert, Button, Drawer, Input, Tag } from "antd";
import { type FormEvent, useState } from "react";
import { SafeHtml } from "../../../parts/safe-html.tsx";
import type { FailureCode } from "../../../transport/staff-connection.ts";
import { Failure } from "../../staff/failure.tsx";
import type { HttpOutcome } from "../../staff/http.ts";
import { useSpeech } from "../../staff/i18n/words.ts";
import { useAct } from "../plan/use-act.ts";
import { ChangesTable } from "./changes-table.tsx";
import { changeOf, draftOf, type KeyDraft } from "./key-change.ts";
import { KeyForm } from "./key-form.tsx";
import styles from "./results.module.css";
import { applyCorrection, findItems, previewCorrection } from "./results-http.ts";

/** The question as it stands in the bank, with its key. */
function ItemCard({ item }: { item: UsedItem }) {
  const { t } = useSpeech();
  return (
    <article className={styles.item}>
      <p className={styles.quiet}>
        {item.item} · {item.typeTitle} · {t("correct.papers", { count: item.papers })}{" "}
        {item.correction && <Tag color="orange">{t("correct.already")}</Tag>}
      </p>
      <SafeHtml html={item.stemHtml} />
      <ul className={styles.plain}>
        {item.options.map(({ id, html }) => (
          <li key={id} className={styles.inline}>
            {id}. <SafeHtml html={html} />
          </li>
        ))}
      </ul>
      <b>{t("correct.key", { key: item.keyText })}</b>
    </article>
  );
}

function Search({ sitting, choose }: { sitting: string; choose: (item: UsedItem) => void }) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<{ total: number; items: UsedItem[] } | null>(null);
  const search = useAct(() => findItems(sitting, typed), setFound);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search.run();
  };
  return (
    <>
      <form className={styles.search} onSubmit={submit}>
        <Input
          aria-label={t("correct.find")}
          placeholder={t("correct.find")}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button htmlType="submit" type="primary" loading={search.busy}>
          {t("correct.search")}
        </Button>
      </form>
      {search.failure && <Failure code={search.failure} />}
      {found && (
        <p role="status">
          {found.total === 0
            ? t("correct.nothing")
            : t("correct.found", { total: found.total, shown: found.items.length })}
        </p>
      )}
      {found?.items.map((item) => (
        <section key={`${item.item} ${item.version}`} aria-label={item.item}>
          <ItemCard item={item} />
          <Button onClick={() => choose(item)}>{t("correct.choose")}</Button>
        </section>
      ))}
    </>
  );
}

interface Refused {
  code: FailureCode;
  sentences: string[];
}

/** Why the server would not; an invalid key has sentences of its own. */
function refusedBy(outcome: Exclude<HttpOutcome<{ ok: true }> | KeyInvalid, { ok: true }>): Refused {
  return { code: outcome.code, sentences: "sentences" in outcome ? outcome.sentences : [] };
}

function Refusals({ refused }: { refused: Refused }) {
  return (
    <>
      <Failure code={refused.code} />
      {refused.sentences.length > 0 && (
        <ul className={styles.plain}>
          {refused.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </>
  );
}

interface ItemProps {
  sitting: string;
  item: UsedItem;
  done: (remarked: number) => void;
}

/** From the new key to the second marking; whatever is changed in the form asks for a new preview. */
function useCorrecting({ sitting, item, done }: ItemProps) {
  const [draft, setDraft] = useState<KeyDraft>(() => draftOf(item));
  const [changes, setChanges] = useState<MarkChange[] | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [busy, setBusy] = useState(false);
  const change = changeOf(item, draft);
  const set = (part: Partial<KeyDraft>) => {
    setDraft((old) => ({ ...old, ...part }));
    setChanges(null);
    setRefused(null);
  };
  const asking = async <T extends { ok: true }>(
    ask: Promise<HttpOutcome<T> | KeyInvalid>,
    then: (outcome: T) => void,
  ) => {
    setBusy(true);
    const outcome = await ask;
    setBusy(false);
    setRefused(outcome.ok ? null : refusedBy(outcome));
    if (outcome.ok) then(outcome);
  };
  const correcting = change && { item: item.item, version: item.version, change };
  return {
    draft,
    set,
    changes,
    refused,
    busy,
    ready: correcting !== null,
    preview: () =>
      correcting && void asking(previewCorrection(sitting, correcting), (seen) => setChanges(seen.changes)),
    apply: (reason: string) =>
      correcting &&
      void asking(applyCorrection(sitting, correcting, reason), ({ remarked }) => done(remarked)),
  };
}

function Correct(props: ItemProps) {
  const { t } = useSpeech();
  const { item } = props;
  const correcting = useCorrecting(props);
  const [reason, setReason] = useState("");
  const { draft, set, changes, refused, busy, ready, preview, apply } = correcting;
  return (
    <>
      <ItemCard item={item} />
      <KeyForm item={item} draft={draft} set={set} />
      <Button onClick={preview} disabled={!ready} loading={busy && changes === null}>
        {t("correct.preview")}
      </Button>
      {refused && <Refusals refused={refused} />}
      {changes && (
        <>
          <ChangesTable changes={changes} />
          <div className={styles.field}>
            <label htmlFor="correction-reason">{t("correct.reason")}</label>
            <Input
              id="correction-reason"
              value={reason}
              maxLength={300}
              onChange={({ target }) => setReason(target.value)}
            />
          </div>
          <Button
            type="primary"
            danger
            disabled={reason.trim() === ""}
            loading={busy}
            onClick={() => apply(reason)}
          >
            {t("correct.apply")}
          </Button>
        </>
      )}
    </>
  );
}

interface DrawerProps {
  sitting: string;
  open: boolean;
  close: () => void;
  /** The sitting was marked again. */
  corrected: () => void;
}

/** 更正答案, step by step: the item, its new key, whose score changes, the reason. */
export function CorrectionDrawer({ sitting, open, close, corrected }: DrawerProps) {
  const { t } = useSpeech();
  const [item, setItem] = useState<UsedItem | null>(null);
  const [remarked, setRemarked] = useState<number | null>(null);
  const choose = (chosen: UsedItem | null) => {
    setItem(chosen);
    setRemarked(null);
  };
  const done = (count: number) => {
    setItem(null);
    setRemarked(count);
    corrected();
  };
  return (
    <Drawer open={open} onClose={close} size={760} title={t("correct.heading")} destroyOnHidden>
      <div className={styles.stack}>
        <p>{t("correct.what")}</p>
        {remarked !== null && (
          <Alert type="success" showIcon title={t("correct.applied", { count: remarked })} />
        )}
        {item ? (
          <>
            <Button onClick={() => choose(null)}>{t("correct.other")}</Button>
            <Correct key={`${item.item} ${item.version}`} sitting={sitting} item={item} done={done} />
          </>
        ) : (
          <Search sitting={sitting} choose={choose} />
        )}
      </div>
    </Drawer>
  );
}
