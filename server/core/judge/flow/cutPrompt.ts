/** Too few prompts to tell what is usual. */
const fewest = 3;

/**
 * Tells where a server has silently cut a prompt (Ollama keeps the system message and the last one, and drops the
 * middle): it counts far fewer tokens than its other prompts let expect.
 */
export class CutPrompts {
  /** Characters a token, of prompts that were whole. */
  private readonly ratios: number[] = [];

  /** Was it cut? Learns from it where it was not. */
  isCut(characters: number, tokens: number | undefined): boolean {
    if (tokens === undefined || tokens === 0 || characters === 0) return false;
    const ratio = characters / tokens;
    const usual = this.usual();
    if (usual !== undefined && ratio > 2 * usual && characters / usual - tokens > 200) return true;
    if (this.ratios.length < 101) this.ratios.push(ratio);
    return false;
  }

  /** The median. */
  private usual(): number | undefined {
    if (this.ratios.length < fewest) return undefined;
    const sorted = [...this.ratios].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  }
}
