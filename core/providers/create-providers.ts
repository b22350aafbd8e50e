import type { ProviderId } from '../domain/names'
import type { Clock } from '../domain/time'
import type { Store } from '../store/store'
import { connectionOf, settingsOf } from '../store/workspace'
import { createCalendlyProvider } from './calendly/calendly-provider'
import { CalendlyClient } from './calendly/client'
import { ClockCheck } from './clock-check'
import { GhlClient } from './ghl/client'
import { createGhlProvider } from './ghl/ghl-provider'
import { createGhlPeople } from './ghl/people'
import type { HttpAnswer } from './http'
import type { People } from './people'
import type { BookingProvider, KnownTargets } from './provider'

export interface Providers {
  providers: Record<ProviderId, BookingProvider>
  people: People
  calendly: CalendlyClient
  ghl: GhlClient
  clockCheck: ClockCheck
}

/** Both providers over one store. Addresses and tokens are read anew for each call: both may change while the app runs. */
export function createProviders(ports: {
  store: Store
  clock: Clock
  baseUrl: (provider: ProviderId) => string
  token: (provider: ProviderId) => string | null
}): Providers {
  const { store, clock, baseUrl, token } = ports
  const settings = () => settingsOf(store)
  const connectionPorts = (id: ProviderId) => ({
    connection: () => connectionOf(store, id),
    rememberTargets: (found: KnownTargets) =>
      store.transact('connection.targets', (transaction) => {
        transaction.put('connections', { ...connectionOf(transaction, id), ...found })
      }),
  })
  const clockCheck = new ClockCheck(clock)
  const clientPorts = (id: ProviderId) => ({
    baseUrl: () => baseUrl(id),
    token: () => token(id),
    onAnswer: (answer: HttpAnswer) => {
      clockCheck.heard(id, answer)
    },
  })
  const calendly = new CalendlyClient(clientPorts('calendly'))
  const ghl = new GhlClient(clientPorts('ghl'))
  return {
    clockCheck,
    calendly,
    ghl,
    people: createGhlPeople(ghl),
    providers: {
      calendly: createCalendlyProvider({ client: calendly, clock, settings, ...connectionPorts('calendly') }),
      ghl: createGhlProvider({ client: ghl, clock, settings, ...connectionPorts('ghl') }),
    },
  }
}
