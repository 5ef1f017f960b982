import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { listenOnLoopback } from '@/lib/testing/ports'

import { type DatabaseGate, startDatabaseGate } from './database-gate'

let echo: Server
let gate: DatabaseGate

beforeAll(async () => {
  echo = createServer((socket) => {
    socket.on('error', () => {})
    socket.pipe(socket)
  })
  gate = await startDatabaseGate(`postgres://someone@127.0.0.1:${await listenOnLoopback(echo)}/desk?x=1`)
})

afterAll(async () => {
  await gate.shut()
  echo.close()
})

function enter(): Socket {
  return connect(Number(new URL(gate.url).port), '127.0.0.1')
}

test('the url keeps everything but host and port', () => {
  expect(gate.url).toMatch(/^postgres:\/\/someone@127\.0\.0\.1:\d+\/desk\?x=1$/)
})

test('shut ends what is open and refuses the next; open lets through again', async () => {
  const first = enter()
  first.write('hello')
  expect(String((await once(first, 'data'))[0])).toBe('hello')
  const firstEnded = new Promise((resolve) => {
    first.on('error', () => {}).once('close', resolve)
  })
  await gate.shut()
  await firstEnded
  await expect(once(enter(), 'connect')).rejects.toThrow(/ECONNREFUSED/)
  await gate.open()
  const second = enter()
  second.write('again')
  expect(String((await once(second, 'data'))[0])).toBe('again')
  second.destroy()
})
