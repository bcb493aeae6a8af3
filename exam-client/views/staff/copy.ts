/** Copies on plain http too, where `navigator.clipboard` does not exist. False: the browser refused. */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard !== undefined)
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => copyBySelection(text),
    );
  return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const held = document.createElement("textarea");
  held.value = text;
  held.style.position = "fixed";
  held.style.opacity = "0";
  document.body.append(held);
  held.select();
  const copied = document.execCommand("copy");
  held.remove();
  return copied;
}
