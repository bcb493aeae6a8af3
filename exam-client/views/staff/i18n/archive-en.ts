export const archiveEn = {
  "archive.title": "Archive of the sitting",
  "archive.what":
    "One signed zip with all logs, papers, receipts, incidents and results, without ID numbers. `kaochang archive verify` checks it on any computer: one changed byte is found, papers are drawn again and scores computed anew.",
  "archive.download": "Download the archive (.zip)",
  "archive.key": "Fingerprint of the signing key (to check the archive with; stands on the room report)",
};
