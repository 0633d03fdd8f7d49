/** Draws one chart of the breakdown on a canvas, in the theme's colours. */
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from "chart.js";
import { formatReward } from "../../server/core/text/numbers";
import { printableLine, shortened } from "../../server/core/text/printable";
import { maxBars, takesAway, type Bar, type BarChart } from "../breakdown/model";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

const rowHeight = 24;
const longestLabel = 28;

/** @param onClick called with the clicked bar */
export function drawChart(canvas: HTMLCanvasElement, { bars, unit }: BarChart, onClick: (bar: Bar) => void): Chart {
  const shown = bars.slice(0, maxBars);
  const style = getComputedStyle(document.body);
  const colour = (name: string, fallback: string): string => style.getPropertyValue(name).trim() || fallback;
  const text = colour("--vscode-foreground", "#444");
  const contrast = colour("--vscode-contrastBorder", "");
  const isContrast = contrast !== "";
  const line = contrast || colour("--vscode-editorWidget-border", "#8886");
  const earned = colour("--vscode-charts-blue", "#1565c0");
  const lost = colour("--vscode-charts-red", "#c62828");
  const filled = shown.map((bar) => (takesAway(bar) ? lost : earned));
  const font = { family: style.fontFamily, size: 12 };
  if (canvas.parentElement !== null) canvas.parentElement.style.height = `${shown.length * rowHeight + 40}px`;
  return new Chart<"bar", [number, number][], string>(canvas, {
    type: "bar",
    data: {
      labels: shown.map(({ label, level }) => `${level === 1 ? "↳ " : ""}${onCanvas(label)}`),
      datasets: [
        {
          label: "earned",
          data: shown.map(({ start, value }) => [start, value]),
          backgroundColor: filled,
          borderColor: filled,
          borderWidth: 1,
          grouped: false,
        },
        {
          // An outline, so that colour is not needed to distinguish it from the earned part.
          label: "lost",
          data: shown.map(({ value, end }) => [value, end]),
          backgroundColor: "transparent",
          borderColor: lost,
          borderWidth: 1,
          borderSkipped: false,
          grouped: false,
        },
      ],
    },
    options: {
      indexAxis: "y",
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      onClick: (_event, [element]) => {
        const bar = shown[element?.index ?? -1];
        if (bar !== undefined) onClick(bar);
      },
      interaction: { mode: "index", axis: "y", intersect: false },
      scales: {
        x: {
          ticks: { color: text, font, callback: (value) => formatReward(Number(value)) },
          // In high contrast, lines through the bars would hide their outlines.
          grid: { display: !isContrast, color: line },
          border: { color: line },
        },
        y: { ticks: { color: text, font, autoSkip: false }, grid: { display: false }, border: { color: line } },
      },
      plugins: {
        tooltip: {
          displayColors: false,
          callbacks: {
            label: ({ dataIndex, datasetIndex }) => {
              const bar = shown[dataIndex];
              if (bar === undefined || datasetIndex > 0) return [];
              const numbers = {
                reward: `${formatReward(bar.value)} of ${formatReward(bar.end)}`,
                "%": `${formatReward(bar.value)} %`,
                score: formatReward(bar.value),
              }[unit];
              return bar.note === "" ? numbers : [numbers, onCanvas(bar.note, 80)];
            },
          },
        },
      },
    },
  });
}

/** A short text on one line, because a canvas does not break lines. */
function onCanvas(text: string, most = longestLabel): string {
  return printableLine(shortened(text, most));
}
