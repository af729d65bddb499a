import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, setPlatformAPI, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { PlanProgressModel } from './model.ts';
import { TASK_STATUSES, type TaskStatus } from './query.ts';
import { sectionTitle } from './titles.ts';
import type { PlanProgressWords } from './words.ts';

use([BarChart, GridComponent, LegendComponent, SVGRenderer]);
/** There is no canvas to measure on: letters of Tinos are, in the mean, this share of their size wide. */
const letterWidth = 0.47;
setPlatformAPI({
  measureText(text, font) {
    const size = Number(/(\d+)px/u.exec(font ?? '')?.[1] ?? typeSize);
    return { width: text.length * size * letterWidth };
  },
});

/** A picture with its measures in pixels, at which it is shown; it holds twice as many for print. */
export interface Picture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const typeSize = 12;
const width = 620;
const barHeight = 38;
const aroundBars = 66;
const printScale = 2.5;
const labelWidth = 210;

/** Of the metric of Times New Roman, with every Vietnamese letter. */
const fontFiles = ['400Regular/Tinos_400Regular.ttf', '700Bold/Tinos_700Bold.ttf'].map((path) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/tinos/${path}`)),
);

/** Told apart in grey print too: done, running, waiting and late differ in lightness. */
const colours: Readonly<Record<TaskStatus, string>> = {
  DONE_ON_TIME: '#2b8a3e',
  DONE_LATE: '#8cb369',
  IN_PROGRESS: '#4a90d9',
  NOT_DUE: '#ced4da',
  OVERDUE: '#c92a2a',
  CANCELLED: '#868e96',
};

/** Tasks by status in each group; null when there is nothing to show. */
export function statusChart(model: PlanProgressModel, words: PlanProgressWords): Picture | null {
  const groups = model.groups.filter(({ standing }) => standing.taskCount > 0);
  if (groups.length === 0) return null;
  const height = aroundBars + barHeight * groups.length;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption(optionOf(groups, words));
  const svg = chart.renderToSVGString();
  chart.dispose();
  const image = new Resvg(svg, {
    background: '#ffffff',
    fitTo: { mode: 'zoom', value: printScale },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Tinos' },
  });
  return { png: image.render().asPng(), width, height };
}

function optionOf(groups: PlanProgressModel['groups'], words: PlanProgressWords) {
  const shown = TASK_STATUSES.filter((status) => groups.some(({ standing }) => standing.counts[status] > 0));
  return {
    animation: false,
    textStyle: { fontFamily: 'Tinos', fontSize: typeSize, color: '#000000' },
    legend: {
      bottom: 0,
      itemWidth: 14,
      itemHeight: 10,
      itemGap: 10,
      textStyle: { fontFamily: 'Tinos', fontSize: typeSize },
    },
    grid: { left: labelWidth + 16, right: 24, top: 8, bottom: 50 },
    xAxis: { type: 'value', minInterval: 1, axisLabel: { fontFamily: 'Tinos', fontSize: typeSize } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: groups.map(({ section }) => sectionTitle(section, words)),
      axisTick: { show: false },
      axisLabel: {
        fontFamily: 'Tinos',
        fontSize: typeSize,
        width: labelWidth,
        overflow: 'break',
        lineHeight: 14,
      },
    },
    series: shown.map((status) => ({
      type: 'bar',
      name: words.statuses[status],
      stack: 'tasks',
      barWidth: 18,
      itemStyle: { color: colours[status] },
      label: {
        show: true,
        fontFamily: 'Tinos',
        fontSize: typeSize,
        color: status === 'NOT_DUE' || status === 'DONE_LATE' ? '#000000' : '#ffffff',
      },
      data: groups.map(({ standing }) => standing.counts[status] || null),
    })),
  };
}
