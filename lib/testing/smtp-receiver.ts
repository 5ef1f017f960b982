import { connect, createServer, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'

import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'

import type { Smtp } from '@/lib/settings/mail'

import { listenOnLoopback } from './ports'

/** Where something goes wrong: at the greeting, the login, the sender, the recipient, or once the whole mail came. */
export type SmtpStep = 'connect' | 'auth' | 'mail' | 'rcpt' | 'data'

/**
 * What goes wrong. `hang`: no answer. `cut`: the connection is gone instead of an answer; at `data` nothing of the mail is kept.
 * `taken`: the mail is kept, and the connection gone before the server says so. `answer`: what the server says instead.
 */
export type SmtpFault =
  | { at: SmtpStep; kind: 'hang' | 'cut' }
  | { at: 'data'; kind: 'taken' }
  | { at: SmtpStep; kind: 'answer'; code: number; text: string }

export type TakenMail = { id: string; to: string; from: string; raw: string; isAcknowledged: boolean }

type Options = Partial<SMTPServerOptions> & { login?: { user: string; pass: string } }

const toTaken = (raw: string, { envelope }: SMTPServerSession): TakenMail => ({
  id: /^message-id: <(.*)>\r?$/im.exec(raw)?.[1] ?? '',
  to: envelope.rcptTo[0]?.address ?? '',
  from: envelope.mailFrom ? envelope.mailFrom.address : '',
  raw,
  isAcknowledged: false,
})

/** A real mail server on loopback that says wrong things where told to. */
export const startSmtpReceiver = async ({ login, ...options }: Options = {}) => {
  const sockets = new Set<Socket>()
  const taken: TakenMail[] = []
  const state = {
    /** What goes wrong with a mail to an address; null for nothing. At the greeting and the login the address is not known. */
    faultOf: (_to: string, _at: SmtpStep): SmtpFault | null => null,
    /** Awaited between taking a mail and saying so. */
    beforeAnswer: (_mail: TakenMail): Promise<void> => Promise.resolve(),
    connections: 0,
  }
  const socketOf = ({ remotePort }: SMTPServerSession) =>
    [...sockets].find((socket) => socket.remotePort === remotePort)

  type GoOn = (error?: Error) => void
  const ask = (at: SmtpStep, session: SMTPServerSession, to: string, goOn: GoOn) =>
    meet(at, session, state.faultOf(to, at), goOn)
  const meet = (at: SmtpStep, session: SMTPServerSession, fault: SmtpFault | null, goOn: GoOn) => {
    if (fault?.at !== at || fault.kind === 'taken') return goOn()
    if (fault.kind === 'cut') socketOf(session)?.destroy()
    if (fault.kind === 'answer') goOn(Object.assign(new Error(fault.text), { responseCode: fault.code }))
  }

  const server = new SMTPServer({
    hideENHANCEDSTATUSCODES: true,
    disableReverseLookup: true,
    hideSTARTTLS: true,
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disabledCommands: login ? [] : ['AUTH'],
    closeTimeout: 50,
    onConnect: (session, goOn) => {
      state.connections += 1
      ask('connect', session, '', goOn)
    },
    onAuth: ({ username, password }, session, goOn) =>
      ask('auth', session, '', (error) => {
        if (error) return goOn(error)
        const isRight = username === login?.user && password === login?.pass
        if (isRight) goOn(null, { user: username })
        else goOn(Object.assign(new Error(`5.7.8 Who is ${username}?`), { responseCode: 535 }))
      }),
    onMailFrom: (_, session, goOn) => ask('mail', session, '', goOn),
    onRcptTo: ({ address }, session, goOn) => ask('rcpt', session, address, goOn),
    onData: (stream, session, goOn) => {
      const taking = buffer(stream).then(async (bytes) => {
        const mail = toTaken(bytes.toString(), session)
        const fault = state.faultOf(mail.to, 'data')
        if (fault?.at !== 'data' || fault.kind === 'taken') {
          taken.push(mail)
          await state.beforeAnswer(mail)
        }
        if (fault?.kind === 'taken') return socketOf(session)?.destroy()
        return meet('data', session, fault, (error) => {
          mail.isAcknowledged = !error && socketOf(session)?.destroyed === false
          goOn(error)
        })
      })
      // The client was gone before all of it came.
      taking.catch(() => {})
    },
    ...options,
  })
  // A client that goes away is no fault of the server.
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const smtp: Smtp = { host: '127.0.0.1', port, tls: 'none', login: login ?? null }
  return {
    port,
    smtp,
    url: `smtp://${login ? `${login.user}:${login.pass}@` : ''}127.0.0.1:${port}?tls=none`,
    taken,
    /** How many connections there were. */
    connections: () => state.connections,
    /** Sets what goes wrong from now on, as a fault for all, by address, or not at all. */
    setFault: (fault: SmtpFault | null | ((to: string, at: SmtpStep) => SmtpFault | null)) => {
      state.faultOf = typeof fault === 'function' ? fault : () => fault
    },
    beforeAnswer: (wait: (mail: TakenMail) => Promise<void>) => {
      state.beforeAnswer = wait
    },
    /** Forgets what came and what goes wrong, and ends what hangs. */
    reset: () => {
      for (const socket of sockets) socket.destroy()
      taken.length = 0
      state.connections = 0
      state.faultOf = () => null
      state.beforeAnswer = () => Promise.resolve()
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

export type SmtpReceiver = Awaited<ReturnType<typeof startSmtpReceiver>>

/** What a server says, a byte every 100 ms. */
export const startDrip = async (smtp: Smtp) => {
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(smtp.port, smtp.host)
    const bytes: number[] = []
    const timer = setInterval(() => {
      const next = bytes.shift()
      if (next !== undefined) client.write(Buffer.from([next]))
    }, 100)
    upstream.on('data', (chunk) => bytes.push(...chunk))
    client.on('data', (chunk) => upstream.write(chunk))
    const end = () => {
      clearInterval(timer)
      upstream.destroy()
      client.destroy()
      sockets.delete(client)
    }
    sockets.add(client)
    for (const socket of [client, upstream]) socket.on('close', end).on('error', end)
  })
  const port = await listenOnLoopback(server)
  return {
    smtp: { ...smtp, port },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
