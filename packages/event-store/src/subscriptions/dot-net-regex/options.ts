/** The options that an expression may set for itself, by .NET's letters. */
type Option = 'i' | 'm' | 'n' | 's' | 'x';

export type Options = ReadonlySet<Option>;

export const noOptions: Options = new Set();

/** What holds after `(?i-s)` or within `(?i-s:…)`; `letters` is what stands behind the question mark. */
export function withOptions(options: Options, letters: string): Options {
  const set = new Set(options);
  let isOn = true;
  for (const letter of letters.toLowerCase()) {
    if (letter === '+' || letter === '-') isOn = letter === '+';
    else if (isOn) set.add(letter as Option);
    else set.delete(letter as Option);
  }
  return set;
}
