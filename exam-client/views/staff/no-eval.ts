import { config } from "zod";

/**
 * Checks of shapes must not be compiled here: the page's content security policy forbids `eval`, and trying it is
 * reported at each load. Loaded before every schema, because each one tries when it is made.
 */
config({ jitless: true });
