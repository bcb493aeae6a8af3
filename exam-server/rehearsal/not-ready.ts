/** How the verb `rehearse` ends when the rehearsal ran to its end and does not recommend to go on. */
export const notReadyCode = 3;
