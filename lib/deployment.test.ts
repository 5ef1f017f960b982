import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { z } from 'zod'

import { SettingsInput } from './settings/catalogue'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const isSetting = (name: string) => name in SettingsInput.shape
const { version, scripts } = z
  .object({ version: z.string(), scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')))
const dockerfile = read('Dockerfile')
const port = Number(/^EXPOSE (\d+)$/m.exec(dockerfile)?.[1])

describe('the image', () => {
  it('stands on the Node of .nvmrc, runs as nobody special, and is asked for its health', () => {
    const major = read('.nvmrc').trim()
    const bases = [...dockerfile.matchAll(/^FROM node:(\d+)-/gm)].map(([, base]) => base)
    expect(bases).toEqual([major, major])
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))
    expect(last).toMatch(/^USER node$/m)
    expect(last).toMatch(/^HEALTHCHECK /m)
    expect(last).toContain('org.opencontainers.image.version')
    expect(dockerfile).not.toMatch(/^(ARG|ENV) .*(KEY|SECRET)/m)
  })
  it('is built without what must not be in it', () => {
    const left = read('.dockerignore').split('\n')
    for (const path of [
      '.git',
      '.env*',
      'secrets',
      'desk.env',
      '.data',
      'node_modules',
      'e2e',
      'lib/testing',
    ])
      expect(left).toContain(path)
  })
})

describe('compose.yaml', () => {
  const Service = z.object({
    environment: z.record(z.string(), z.string()).default({}),
    secrets: z.array(z.string()).default([]),
    depends_on: z.record(z.string(), z.object({ condition: z.literal('service_healthy') })).default({}),
    stop_grace_period: z.string().optional(),
    volumes: z.array(z.string()).default([]),
    command: z.array(z.string()).default([]),
  })
  const compose = z
    .object({
      services: z.record(z.string(), Service),
      secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
      volumes: z.record(z.string(), z.null()),
    })
    .parse(parse(read('compose.yaml')))
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'desk-compose-'))
    cpSync(join(root, '.github/deploy'), join(folder, '.github/deploy'), { recursive: true })
    execFileSync('sh', ['.github/deploy/prepare.sh', 'desk.example.com'], { cwd: folder })
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('names only what it has: services, secrets, volumes, settings', () => {
    for (const [name, { secrets, depends_on, volumes, environment }] of Object.entries(compose.services)) {
      expect(Object.keys(compose.secrets), name).toEqual(expect.arrayContaining(secrets))
      expect(Object.keys(compose.services), name).toEqual(expect.arrayContaining(Object.keys(depends_on)))
      expect(Object.keys(compose.volumes), name).toEqual(
        expect.arrayContaining(volumes.map((volume) => volume.split(':')[0])),
      )
      if (name !== 'desk') continue
      for (const [setting, value] of Object.entries(environment)) {
        expect(isSetting(setting.replace(/_FILE$/, '')), setting).toBe(true)
        if (setting.endsWith('_FILE')) expect(secrets).toContain(value.replace('/run/secrets/', ''))
      }
    }
    expect(compose.services['proxy']?.command).toContain(`desk:${port}`)
    expect(Number.parseInt(compose.services['desk']?.stop_grace_period ?? '', 10)).toBeGreaterThanOrEqual(25)
  })
  it('finds every secret where the one step before it puts it, and a second time keeps them', () => {
    const readAll = () =>
      Object.values(compose.secrets).map(({ file }) => [file, readFileSync(join(folder, file), 'utf8')])
    const secrets = readAll()
    for (const [file, text] of secrets) if (file !== 'secrets/NANGO_API_KEY') expect(text, file).not.toBe('')
    const { DATABASE_URL: url, DATABASE_PASSWORD: password } = compose.secrets
    expect(readFileSync(join(folder, url?.file ?? ''), 'utf8')).toContain(
      `:${readFileSync(join(folder, password?.file ?? ''), 'utf8').trim()}@database/`,
    )
    expect(readFileSync(join(folder, 'desk.env'), 'utf8')).toBe('APP_ORIGIN=https://desk.example.com\n')
    execFileSync('sh', ['.github/deploy/prepare.sh', 'other.example.com'], { cwd: folder })
    expect(readAll()).toEqual(secrets)
    expect(statSync(join(folder, 'secrets')).isDirectory()).toBe(true)
  })
})

