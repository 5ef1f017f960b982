import { getReady } from '@/lib/process/health'

export { getReady as GET }
