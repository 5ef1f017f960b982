import 'server-only'

/** Does each one, whatever becomes of the others; throws what the first of the failed ones threw. */
export const doEach = async (ids: string[], work: (id: string) => Promise<unknown>): Promise<void> => {
  const failures: unknown[] = []
  for (const id of ids) await work(id).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}
