/** With fewer prompts the usual ratio is unknown. */
const fewest = 3;
/** More of them would not change the usual ratio. */
const most = 101;

/**
 * Detects that a server has silently cut a prompt (Ollama keeps the system message and the last one, and drops the
 * middle): it counts far fewer tokens than its other prompts would suggest.
 */
export class CutPrompts {
  /** Characters per token, of prompts that were whole. */
  private readonly ratios: number[] = [];
  private median: number | undefined;

  /** Was it cut? If not, its ratio is remembered. */
  isCut(characters: number, tokens: number | undefined): boolean {
    if (tokens === undefined || tokens === 0 || characters === 0) return false;
    const ratio = characters / tokens;
    const usual = this.usual();
    if (usual !== undefined && ratio > 2 * usual && characters / usual - tokens > 200) return true;
    if (this.ratios.length < most) {
      this.ratios.push(ratio);
      this.median = undefined;
    }
    return false;
  }

  /**
   * Would it be cut, if the server's window has so many tokens? Only said of what is too long by any count: at the usual
   * ratio, or at six characters a token where that is not known yet.
   */
  wouldBeCut(characters: number, window: number): boolean {
    return characters / Math.max(6, this.usual() ?? 0) > window;
  }

  /** The median. */
  private usual(): number | undefined {
    if (this.ratios.length < fewest) return undefined;
    return (this.median ??= [...this.ratios].sort((a, b) => a - b)[Math.floor(this.ratios.length / 2)]);
  }
}
