import 'next-auth'
import 'next-auth/jwt'

declare module 'next-auth' {
  interface User {
    demoRole?: string
    sessionId?: string
  }
  interface Session {
    sessionId: string | null
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    sessionId?: string
  }
}
