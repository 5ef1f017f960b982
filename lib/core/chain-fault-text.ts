/** How the chain of events may be broken: at an event, before its first, after its last, or it has no record of its ends. */
export type ChainFault = 'changed' | 'missing' | 'before_first' | 'after_last' | 'no_ends'

/** What happened to the first event that is not as it was written. */
export const chainFaultTexts: Record<ChainFault, string> = {
  changed: 'this event, or the record of the one before it, was changed',
  missing: 'it is missing',
  before_first: 'it stands before the beginning of the log',
  after_last: 'it stands after the end of the log',
  no_ends: 'the record of where the log begins and ends is gone',
}
