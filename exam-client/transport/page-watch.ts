/** What the page's own window says of what is done on it. */
export interface WatchedPage {
  /** Whether another window or page is in front of this one. */
  away(is: boolean): void;
  fullScreenLeft(): void;
  /** So many characters that were not copied here came into a field. */
  pasted(length: number): void;
}

/** Enough for moving a sentence between two fields; older ones count as from elsewhere. */
const rememberedCopies = 10;

/** White space is not compared: a field drops the line breaks of what is pasted into it. */
const bare = (text: string) => text.replace(/\s+/g, "");

/** What is selected on the page, in a field or in the text. */
function selectedText(target: EventTarget | null): string {
  if (!(target instanceof HTMLInputElement)) return String(document.getSelection() ?? "");
  return target.value.slice(target.selectionStart ?? 0, target.selectionEnd ?? 0);
}

/** Tells of text that comes into a field from elsewhere by paste or drop; text that was copied here is the candidate's. */
function watchPaste(pasted: WatchedPage["pasted"]): void {
  let own: readonly string[] = [];
  const remember = ({ target }: Event) => {
    own = [bare(selectedText(target)), ...own].slice(0, rememberedCopies);
  };
  const judge = ({ target }: Event, data: DataTransfer | null) => {
    const text = data?.getData("text/plain") ?? "";
    const typed = target instanceof HTMLInputElement && target.type === "text";
    if (typed && text !== "" && !own.includes(bare(text))) pasted(text.length);
  };
  for (const name of ["copy", "cut", "dragstart"] as const) document.addEventListener(name, remember);
  document.addEventListener("paste", (event) => judge(event, event.clipboardData));
  document.addEventListener("drop", (event) => judge(event, event.dataTransfer));
}

/** Leaving is told only of a page that had full screen, by its own doing or the browser's (F11, kiosk). */
function watchFullScreen(left: WatchedPage["fullScreenLeft"]): void {
  const query = matchMedia("(display-mode: fullscreen)");
  let full = false;
  const look = () => {
    const was = full;
    full = document.fullscreenElement !== null || query.matches;
    if (was && !full) left();
  };
  look();
  document.addEventListener("fullscreenchange", look);
  query.addEventListener("change", look);
}

function watchFront(away: WatchedPage["away"]): void {
  let blurred = !document.hasFocus();
  const look = () => away(blurred || document.visibilityState === "hidden");
  const become = (next: boolean) => () => {
    blurred = next;
    look();
  };
  look();
  addEventListener("blur", become(true));
  // A browser may give the focus back without a word; who types or clicks is here.
  for (const name of ["focus", "keydown", "pointerdown"]) addEventListener(name, become(false), true);
  document.addEventListener("visibilitychange", look);
}

export function watchPage(page: WatchedPage): void {
  watchFront(page.away);
  watchFullScreen(page.fullScreenLeft);
  watchPaste(page.pasted);
}
