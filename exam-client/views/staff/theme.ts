import type { ThemeConfig } from "antd";
import { fonts, palette } from "./palette.ts";

/** antd's own greys and primary blue are too pale to read (axe); these are not. */
export const theme: ThemeConfig = {
  token: {
    fontFamily: fonts,
    colorPrimary: palette.accent,
    colorLink: palette.accent,
    colorSuccess: palette.good,
    colorWarning: palette.warn,
    colorError: palette.alarm,
    colorText: palette.text,
    colorTextSecondary: palette.quiet,
    colorTextTertiary: palette.quiet,
    colorTextQuaternary: palette.quiet,
    colorTextDescription: palette.quiet,
    colorTextPlaceholder: "#666c75",
    colorTextDisabled: "#666c75",
    colorSuccessBg: "#e7f4ec",
    colorWarningBg: palette.warnSoft,
    colorErrorBg: palette.alarmSoft,
    colorBorder: "#868c95",
    borderRadius: 4,
    // Nothing moves by itself, and old PCs draw no animations in time.
    motion: false,
  },
  components: { Table: { headerBg: "#eef1f4", cellPaddingBlockSM: 5, headerSortActiveBg: "#e2e7ec" } },
};
