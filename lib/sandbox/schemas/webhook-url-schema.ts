import { BlockList, isIP } from 'node:net'

import { z } from 'zod'

const closedNets = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  closedNets.addSubnet(net, prefix, 'ipv4')
}
for (const [net, prefix] of [
  ['::', 127],
  ['::ffff:0:0', 96],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  closedNets.addSubnet(net, prefix, 'ipv6')
}

const closedNames = ['localhost', 'metadata.google.internal']

/**
 * An address of the customer's own backend, or "" for none; Nango refuses its own hosts, and inner networks unless its
 * outbound policy is relaxed. Source: packages/server/lib/helpers/validation.ts.
 */
export function webhookUrl(areInnerHostsRefused: boolean) {
  return (
    z
      // Aborting, so that a text that is no URL fits neither choice, and the union says so.
      .union([z.url({ abort: true }), z.literal('')])
      .optional()
      .refine((text) => !text || !URL.canParse(text) || !isNangos(new URL(text).hostname), {
        message: "Webhook URLs cannot point to Nango's domain (nango.dev).",
      })
      .refine((text) => !text || !URL.canParse(text) || isOpen(new URL(text), areInnerHostsRefused), {
        message: 'This webhook URL is not allowed.',
      })
  )
}

function isNangos(hostname: string): boolean {
  return /(^|\.)nango\.dev\.*$/.test(hostname)
}

function isOpen({ protocol, hostname }: URL, areInnerHostsRefused: boolean): boolean {
  if (protocol !== 'http:' && protocol !== 'https:') return false
  return !areInnerHostsRefused || !isInner(hostname.replace(/^\[|\]$/g, '').replace(/\.$/, ''))
}

function isInner(host: string): boolean {
  const family = isIP(host)
  if (family !== 0) {
    return closedNets.check(host, family === 4 ? 'ipv4' : 'ipv6')
  }
  return closedNames.some((name) => host === name || host.endsWith(`.${name}`))
}
