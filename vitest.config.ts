import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{question-bank,scoring,exam-server,exam-client,faults,scripts}/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    testTimeout: 60_000,
  },
});
