import type { MethodName, Request, Response } from '../../../core/api/contract'
import { PROVIDER_NAMES, providerIdSchema, type ProviderId } from '../../../core/domain/names'
import { DAY, MINUTE, toInstant } from '../../../core/domain/time'
import { startCalendlySandbox, type CalendlySandbox } from '../../../core/sandbox/calendly'
import { startGhlSandbox, type GhlSandbox } from '../../../core/sandbox/ghl'
import { openStarts } from '../../../core/sandbox/shared/open-hours'
import { createSlotkeeper, type Slotkeeper } from '../../../core/slotkeeper'
import { memorySecrets } from '../../../core/store/secret-file'
import { TestClock } from '../../support/clock'
import { NEW_YORK, NOW } from '../../support/fixtures'
import { inTemporaryFolder } from './workspaces'

const MEETINGS = 500
/** Day and night, so that all meetings find room in one calendar. */
const OPEN_HOURS = { weekdays: [1, 2, 3, 4, 5, 6, 7], opens: '00:00', closes: '23:30' }
/** Far more than it takes: a catch-up that does not end is a mistake. */
const MOST_RUNS = 60

type Provider = Awaited<ReturnType<typeof startProvider>>

/**
 * 500 leads booked on the provider's page while the app was off for three days: the work from the start until all of it
 * is read back, and of reading it once more when nothing is new. The sandboxes answer at once and allow as many calls as
 * the providers do, on a clock that is moved by a minute between runs.
 */
export async function benchCatchUp(say: (line: string) => void): Promise<void> {
  for (const id of providerIdSchema.options) {
    await inTemporaryFolder(async (folder) => {
      const clock = new TestClock(NOW)
      const provider = await startProvider(id, clock)
      const secrets = memorySecrets()
      const open = () => openSlotkeeper(folder, { provider, clock, secrets })

      const before = await open()
      await before.start()
      await call(before, 'settings.save', provider.settings)
      await call(before, 'secret.set', { name: `${id}.token`, value: provider.token })
      for (const email of EMAILS)
        await call(before, 'leads.create', {
          firstName: 'Ada',
          lastName: '',
          company: '',
          emails: [email],
          phones: [],
          zone: null,
        })
      await before.runDue()
      await before.stop()

      clock.moveBy(3 * DAY)
      provider.bookAll()
      const after = await open()
      const all = `${String(MEETINGS)} meetings on ${PROVIDER_NAMES[id]}`
      say(await measureCatchUp(`Catching up with ${all}`, { provider, clock, after }, () => after.start()))
      clock.moveBy(MINUTE)
      say(
        await measureCatchUp(`Reading ${all} again`, { provider, clock, after }, () =>
          after.reconcileNow('wake'),
        ),
      )
      await after.stop()
      await provider.stop()
    })
  }
}

const EMAILS = Array.from({ length: MEETINGS }, (_, index) => `lead-${String(index)}@example.com`)

/** From `begin` until the console has a new sentence about what was found. */
async function measureCatchUp(
  name: string,
  parts: { provider: Provider; clock: TestClock; after: Slotkeeper },
  begin: () => Promise<void>,
): Promise<string> {
  const { provider, clock, after } = parts
  const told = async () => (await call(after, 'workspace.get', {})).reconcile[provider.id]
  const toldBefore = await told()
  const callsBefore = provider.calls()
  const started = performance.now()
  await begin()
  await after.runDue()
  let runs = 1
  for (; (await told())?.lastAt === toldBefore?.lastAt; runs += 1) {
    if (runs === MOST_RUNS) throw new Error(`${name} does not come to an end.`)
    clock.moveBy(MINUTE)
    await after.runDue()
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(2)
  const calls = String(provider.calls() - callsBefore)
  const sentence = (await told())?.sentence ?? ''
  return `${name}: ${seconds} s in ${String(runs)} runs a minute apart, ${calls} calls. ${sentence}`
}

function openSlotkeeper(
  folder: string,
  parts: { provider: Provider; clock: TestClock; secrets: ReturnType<typeof memorySecrets> },
): Promise<Slotkeeper> {
  const { provider, clock, secrets } = parts
  const nothing = () => undefined
  return createSlotkeeper({
    folder,
    secrets,
    log: { info: nothing, warn: nothing, error: nothing },
    clock,
    webhookPort: 0,
    providerUrls: { [provider.id]: provider.url },
  })
}

async function call<M extends MethodName>(
  { api }: Slotkeeper,
  method: M,
  request: Request<M>,
): Promise<Response<M>> {
  const answer = await api.call(method, request)
  if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`)
  return answer.value as Response<M>
}

/** The one provider that is connected. */
async function startProvider(id: ProviderId, clock: TestClock) {
  const options = { now: () => clock.now(), seed: { openHours: OPEN_HOURS } }
  const common = { zone: NEW_YORK, meetingBookingProvider: id }
  const bookAll = (book: (email: string, start: string) => unknown) => () => {
    const span = { start: clock.now() + DAY, end: clock.now() + 30 * DAY }
    const free = openStarts({ ...OPEN_HOURS, timezone: NEW_YORK, incrementMinutes: 30 }, 30, span)
    EMAILS.forEach((email, index) => book(email, toInstant(free[index] ?? 0)))
  }
  if (id === 'calendly') {
    const sandbox = await startCalendlySandbox(options)
    const { uri: eventType, link: eventLink } = sandbox.eventTypes.intro
    return running(id, sandbox, {
      settings: { ...common, calendly: { enabled: true, eventLink, directLink: '' } },
      bookAll: bookAll((email, start) =>
        sandbox.bookAsInvitee({ eventType, start, name: 'Ada', email, timezone: NEW_YORK }),
      ),
    })
  }
  const sandbox = await startGhlSandbox(options)
  const { locationId } = sandbox
  const calendarId = sandbox.calendars.intro
  return running(id, sandbox, {
    settings: {
      ...common,
      ghl: { enabled: true, locationId, calendarId, assignedUserId: '', bookingLink: '' },
    },
    bookAll: bookAll((email, start) => {
      const contactId = sandbox.addContact({ firstName: 'Ada', email })
      return sandbox.bookInWidget({ calendarId, contactId, start })
    }),
  })
}

function running(
  id: ProviderId,
  sandbox: CalendlySandbox | GhlSandbox,
  known: { settings: Request<'settings.save'>; bookAll: () => void },
) {
  const { url, token, exchanges } = sandbox
  return { id, url, token, ...known, calls: () => exchanges.length, stop: () => sandbox.stop() }
}
