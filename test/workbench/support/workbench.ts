/** A window of real VS Code, driven as a person drives it: by keys, the mouse, and what is to be seen. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { chromium, type Browser, type Locator, type Page } from "playwright-core";
import { expect, inject } from "vitest";
import { headlessArguments } from "../../../scripts/vscode/headless.mjs";
import { pageUrl } from "../../../scripts/vscode/hostedServer.mjs";
import { root } from "../../../scripts/setup/project.mjs";

/** The editor's own themes: what its settings call them, and the class that a window in them has. */
const themes = {
  light: { name: "Light Modern", mark: ".vs" },
  dark: { name: "Dark Modern", mark: ".vs-dark" },
  highContrast: { name: "Default High Contrast", mark: ".hc-black" },
} as const;

export type Theme = keyof typeof themes;
export const allThemes = Object.keys(themes) as readonly Theme[];

/** Files of a workspace: a path in it and its text. */
export type Files = Readonly<Record<string, string>>;

export interface WindowOptions {
  readonly files?: Files;
  /** A folder of this repository whose copy is the workspace. */
  readonly copyOf?: string;
  /** Workspace settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The folder is opened by a `.code-workspace` file with these settings; `settings` are then those of the folder. */
  readonly workspaceSettings?: Readonly<Record<string, unknown>>;
  readonly theme?: Theme;
  /** Host and port of another VS Code server than the one of all tests. */
  readonly authority?: string;
}

/** How long the editor may take to show something. */
const patience = 30_000;

export class Workbench {
  private constructor(
    readonly page: Page,
    /** The workspace's folder, a temporary one. */
    readonly folder: string,
    private readonly browser: Browser,
  ) {}

  static async open({
    files = {},
    copyOf,
    settings = {},
    workspaceSettings,
    theme = "dark",
    authority = inject("authority"),
  }: WindowOptions): Promise<Workbench> {
    const folder = mkdtempSync(join(tmpdir(), "trace-auditor-workspace-"));
    if (copyOf !== undefined) cpSync(join(root, copyOf), folder, { recursive: true });
    write(folder, files);
    const settingsFile = join(folder, ".vscode", "settings.json");
    mkdirSync(dirname(settingsFile), { recursive: true });
    writeFileSync(settingsFile, JSON.stringify({ ...settings, "workbench.colorTheme": themes[theme].name }));
    const browser = await chromium.launch({ executablePath: inject("browser"), args: headlessArguments });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(patience);
    await page.goto(pageUrl(authority, "", { folder, workspace: workspaceFile(folder, workspaceSettings) }));
    await page.locator(".monaco-workbench .explorer-folders-view").waitFor();
    // What the extension contributes has arrived: a palette opened before it would not list its commands.
    await page.locator(".activitybar .action-label[aria-label='Trace Auditor']").waitFor();
    return new Workbench(page, folder, browser);
  }

