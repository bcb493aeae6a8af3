import { BarChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { palette } from "../../staff/palette.ts";
import { pointsText } from "../points-text.ts";
import { areaRates, histogram, type TestScores } from "./distribution.ts";
import styles from "./results.module.css";

use([AriaComponent, BarChart, GridComponent, SVGRenderer, TooltipComponent]);

const text = { color: palette.text, fontSize: 13 };

/** `say`: what the picture shows, for who does not see it. */
function Chart({ option, say }: { option: EChartsCoreOption; say: string }) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!holder.current) return;
    const chart = init(holder.current, null, { renderer: "svg" });
    chart.setOption({ animation: false, textStyle: { fontFamily: "inherit" }, ...option });
    const fit = () => chart.resize();
    addEventListener("resize", fit);
    return () => {
      removeEventListener("resize", fit);
      chart.dispose();
    };
  }, [option]);
  return <div ref={holder} className={styles.chart} role="img" aria-label={say} />;
}

interface ChartProps {
  test: TestScores;
  say: string;
}

/** How many candidates reached which score, with the pass mark. */
export function ScoreChart({ test, say }: ChartProps) {
  const { t } = useSpeech();
  const bins = histogram(test);
  const words = bins.map(({ from, to, count }) =>
    t("chart.bin", { from: pointsText(from), to: pointsText(to), count }),
  );
  const option = {
    aria: { enabled: true, label: { enabled: false } },
    grid: { left: 56, right: 24, top: 36, bottom: 48 },
    tooltip: { formatter: ({ dataIndex }: { dataIndex: number }) => words[dataIndex] ?? "" },
    xAxis: {
      type: "category",
      name: t("chart.points"),
      nameLocation: "middle",
      nameGap: 32,
      nameTextStyle: text,
      axisLabel: { ...text, interval: 0 },
      data: bins.map(({ from, to }) => `${pointsText(from)}–${pointsText(to)}`),
    },
    yAxis: { type: "value", name: t("chart.people"), nameTextStyle: text, axisLabel: text, minInterval: 1 },
    series: [
      {
        type: "bar",
        barCategoryGap: "12%",
        data: bins.map(({ from, count }) => ({
          value: count,
          itemStyle: { color: from >= test.passMark ? palette.accent : palette.warn },
        })),
        label: { show: true, position: "top", ...text },
      },
    ],
  };
  return <Chart option={option} say={say} />;
}

/** Mean rate of each area, the first at the top. */
export function AreaChart({ test, say }: ChartProps) {
  const { t } = useSpeech();
  const areas = areaRates(test);
  const option = {
    aria: { enabled: true, label: { enabled: false } },
    grid: { left: 176, right: 48, top: 12, bottom: 48 },
    xAxis: {
      type: "value",
      max: 100,
      name: t("chart.rate"),
      nameLocation: "middle",
      nameGap: 32,
      nameTextStyle: text,
      axisLabel: text,
    },
    yAxis: { type: "category", inverse: true, axisLabel: text, data: areas.map(({ title }) => title) },
    series: [
      {
        type: "bar",
        itemStyle: { color: palette.accent },
        data: areas.map(({ rate }) => Number((rate * 100).toFixed(1))),
        label: { show: true, position: "right", ...text },
      },
    ],
  };
  return <Chart option={option} say={say} />;
}
