/**
 * Whether anybody has ever signed in with an account, and whether it is out of use. Of accounts from before,
 * nobody knows: they count as used, so that a name in a log never becomes another person's.
 */
export const staffUse: readonly string[] = [
  "ALTER TABLE staff ADD COLUMN used INTEGER NOT NULL DEFAULT 1",
  "ALTER TABLE staff ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0",
];
