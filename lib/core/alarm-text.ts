import { fact, type EventFacts } from './event-facts'

const orOthers = (facts: EventFacts) => {
  const count = Number(facts['otherLinks'] ?? 0)
  if (count === 0) return ''
  return count === 1 ? ', or of one other link' : `, or of one of ${count} other links`
}

/** An alarm as a sentence of a history; a guess is told as one. */
export const alarmText = (facts: EventFacts, integration: string): string => {
  const guess = fact(facts, 'guess')
  if (guess === 'untagged')
    return `A connection with ${integration} appeared that bears no tags. It may have come of this link, after its end${orOthers(facts)}.`
  if (guess === 'replaced')
    return `The account of the connection ${fact(facts, 'connection') ?? ''} was replaced. It may have come of this link, after its end${orOthers(facts)}.`
  return `A second connection with ${integration} came through this link. Nobody expected it.`
}

/** How an alarm was settled. */
export const settledText = (facts: EventFacts): string => {
  const connection = `the connection ${fact(facts, 'connection') ?? ''}`.trimEnd()
  const how = fact(facts, 'how')
  if (how === 'disconnected') return `Settled the alarm: ${connection} was removed.`
  if (how === 'left')
    return `Settled the alarm: ${connection} is none of this desk’s links’ and stays as it is.`
  const confirmed = fact(facts, 'confirmed')
  return confirmed === null
    ? `Settled the alarm: ${connection} has tags now.`
    : `Settled the alarm: ${connection} came of the link ${confirmed} and was tagged for its customer.`
}
