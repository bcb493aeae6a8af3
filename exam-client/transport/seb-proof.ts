/** What Safe Exam Browser offers to scripts of a page; its hashes are for the page's own address. */
interface SebSecurity {
  configKey?: string;
  browserExamKey?: string;
  /** Must be called first where it exists. */
  updateKeys?: (done: () => void) => void;
}

const patienceMs = 1000;

/** Whether this page runs in Safe Exam Browser. */
export const inSeb = (): boolean => /\bSEB\//.test(navigator.userAgent);

/** Headers by which the server knows Safe Exam Browser where its engine adds none to what a script asks for. */
export async function sebProof(): Promise<Record<string, string>> {
  const { SafeExamBrowser: program } = window as { SafeExamBrowser?: { security?: SebSecurity } };
  const security = program?.security;
  if (!security) return {};
  await updated(security);
  const { configKey, browserExamKey } = security;
  return {
    ...(configKey ? { "x-safeexambrowser-configkeyhash": configKey } : {}),
    ...(browserExamKey ? { "x-safeexambrowser-requesthash": browserExamKey } : {}),
  };
}

function updated(security: SebSecurity): Promise<void> {
  return new Promise((resolve) => {
    if (!security.updateKeys) return resolve();
    security.updateKeys(resolve);
    setTimeout(resolve, patienceMs);
  });
}
