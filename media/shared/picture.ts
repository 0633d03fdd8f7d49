/** Draws what an element shows, as PNG: its text, boxes, SVG shapes and canvases, in the theme's colours. */
import { element } from "./dom";

/** Pixels of the picture for one of the page. */
const scale = 2;
/** Browsers bear larger canvases, but nobody needs them. */
const longestSide = 8000;

/** @returns the bytes of the PNG in base64 */
export function pictureOf(root: HTMLElement): string {
  const frame = root.getBoundingClientRect();
  const canvas = element("canvas");
  canvas.width = Math.min(longestSide, Math.max(1, Math.ceil(frame.width * scale)));
  canvas.height = Math.min(longestSide, Math.max(1, Math.ceil(frame.height * scale)));
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser draws no pictures.");
  context.fillStyle = getComputedStyle(document.body).getPropertyValue("--vscode-editor-background").trim() || "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.translate(-frame.left, -frame.top);
  drawElement(context, root);
  return canvas.toDataURL("image/png").replace(/^[^,]*,/, "");
}

function drawElement(context: CanvasRenderingContext2D, drawn: Element): void {
  const style = getComputedStyle(drawn);
  const opacity = Number(style.opacity);
  if (style.display === "none" || style.visibility === "hidden" || opacity === 0) return;
  // What only a screen reader reads, and the tools of the figure, are not part of it.
  if (drawn.matches(".sr, .tools")) return;
  context.save();
  context.globalAlpha *= opacity;
  if (drawn instanceof SVGSVGElement) drawShapes(context, drawn);
  else if (drawn instanceof HTMLCanvasElement) drawCanvas(context, drawn);
  else drawBox(context, drawn, style);
  context.restore();
}

function drawCanvas(context: CanvasRenderingContext2D, canvas: HTMLCanvasElement): void {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  if (canvas.width > 0 && canvas.height > 0) context.drawImage(canvas, left, top, width, height);
}

function drawBox(context: CanvasRenderingContext2D, drawn: Element, style: CSSStyleDeclaration): void {
  const { left, top, width, height } = drawn.getBoundingClientRect();
  context.fillStyle = style.backgroundColor;
  context.fillRect(left, top, width, height);
  const side = (name: "Top" | "Right" | "Bottom" | "Left", x: number, y: number, w: number, h: number): void => {
    if (style[`border${name}Style`] === "none" || w === 0 || h === 0) return;
    context.fillStyle = style[`border${name}Color`];
    context.fillRect(x, y, w, h);
  };
  const [up, right, down, before] = [
    style.borderTopWidth,
    style.borderRightWidth,
    style.borderBottomWidth,
    style.borderLeftWidth,
  ].map(Number.parseFloat) as [number, number, number, number];
  side("Top", left, top, width, up);
  side("Right", left + width - right, top, right, height);
  side("Bottom", left, top + height - down, width, down);
  side("Left", left, top, before, height);
  if (style.overflowX !== "visible" || style.overflowY !== "visible") {
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
  }
  for (const child of drawn.childNodes) {
    if (child instanceof Element) drawElement(context, child);
    else if (child instanceof Text) drawText(context, child, style);
  }
}

/** Word by word, so that each stands on its own line. */
function drawText(context: CanvasRenderingContext2D, node: Text, style: CSSStyleDeclaration): void {
  context.fillStyle = style.color;
  context.font = fontOf(style);
  const range = document.createRange();
  for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const { left, top, width, height } = range.getBoundingClientRect();
    if (width === 0) continue;
    const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = context.measureText(word);
    context.fillText(word, left, top + (height - above - below) / 2 + above);
  }
}

function fontOf({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): string {
  return `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
}

function drawShapes(context: CanvasRenderingContext2D, root: SVGSVGElement): void {
  for (const shape of root.querySelectorAll<SVGGraphicsElement>("path, circle, text")) {
    const style = getComputedStyle(shape);
    const matrix = shape.getScreenCTM();
    if (matrix === null || style.display === "none" || style.visibility === "hidden") continue;
    context.save();
    context.globalAlpha *= Number(style.opacity);
    context.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
    if (shape instanceof SVGTextElement) drawLabel(context, shape, style);
    else drawOutline(context, outlineOf(shape), style);
    context.restore();
  }
}

function outlineOf(shape: SVGGraphicsElement): Path2D {
  if (!(shape instanceof SVGCircleElement)) return new Path2D(shape.getAttribute("d") ?? "");
  const circle = new Path2D();
  circle.arc(shape.cx.baseVal.value, shape.cy.baseVal.value, shape.r.baseVal.value, 0, 2 * Math.PI);
  return circle;
}

function drawOutline(context: CanvasRenderingContext2D, outline: Path2D, style: CSSStyleDeclaration): void {
  const alpha = context.globalAlpha;
  if (style.fill !== "none") {
    context.globalAlpha = alpha * Number(style.fillOpacity);
    context.fillStyle = style.fill;
    context.fill(outline);
  }
  if (style.stroke === "none") return;
  context.globalAlpha = alpha * Number(style.strokeOpacity);
  context.strokeStyle = style.stroke;
  context.lineWidth = Number.parseFloat(style.strokeWidth);
  const dash = style.strokeDasharray;
  context.setLineDash(dash === "none" ? [] : dash.split(/[\s,]+/).map(Number.parseFloat));
  context.stroke(outline);
}

function drawLabel(context: CanvasRenderingContext2D, text: SVGTextElement, style: CSSStyleDeclaration): void {
  const aligned = { start: "left", middle: "center", end: "right" } as const;
  context.font = fontOf(style);
  context.fillStyle = style.fill;
  context.textAlign = aligned[style.textAnchor as keyof typeof aligned];
  const [x, y] = ["x", "y"].map((name) => Number(text.getAttribute(name) ?? 0)) as [number, number];
  const words = [...text.childNodes].map(({ nodeValue }) => nodeValue ?? "").join("");
  context.fillText(words, x, y);
}
