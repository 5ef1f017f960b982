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

const closedNames = ['localhost', 'nango.dev', 'metadata.google.internal']

/** An address of the customer's own backend, or "" for none; Nango refuses its own hosts and inner networks. */
export const WebhookUrl = z.string().superRefine((text, context) => {
  if (text === '') {
    return
  }
  if (!URL.canParse(text)) {
    context.addIssue({ code: 'invalid_format', format: 'url', message: 'Invalid URL' })
  } else if (isClosed(new URL(text))) {
    context.addIssue({ code: 'custom', message: 'This webhook URL is not allowed.' })
  }
})

function isClosed({ protocol, hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const family = isIP(host)
  if (protocol !== 'http:' && protocol !== 'https:') {
    return true
  }
  if (family !== 0) {
    return closedNets.check(host, family === 4 ? 'ipv4' : 'ipv6')
  }
  return closedNames.some((name) => host === name || host.endsWith(`.${name}`))
}
