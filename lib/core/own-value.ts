/** What a list of ours says of a name from outside: every object answers to `constructor` and its like by itself. */
export const ownValue = <T>(values: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined
