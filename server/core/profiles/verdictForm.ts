import type { Profile } from "../model/profile";
import type { Sample } from "../model/sample";
import { formsRead, type JudgeForm } from "../verdicts/forms/form";
import { recogniseForm } from "../verdicts/forms/recogniseForm";

const known = new WeakMap<Profile, Map<string, Profile>>();

/**
 * A profile of judges, with the one form of verdicts that a file's judges write. Its name is the profile's with the form's
 * behind a slash, by which another thread finds it.
 */
function inForm(profile: Profile, form: JudgeForm): Profile {
  const ofProfile = known.get(profile) ?? new Map<string, Profile>();
  known.set(profile, ofProfile);
  let made = ofProfile.get(form.id);
  if (made === undefined) {
    made = { ...profile, name: `${profile.name}/${form.id}`, readers: form.readers.map(({ name }) => name) };
    ofProfile.set(form.id, made);
  }
  return made;
}

/** The profile of a file whose verdicts most samples that show a form write in that one; else the profile as it is. */
export function inFormOf(samples: readonly Sample[], profile: Profile): Profile {
  const forms = formsRead(profile.readers);
  if (forms.length < 2) return profile;
  const votes = new Map<JudgeForm, number>();
  let all = 0;
  for (const { turns, completion } of samples) {
    const prompt = turns.map((turn) => turn.part?.text ?? "").join("\n");
    const form = recogniseForm(prompt, completion.text, forms);
    if (form === undefined) continue;
    all++;
    votes.set(form, (votes.get(form) ?? 0) + 1);
  }
  for (const [form, count] of votes) if (2 * count > all) return inForm(profile, form);
  return profile;
}

/** The profile in a form, by the name that {@link inFormOf} gave it; undefined for other names. */
export function inFormNamed(name: string, profiles: readonly Profile[]): Profile | undefined {
  const slash = name.lastIndexOf("/");
  const profile = profiles.find((one) => one.name === name.slice(0, Math.max(0, slash)));
  const form = profile && formsRead(profile.readers).find(({ id }) => id === name.slice(slash + 1));
  return profile && form && inForm(profile, form);
}

/** The name that people know a profile by: without the form that a file's judges write. */
export function shownProfileName({ name, readers }: Pick<Profile, "name" | "readers">): string {
  const [form, ...others] = formsRead(readers);
  const ending = form === undefined || others.length > 0 ? "" : `/${form.id}`;
  return ending !== "" && name.endsWith(ending) ? name.slice(0, -ending.length) : name;
}
