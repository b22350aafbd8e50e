/** @promise reliability: What a restore took away and the providers still have is read back at once. */
import { expect, onTestFinished, test } from 'vitest'
import { MINUTE } from '../../../core/domain/time'
import { createProviders } from '../../../core/providers/create-providers'
import { startCalendlySandbox } from '../../../core/sandbox/calendly'
import { startGhlSandbox } from '../../../core/sandbox/ghl'
import { newConnection } from '../../../core/store/workspace'
import { Reconciler } from '../../../core/truth/reconcile/reconciler'
import { instantContext } from '../../bench/instant-ports'
import { makeLead, makeSettings, NEW_YORK } from '../../support/fixtures'
import { newStore } from '../../support/stores'

async function reconciling() {
  const { store, clock } = await newStore()
  const now = () => clock.now()
  const calendly = await startCalendlySandbox({ now })
  const ghl = await startGhlSandbox({ now })
  onTestFinished(async () => {
    await calendly.stop()
    await ghl.stop()
  })
  const contactId = ghl.addContact({ firstName: 'Ada', email: 'ada.osei@example.com' })
  const sandboxes = { calendly, ghl }
  const parts = createProviders({
    store,
    clock,
    baseUrl: (id) => sandboxes[id].url,
    token: (id) => sandboxes[id].token,
  })
  const context = { ...instantContext(store, clock, []), ...parts, log: console }
  for (const id of ['calendly', 'ghl'] as const) await context.secrets.set(`${id}.token`, sandboxes[id].token)
  const settings = makeSettings()
  const { intro } = ghl.calendars
  await store.transact('test.workspace', (transaction) => {
    transaction.put('settings', {
      ...settings,
      calendly: { ...settings.calendly, enabled: true },
      ghl: { ...settings.ghl, enabled: true, locationId: ghl.locationId, calendarId: intro },
    })
    const account = { name: 'Dana Host', email: null }
    const connected = { health: 'ok', message: 'works' } as const
    transaction.put('connections', {
      ...newConnection('calendly'),
      ...connected,
      account: { ...account, id: calendly.user, organization: calendly.organization },
    })
    transaction.put('connections', {
      ...newConnection('ghl'),
      ...connected,
      account: { ...account, id: ghl.locationId, organization: null },
    })
    transaction.put('leads', makeLead({ ghlContactId: contactId }))
  })
  const reconciler = new Reconciler(context, {
    ghl: parts.ghl,
    decide: () => Promise.resolve(),
    onProblem: () => undefined,
  })
  return { store, clock, calendly, ghl, contactId, providers: parts.providers, reconciler }
}

test('after it a message and a booking that were read before are read again', async () => {
  const { store, clock, calendly, ghl, contactId, reconciler } = await reconciling()
  await reconciler.run()
  const rows = store.all('reconciliations')
  clock.moveBy(MINUTE)
  ghl.receiveSms({ contactId, text: 'Is there parking?' })
  calendly.bookAsInvitee({
    eventType: calendly.eventTypes.intro.uri,
    start: '2026-12-01T15:00:00.000Z',
    name: 'Ada Osei',
    email: 'ada.osei@example.com',
    timezone: NEW_YORK,
  })
  reconciler.want('wake')
  await reconciler.run()
  const texts = () => store.all('messages').map(({ text }) => text)
  const starts = () => store.all('appointments').map(({ start }) => start)
  expect(texts()).toContain('Is there parking?')
  expect(starts()).toEqual(['2026-12-01T15:00:00.000Z'])

  await store.transact('test.restore', (transaction) => {
    for (const { id } of transaction.all('messages')) transaction.remove('messages', id)
    for (const { id } of transaction.all('appointments')) transaction.remove('appointments', id)
    for (const row of rows) transaction.put('reconciliations', row)
  })
  clock.moveBy(MINUTE)
  await reconciler.run()
  expect([texts(), starts()]).toEqual([[], []])
  reconciler.startOver()
  await reconciler.run()
  expect(texts()).toContain('Is there parking?')
  expect(starts()).toEqual(['2026-12-01T15:00:00.000Z'])
})

test('a run that was under way does not say how far it came', async () => {
  const { store, providers, reconciler } = await reconciling()
  const readRecord = providers.calendly.readRecord.bind(providers.calendly)
  providers.calendly.readRecord = async (query) => {
    const read = await readRecord(query)
    reconciler.startOver()
    return read
  }
  await reconciler.run()
  expect(store.get('reconciliations', 'calendly')?.followedUntil).toBeNull()
  providers.calendly.readRecord = readRecord
  await reconciler.run()
  expect(store.get('reconciliations', 'calendly')?.followedUntil).not.toBeNull()
})
