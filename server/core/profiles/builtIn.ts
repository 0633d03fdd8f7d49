import type { Profile } from "../model/profile";
import boxedAnswer from "./boxed-answer.json";
import hermes from "./hermes.json";
import { finishProfile, type ProfileData } from "./profileData";
import reasoningAnswer from "./reasoning-answer.json";
import rmR1 from "./rm-r1.json";
import rmR1Reasoning from "./rm-r1-reasoning.json";
import searchAgent from "./search-agent.json";
import thinkAnswer from "./think-answer.json";
import toolrl from "./toolrl.json";

/** The profiles that come with the product. Where two fit a file equally well, the earlier one is taken. */
export const builtInProfiles: readonly Profile[] = [
  toolrl,
  hermes,
  searchAgent,
  thinkAnswer,
  reasoningAnswer,
  rmR1,
  rmR1Reasoning,
  boxedAnswer,
].map((data) => finishProfile(data as ProfileData, undefined));
