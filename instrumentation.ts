export async function register() {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { startDesk } = await import('@/lib/doors/start-desk')
  await startDesk()
}
