/** The addresses of customers: on a host of their own, where the settings say so, there are no others. */
export const customerRoutes = {
  /** A hand-off link's page. */
  page: (code: string) => `/c/${code}` as const,
  report: (code: string) => `/c/${code}/report` as const,
  receipt: (code: string) => `/c/${code}/receipt` as const,
  /** Takes the forms of these pages, and leads back to one of them. */
  act: (code: string) => `/c/${code}/act` as const,
  /** What the page's script asks: for a connect session, and to keep what Connect UI said. */
  session: () => '/api/customer/session' as const,
  event: () => '/api/customer/event' as const,
}