describe('the example for Kubernetes', () => {
  const documents = parseAllDocuments(read('.github/deploy/kubernetes.yaml'))
  const Probe = z.object({
    httpGet: z.object({ path: z.string(), port: z.literal('http') }),
    periodSeconds: z.number(),
  })
  const Container = z.object({
    name: z.string(),
    image: z.string(),
    command: z.array(z.string()).optional(),
    ports: z.array(z.object({ name: z.literal('http'), containerPort: z.number() })).default([]),
    env: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
    startupProbe: Probe.optional(),
    livenessProbe: Probe.optional(),
    readinessProbe: Probe.optional(),
    securityContext: z.object({
      allowPrivilegeEscalation: z.literal(false),
      readOnlyRootFilesystem: z.literal(true),
    }),
    resources: z.object({ requests: z.object({ cpu: z.string(), memory: z.string() }) }),
  })
  const Pod = z.object({
    securityContext: z.looseObject({ runAsNonRoot: z.literal(true), runAsUser: z.number().min(1) }),
    terminationGracePeriodSeconds: z.number().optional(),
    containers: z.array(Container).length(1),
  })
  const Resource = z.object({
    apiVersion: z.string(),
    kind: z.enum(['Job', 'Deployment', 'Service', 'PodDisruptionBudget']),
    metadata: z.object({ name: z.string().regex(/^[a-z0-9-]+$/) }),
    spec: z.object({ template: z.object({ spec: Pod }).optional() }),
  })
  const resources = documents.map((document) => Resource.parse(document.toJS()))
  const containers = resources.flatMap(({ spec }) => spec.template?.spec.containers ?? [])

  it('is well formed, and runs one version', () => {
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([])
    expect(resources.map(({ kind }) => kind)).toEqual(['Job', 'Deployment', 'Service', 'PodDisruptionBudget'])
    expect(new Set(containers.map(({ image }) => image)).size).toBe(1)
  })
  it('asks routes that there are, on the port of the image, and gives time to stop', () => {
    const probes = containers.flatMap((one) => [one.startupProbe, one.livenessProbe, one.readinessProbe])
    const paths = probes.flatMap((probe) => (probe ? [probe.httpGet.path] : []))
    expect(paths).toHaveLength(3)
    expect(paths.filter((path) => !existsSync(join(root, 'app', path, 'route.ts')))).toEqual([])
    const ports = containers.flatMap((one) => one.ports.map(({ containerPort }) => containerPort))
    expect(ports).toEqual([port])
    const settings = containers.flatMap(({ env }) => env.map(({ name }) => name))
    expect(settings.filter((name) => !isSetting(name))).toEqual([])
    const pod = resources.find(({ kind }) => kind === 'Deployment')?.spec.template?.spec
    const delay = pod?.containers[0]?.env.find(({ name }) => name === 'SHUTDOWN_DELAY_SECONDS')?.value
    expect(pod?.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(Number(delay) + 25)
    const migrate = containers.find(({ name }) => name === 'migrate')
    expect(scripts).toHaveProperty(migrate?.command?.at(-1) ?? '')
  })
})

describe('releases', () => {
  it('the changelog begins with the version of package.json', () => {
    expect(/^## (\S+)/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version)
  })
  it('workflows are well formed and run scripts that there are', () => {
    const folder = join(root, '.github/workflows')
    const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
    expect(texts).toHaveLength(2)
    for (const text of texts) {
      const [document] = parseAllDocuments(text)
      expect(document?.errors).toEqual([])
      for (const [, script = ''] of text.matchAll(/npm run ([a-z:]+)/g))
        expect(scripts).toHaveProperty([script])
      for (const [, action = ''] of text.matchAll(/uses: (\S+)/g))
        expect(action).toMatch(/^actions\/[a-z-]+@v\d+$/)
    }
    expect(JSON.parse(read('.github/renovate.json'))).toHaveProperty('extends')
  })
  it('CI brings every program that npm test would install as root', () => {
    const sources = ['lib/testing', 'e2e'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.startsWith('engines/'))
        .map((file) => read(join(folder, file))),
    )
    const packages = sources.flatMap((text) =>
      [...text.matchAll(/(?:apt-get install|\$\{command\}) ([a-z][\w-]+)/g)].map(([, name = '']) => name),
    )
    expect(packages).toContain('nginx-light')
    const ci = read('.github/workflows/ci.yml')
    for (const name of packages) expect(ci).toMatch(new RegExp(`sudo apt-get install --yes .*\\b${name}\\b`))
  })
})
