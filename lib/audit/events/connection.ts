import { z } from 'zod'

import { defineEvent, inBrackets, inWords } from './entry'

const text = z.string()
const subject = { connection: text, integration: text }
/** Which tags a change was about: their names, never their values. */
const change = { ...subject, tags: text.optional() }

export const connectionEvents = {
  'connection.broken': defineEvent({
    title: 'Connection broken',
    group: 'connections',
    facts: { ...subject, error: text.nullable() },
    sentence: ({ connection, integration }) =>
      connection === null
        ? 'The credentials of a connection are dead: it must be reconnected.'
        : `Nango could not refresh the credentials of the connection ${connection}${inBrackets(integration)}: it must be reconnected.`,
  }),
  'connection.retag_asked': defineEvent({
    title: 'Change of tags asked for',
    group: 'connections',
    facts: change,
    sentence: ({ connection, tags }) =>
      connection === null
        ? 'Asked for the tags of a connection to be changed.'
        : `Asked for the tags of the connection ${connection} to be changed${inBrackets(tags)}.`,
  }),
  'connection.retagged': defineEvent({
    title: 'Tags changed',
    group: 'connections',
    facts: change,
    sentence: ({ connection, tags }) =>
      connection === null
        ? 'Changed the tags of a connection.'
        : `Changed the tags of the connection ${connection}${inBrackets(tags)}.`,
  }),
  'connection.disconnect_asked': defineEvent({
    title: 'Removal asked for',
    group: 'connections',
    facts: change,
    sentence: ({ connection, integration }) =>
      connection === null
        ? 'Asked for a connection to be removed.'
        : `Asked for the connection ${connection} to be removed${inBrackets(integration)}.`,
  }),
  'connection.disconnected': defineEvent({
    title: 'Connection removed',
    group: 'connections',
    facts: change,
    sentence: ({ connection, integration }) =>
      connection === null
        ? 'Removed a connection.'
        : `Removed the connection ${connection}${inBrackets(integration)}.`,
  }),
  'connection.change_failed': defineEvent({
    title: 'Connection not changed',
    group: 'connections',
    facts: { ...change, change: text, code: text },
    sentence: ({ connection, change: kind, code }) => {
      if (connection === null) return 'A connection was not changed.'
      const why = code === null ? '' : `: ${inWords(code)}`
      return kind === 'disconnect'
        ? `The connection ${connection} was not removed${why}.`
        : `The tags of the connection ${connection} were not changed${why}.`
    },
  }),
  'connection.change_unknown': defineEvent({
    title: 'Change not known',
    group: 'connections',
    facts: { ...change, change: text },
    sentence: ({ connection, change: kind }) => {
      if (connection === null) return 'It is not known whether a connection was changed.'
      return kind === 'disconnect'
        ? `It is not known whether the connection ${connection} was removed. Look at it to see.`
        : `It is not known whether the tags of the connection ${connection} were changed. Look at it to see.`
    },
  }),
}
