/** A response that cannot be scored: the server refuses such a one when it is saved. */
export class InvalidResponse extends Error {
  readonly itemId: string;
  /** A Chinese sentence. */
  readonly reason: string;

  constructor(itemId: string, reason: string) {
    super(`试题 ${itemId} 的作答无效：${reason}`);
    this.name = "InvalidResponse";
    this.itemId = itemId;
    this.reason = reason;
  }
}
