/** One measured line: our figure beside what it is measured against in the same run, and its budget. */
export type Line = {
  what: string
  ours: string
  beside: string
  figure: number
  budget: number
  unit: string
  /** More is better: the budget is the least that is wanted. */
  isLeast?: true
}

export const isWithin = ({ figure, budget, isLeast }: Line) => (isLeast ? figure >= budget : figure <= budget)

export const printLines = (lines: Line[]) => {
  for (const line of lines) {
    const verdict = isWithin(line) ? 'within' : 'OVER  '
    const figure = `${line.figure.toFixed(3)} ${line.unit}, budget ${line.isLeast ? 'at least ' : ''}${line.budget}`
    process.stdout.write(`${verdict}  ${line.what}\n        ${line.ours} | ${line.beside} | ${figure}\n`)
  }
}
