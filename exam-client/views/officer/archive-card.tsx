import type { ArchiveKey } from "@kaochang/exam-server/protocol/http.ts";
import { Button, Card, Flex, Typography } from "antd";
import { Failure } from "../staff/failure.tsx";
import { call } from "../staff/http.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { useLoaded } from "../staff/use-loaded.ts";

const readKey = () => call<ArchiveKey>("/api/staff/archive-key");

/** The evidence of a closed sitting, to be handed over: the download and what it is checked with. */
export function ArchiveCard({ sitting }: { sitting: string }) {
  const { t } = useSpeech();
  const { value, failure, reload } = useLoaded(readKey);
  const address = `/api/staff/sittings/${encodeURIComponent(sitting)}/archive`;
  return (
    <Card size="small" title={t("archive.title")}>
      <Flex vertical gap="middle" align="start">
        <Typography.Text>{t("archive.what")}</Typography.Text>
        <Button href={address} download>
          {t("archive.download")}
        </Button>
        {failure && <Failure code={failure} retry={reload} />}
        {value && (
          <Typography.Text>
            {t("archive.key")} <Typography.Text code>{value.fingerprint}</Typography.Text>
          </Typography.Text>
        )}
      </Flex>
    </Card>
  );
}
