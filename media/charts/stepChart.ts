/** A chart of a run along its steps: bands and lines on one canvas, with a crosshair that all charts of a page share. */
import {
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type ChartDataset,
  type Plugin,
} from "chart.js";

Chart.register(Filler, LinearScale, LineController, LineElement, PointElement);

export interface StepLine {
  readonly values: readonly (number | undefined)[];
  /** `second` is dashed, so that nobody needs the colour. */
  readonly kind: "main" | "second" | "lost";
}

export interface StepBand {
  readonly low: readonly (number | undefined)[];
  readonly high: readonly (number | undefined)[];
  /** How much of the samples it holds: the wider band is fainter. */
  readonly kind: "half" | "most" | "lost";
}

export interface StepChart {
  readonly steps: readonly number[];
  readonly lines: readonly StepLine[];
  readonly bands: readonly StepBand[];
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
  /** A step from which on it is another. */
  readonly since: number | undefined;
}

/** What a page does with its charts. */
export interface Drawn {
  readonly chart: Chart<"line", { x: number; y: number }[]>;
  /** Draws the crosshair at a step, by its number. */
  cross(at: number): void;
}

export function drawStepChart(canvas: HTMLCanvasElement, given: StepChart, at: number): Drawn {
  const style = getComputedStyle(document.body);
  const colour = (name: string, fallback: string): string => style.getPropertyValue(name).trim() || fallback;
  const text = colour("--vscode-descriptionForeground", "#888");
  const foreground = colour("--vscode-foreground", "#888");
  const isContrast = colour("--vscode-contrastBorder", "") !== "";
  const colours = {
    main: colour("--vscode-charts-blue", "#3794ff"),
    lost: colour("--vscode-charts-red", "#e51400"),
    second: colour("--vscode-charts-foreground", foreground),
  };
  const points = (values: StepLine["values"]): { x: number; y: number }[] =>
    given.steps.flatMap((x, i) => {
      const y = values[i];
      return y === undefined ? [] : [{ x, y }];
    });
  const plain = { pointRadius: 0, tension: 0 };
  const bands = given.bands.flatMap(({ low, high, kind }): ChartDataset<"line", { x: number; y: number }[]>[] => {
    const ink = kind === "lost" ? colours.lost : colours.main;
    // In high contrast a band is its edges.
    const edge = isContrast
      ? { borderColor: ink, borderWidth: 1, borderDash: kind === "most" ? [2, 2] : [] }
      : { borderWidth: 0 };
    const fill = isContrast ? false : "-1";
    const alpha = kind === "most" ? "1a" : "29";
    return [
      { ...plain, ...edge, data: points(low), fill: false },
      { ...plain, ...edge, data: points(high), fill, backgroundColor: withAlpha(ink, alpha) },
    ];
  });
  const lines = given.lines.map(({ values, kind }): ChartDataset<"line", { x: number; y: number }[]> => ({
    ...plain,
    data: points(values),
    borderColor: kind === "second" ? withAlpha(colours.second, "bf") : colours[kind],
    borderWidth: kind === "second" ? 1.5 : 1.75,
    borderDash: kind === "second" ? [5, 3] : [],
  }));
  let cross = at;
  const font = { family: style.fontFamily, size: 11 };
  const grid = isContrast ? "transparent" : withAlpha(foreground, "1a");
  const crosshair: Plugin<"line"> = {
    id: "crosshair",
    afterDatasetsDraw: ({ ctx, chartArea: { top, bottom }, scales }) => {
      const step = given.steps[cross];
      const { x, y } = scales;
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.strokeStyle = foreground;
      const vertical = (value: number, dash: number[], opacity: number): void => {
        const pixel = Math.round(x.getPixelForValue(value)) + 0.5;
        ctx.globalAlpha = opacity;
        ctx.setLineDash(dash);
        ctx.beginPath();
        ctx.moveTo(pixel, top);
        ctx.lineTo(pixel, bottom);
        ctx.stroke();
      };
      if (given.since !== undefined) {
        vertical(given.since, [2, 2], 0.7);
        ctx.globalAlpha = 1;
        ctx.fillStyle = text;
        ctx.font = `11px ${style.fontFamily}`;
        const pixel = x.getPixelForValue(given.since);
        const isRight = pixel - 80 < y.right;
        ctx.textAlign = isRight ? "left" : "right";
        ctx.fillText(`since step ${given.since}`, pixel + (isRight ? 5 : -5), top + 10);
      }
      if (step !== undefined) {
        vertical(step, [], 0.6);
        ctx.globalAlpha = 1;
        for (const line of given.lines) {
          const value = line.values[cross];
          if (value === undefined) continue;
          ctx.beginPath();
          ctx.arc(x.getPixelForValue(step), y.getPixelForValue(value), 3, 0, 2 * Math.PI);
          ctx.fillStyle = colour("--vscode-editor-background", "#fff");
          ctx.strokeStyle = colours[line.kind];
          ctx.lineWidth = 1.75;
          ctx.fill();
          ctx.stroke();
        }
      }
      ctx.restore();
    },
  };
  const chart = new Chart<"line", { x: number; y: number }[]>(canvas, {
    type: "line",
    data: { datasets: [...bands, ...lines] },
    plugins: [crosshair],
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      events: [],
      layout: { padding: { top: 6, right: 8 } },
      scales: {
        x: {
          type: "linear",
          min: given.steps[0] ?? 0,
          max: given.steps.at(-1) ?? 1,
          ticks: { color: text, font, maxRotation: 0, maxTicksLimit: 9, precision: 0 },
          grid: { display: false },
          border: { color: withAlpha(foreground, "38") },
        },
        y: {
          min: given.low,
          max: given.high,
          afterBuildTicks: (axis) => {
            axis.ticks = given.ticks.map((value) => ({ value }));
          },
          afterFit: (axis) => {
            axis.width = 42;
          },
          ticks: { color: text, font, callback: (value) => given.format(Number(value)) },
          grid: { color: grid, drawTicks: false },
          border: { display: false },
        },
      },
      plugins: { legend: { display: false } },
    },
  });
  return {
    chart,
    cross: (next) => {
      cross = next;
      chart.draw();
    },
  };
}

/** A colour of a theme is `#rrggbb`, with or without its opacity. */
function withAlpha(colour: string, alpha: string): string {
  return /^#[\da-f]{6}/i.test(colour) ? colour.slice(0, 7) + alpha : colour;
}
