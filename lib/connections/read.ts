import 'server-only'
import type { ConnectionName } from '@/lib/core/ids'
import { type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { listIntegrations } from '@/lib/integrations/list'
import { listConnectionLinks, readOpenOfConnections } from '@/lib/links/read-of-connections'
import type { ConnectionLink } from '@/lib/links/view'
import { readWithinLimit } from '@/lib/nango/rate-limit'
import { type FullConnection, readConnection } from '@/lib/nango/read-connection'

import { toConnectionView, toWaitingSubject } from './to-view'
import type { ConnectionDetail, NangoDetails } from './view'

/**
 * Fields of a connection's `connection_config` that say where an account is and not how to get into it: hosts, regions,
 * and ids of tenants. Written without case and separators. Of Nango's 146 field names that form an address
 * (packages/providers/providers.yaml) and of what providers' token answers add, such as `team.id`; user names, keys,
 * tokens, and whatever is not here are left out.
 */
const harmless = new Set(
  `accountid accountname accountsserver admindomain apidomain apihost apihostname apihosturl apiserver apisubdomain
  apitype apiversion apphost appid applicationid applicationurl authorizationdomain authorizehost baseurl
  build cloudid cloudprovider cluster company companyalias companydb companyid companyuuid countrycode database
  databasename databricksinstance dataregion dbinstance dc defaulthost domain domainprefix endpointurl environment
  environmentid environmenttype environmenturl extension firmid host hostname hosturl hubdomain hubid identityhostname
  identityserver identityurl installation installationid installationuuid instance instancedomain instancesubdomain
  instanceurl jirasubdomain launch location mcpserverurl oauthhostname oauthscopes oauthscopesoverride orgid
  organization organizationid organizationurl partnerid platform pod portal portalid portalroute practiceid
  projectid projectref projectslug projecturl realmid region regionid reportinginstance resource restaurantid
  restserverurl resturl scimendpoint scope scopes serverurl service serviceinstance shop shopid shopwareurl site
  siteid siteparameter snowflakeaccounturl store storecode storedomain storeid storeurl subdomain team teamid teamname
  tenant tenantid tenantname tld tokendomain userscope version workspace workspaceid workspacename`.split(
    /\s+/,
  ),
)

const mostCharacters = 300

const uuid = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi

/** A run of characters that no host, region or tenant's id has, but a key or a token does. */
const looksRandom = (text: string) =>
  text
    .replaceAll(uuid, '')
    .split(/[^\w+/=-]+/)
    .some(
      (run) =>
        (run.length >= 20 && /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run)) ||
        run.split(/[+/=_-]/).some((part) => part.length >= 20 && /\d/.test(part) && /[a-z]/i.test(part)),
    )

/** How tokens and keys of well-known makers begin. */
const knownSecret =
  /(?:^|[^a-z\d])(?:(?:[spr]k|xox[a-z]|xapp|gh[a-z]|github_pat|glpat|shp[a-z]{2}|ya29)[-_.]|akia[a-z\d]|eyj[a-z\d]|(?:bearer|basic)\s)/i

/** Whether a value may open something: whoever filled in the field may have mistaken it for another one. */
const looksSecret = (value: string) =>
  value.length > mostCharacters || /[@?#\n]/.test(value) || knownSecret.test(value) || looksRandom(value)

/** An address without its path, which may hold a secret. */
const withoutPath = (value: string) => {
  const address = /^[a-z][a-z\d+.-]*:\/\/\S+$/i.test(value) && URL.canParse(value) ? new URL(value) : null
  return address && address.pathname.length > 1 ? value.replace(/(?<=:\/\/[^/]+\/).*$/s, '…') : value
}

/** What may be shown of a field's value to everybody who is signed in; null for what stays hidden. */
export function shownConfigValue(field: string, value: unknown): string | null {
  if (!harmless.has(field.toLowerCase().replaceAll(/[^a-z\d]/g, ''))) return null
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string' || value === '') return null
  const shown = withoutPath(value)
  return looksSecret(shown) ? null : shown
}

/** The part of an address that says which server it is. Null where it cannot be read. */
export function originOf(address: string): string | null {
  const { origin } = URL.canParse(address) ? new URL(address) : { origin: 'null' }
  return origin === 'null' ? null : origin
}

/** What Nango says, or why it says nothing; and what the desk itself knows in any case. */
type ConnectionPage = { detail: Result<ConnectionDetail>; links: ConnectionLink[] }

/** One connection as it is now with the history of its links, for every role; never any credential. */
export async function readConnectionPage(ctx: StaffCtx, of: ConnectionName): Promise<ConnectionPage> {
  const [read, links] = await Promise.all([
    readWithinLimit(ctx, () => readConnection(ctx.nango, of.integrationKey, of.connectionId)),
    listConnectionLinks(ctx, of),
    // Only so that the integration can be called by its name.
    listIntegrations(ctx),
  ])
  if (!read.ok) return { detail: read, links }
  const maker = links.findLast(({ role }) => role === 'made')?.link
  const subject = toWaitingSubject(read.value)
  const open = (await readOpenOfConnections(ctx, [subject]))(subject)
  const madeBy = maker ? { linkId: maker.id, makerName: maker.makerName } : null
  return {
    detail: succeed({
      connection: toConnectionView(ctx, read.value, { ...open, madeBy }),
      updatedAt: read.value.updatedAt.toISOString(),
      details: toNangoDetails(read.value),
    }),
    links,
  }
}

const byName = (a: string, b: string) => a.localeCompare(b, 'en')

/** What every signed-in person may see of what Nango says: of metadata the names, of a webhook address the server. */
const toNangoDetails = (connection: FullConnection): NangoDetails => {
  const { errors, fetchedAt, webhookUrlOverride, connectionConfig, metadata } = connection
  return {
    faults: errors,
    fetchedAt: fetchedAt?.toISOString() ?? null,
    webhookOverride: webhookUrlOverride === null ? null : { origin: originOf(webhookUrlOverride) },
    config: Object.entries(connectionConfig)
      .map(([name, value]) => ({ name, value: shownConfigValue(name, value) }))
      .toSorted((a, b) => byName(a.name, b.name)),
    metadataKeys: Object.keys(metadata).toSorted(byName),
  }
}