  /** Puts everything away that was opened, and more files into the workspace: cheaper than another window. */
  async startOver(files: Files): Promise<void> {
    const { page } = this;
    const tabs = page.locator(".editor-group-container .tab");
    const dontSave = page.locator(".monaco-dialog-box .monaco-button", { hasText: "Don't Save" });
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Control+w");
    await expect
      .poll(
        async () => {
          if (await dontSave.isVisible()) await dontSave.click();
          return tabs.count();
        },
        { timeout: patience },
      )
      .toBe(0);
    await this.clearMessages();
    write(this.folder, files);
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** Changes the workspace's settings, as a person does who edits them by hand. */
  configure(settings: Readonly<Record<string, unknown>>): void {
    const file = join(this.folder, ".vscode", "settings.json");
    const present = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...present, ...settings }));
  }

  async setTheme(theme: Theme): Promise<void> {
    this.configure({ "workbench.colorTheme": themes[theme].name });
    await this.page.locator(`.monaco-workbench${themes[theme].mark}`).waitFor();
  }

  /**
   * Opens a file of the workspace by Quick Open. By its whole path: of a name alone VS Code looks in the list of files that
   * it made for the Quick Open before, where a new file is not.
   */
  async openFile(path: string): Promise<void> {
    const name = basename(path);
    await this.quickInput("Control+p", join(this.folder, path), name);
    await this.page.locator(".editor-group-container.active .tab.active", { hasText: name }).waitFor();
    await this.page.locator(".editor-instance .view-line").first().waitFor();
  }

  /** Runs a command of the palette by its title. */
  async runCommand(title: string): Promise<void> {
    await this.quickInput("F1", `>${title}`, title);
  }

  /**
   * Types into Quick Open or the palette, and takes the first row that holds the words. The palette lists what can be
   * run at the moment when it is opened: where the words are not there yet, it is opened again.
   */
  private async quickInput(key: string, text: string, words: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget input[type=text]");
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: words }).first();
    let isOpen = false;
    const isListed = async (): Promise<boolean> => {
      if (isOpen) await this.page.keyboard.press("Escape");
      isOpen = true;
      await this.page.keyboard.press(key);
      await input.fill(text);
      return row.waitFor({ timeout: patience / 10 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(isListed, { timeout: patience }).toBe(true);
    await row.click();
  }

  /** The marks under wrong text, of one severity. */
  squiggles(severity: "error" | "warning" | "info" = "error"): Locator {
    return this.page.locator(`.editor-instance .squiggly-${severity}`);
  }

  /** A line of the open editor as it is drawn; only lines in view are. */
  line(text: string): Locator {
    return this.page.locator(".editor-instance .view-line", { hasText: text });
  }

  /**
   * Rests the mouse on the first mark and waits for the hover with these words. VS Code draws the marks again when findings
   * arrive, and a lens above moves the lines: the mouse then rests on another line, and is brought to the mark again.
   */
  async hover(mark: Locator, words: string | RegExp): Promise<Locator> {
    const widget = this.page.locator(".monaco-hover:not(.hidden)", { hasText: words }).first();
    const isShown = async (): Promise<boolean> => {
      const box = await mark.first().boundingBox();
      if (box === null || box.width === 0) return false;
      const place = { x: box.x + Math.min(box.width / 2, 12), y: box.y + box.height / 2 };
      // One that opened for the line that was here before would stay: the mouse is within it.
      const others = this.page.locator(".monaco-hover:not(.hidden)");
      if ((await others.count()) > 0) await this.page.keyboard.press("Escape");
      // A hover opens for a mouse that moves and then rests.
      await this.page.mouse.move(place.x + 40, place.y + 60);
      await this.page.mouse.move(place.x, place.y, { steps: 5 });
      return widget.waitFor({ timeout: 4_000 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(isShown, { timeout: patience }).toBe(true);
    return widget;
  }

  /**
   * Opens the menu of fixes from the hover of the first mark, and waits for a row with these words. The hover offers it once
   * its fixes are known. The key for it would be lost where VS Code looks for a lightbulb at the same moment, which it
   * does a quarter of a second after the cursor moved.
   */
  async quickFixes(marks: Locator, words: string | RegExp): Promise<Locator> {
    const hover = await this.hover(marks, "Quick Fix");
    await hover.locator(".action", { hasText: "Quick Fix" }).first().click();
    const row = this.page.locator(".action-widget .monaco-list-row", { hasText: words }).first();
    await row.waitFor();
    return row;
  }

  /** Puts the cursor at the end of a line. */
  async cursorAtEndOf(lineText: string): Promise<void> {
    await this.line(lineText).first().click();
    await this.page.keyboard.press("Escape");
    await this.page.keyboard.press("End");
  }

  /** Types without what the editor would add by itself or complete. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 15 });
    await this.page.keyboard.press("Escape");
  }

  /** The rows of the Problems panel, files and problems, as they read. */
  async problems(): Promise<string[]> {
    await this.page.keyboard.press("Control+Shift+m");
    const rows = this.page.locator(".markers-panel .monaco-list-row");
    await rows.first().waitFor();
    return rows.allInnerTexts();
  }

  /** A message, which the test driver of VS Code keeps in their centre, behind the bell. */
  async message(words: string | RegExp): Promise<Locator> {
    const centre = this.page.locator(".notifications-center");
    const found = this.page.locator(".notification-list-item", { hasText: words });
    // It closes when its last message goes, as one does that another takes the place of.
    const isShown = async (): Promise<boolean> => {
      if (!(await centre.isVisible())) await this.page.locator("[id='status.notifications']").click();
      return found.isVisible();
    };
    await expect.poll(isShown, { timeout: patience }).toBe(true);
    // Away from the bell, whose tooltip lies over the buttons.
    await this.page.mouse.move(640, 300);
    return found;
  }

  private async clearMessages(): Promise<void> {
    const unread = this.page.locator("[id='status.notifications'] [class*='-dot']");
    if ((await unread.count()) > 0) await this.runCommand("Notifications: Clear All Notifications");
  }

  statusItem(text: string | RegExp): Locator {
    return this.page.locator(".statusbar-item", { hasText: text });
  }

  /** A picture for a person to look at, in test-results/. */
  async screenshot(name: string): Promise<string> {
    const path = join(root, "test-results", `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }
}

/** Writes the file by which the folder is opened as one of a workspace; undefined if it is opened alone. */
function workspaceFile(folder: string, settings: WindowOptions["workspaceSettings"]): string | undefined {
  if (settings === undefined) return undefined;
  const file = join(folder, "test.code-workspace");
  writeFileSync(file, JSON.stringify({ folders: [{ path: "." }], settings }));
  return file;
}

function write(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
