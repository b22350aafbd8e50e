import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { LeadDetail } from '../core/api/views'
import type { MethodName, Request, Response } from '../core/api/contract'
import type { Log } from '../core/context'
import { PROVIDER_NAMES, type ProviderId } from '../core/domain/names'
import { startCalendlySandbox } from '../core/sandbox/calendly'
import { startGhlSandbox } from '../core/sandbox/ghl'
import { createSlotkeeper, type Slotkeeper } from '../core/slotkeeper'
import { memorySecrets } from '../core/store/secret-file'

/** The main job in a terminal: a reply becomes a confirmed meeting, on Calendly and on GoHighLevel. */

const asJson = readArguments()
const silent: Log = { info: () => undefined, warn: () => undefined, error: console.error }

function readArguments(): boolean {
  try {
    return parseArgs({ options: { json: { type: 'boolean', default: false } } }).values.json
  } catch (error) {
    console.error(
      `${error instanceof Error ? error.message : String(error)}\nUsage: npm run demo [-- --json]`,
    )
    process.exit(2)
  }
}

/** Prints one step: a line for people, an object for programs. */
function step(
  provider: ProviderId,
  name: string,
  sentence: string,
  facts: Record<string, unknown> = {},
): void {
  if (asJson) console.log(JSON.stringify({ provider, step: name, sentence, ...facts }))
  else console.log(`  ${name.padEnd(12)} ${sentence.replaceAll('\n', `\n${' '.repeat(15)}`)}`)
}

async function ask<M extends MethodName>(
  slotkeeper: Slotkeeper,
  method: M,
  request: Request<M>,
): Promise<Response<M>> {
  const answer = await slotkeeper.api.call(method, request)
  if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`)
  return answer.value as Response<M>
}

/** Looks at the lead until `found` gives something, for ten seconds at most. */
async function whenLead<T>(
  slotkeeper: Slotkeeper,
  leadId: string,
  found: (detail: LeadDetail) => T | undefined,
): Promise<T> {
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    const value = found(await ask(slotkeeper, 'leads.get', { leadId }))
    if (value !== undefined) return value
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('what was waited for did not happen within ten seconds')
}

/** Plays the story once. True when the provider's webhook confirmed the meeting and it stands after a restart. */
async function play(provider: ProviderId): Promise<boolean> {
  const name = PROVIDER_NAMES[provider]
  const folder = await mkdtemp(path.join(os.tmpdir(), 'slotkeeper-demo-'))
  const now = () => Date.now()
  const calendly = await startCalendlySandbox({ now })
  const ghl = await startGhlSandbox({ now })
  const secrets = memorySecrets()
  const open = async () => {
    const opened = await createSlotkeeper({
      folder,
      secrets,
      log: silent,
      webhookPort: 0,
      providerUrls: { calendly: calendly.url, ghl: ghl.url },
      ghlWebhookKey: ghl.publicKeyPem,
    })
    await opened.start()
    ghl.webhookUrl = `${opened.receiverUrl ?? ''}/webhooks/ghl`
    return opened
  }
  let slotkeeper = await open()
  try {
    await ask(slotkeeper, 'settings.save', {
      meetingBookingProvider: provider,
      autoBookMode: 'auto',
      publicWebhookUrl: slotkeeper.receiverUrl ?? '',
      calendly: { enabled: true, eventLink: calendly.eventTypes.intro.link, directLink: '' },
      ghl: {
        enabled: true,
        locationId: ghl.locationId,
        calendarId: ghl.calendars.intro,
        assignedUserId: '',
        bookingLink: '',
      },
    })
    await ask(slotkeeper, 'secret.set', { name: 'ghl.token', value: ghl.token })
    const { connections } = await ask(slotkeeper, 'secret.set', {
      name: 'calendly.token',
      value: calendly.token,
    })
    const connection = connections[provider]
    step(provider, 'connected', `${connection.message} Account: ${connection.account?.name ?? 'none'}.`, {
      connection,
    })

    const { lead } = await ask(slotkeeper, 'leads.create', {
      firstName: 'Lee',
      lastName: 'Moreno',
      company: 'Northwind Solar',
      emails: ['lee.moreno@example.com'],
      phones: ['+15555550101'],
      zone: 'America/New_York',
    })
    const to = { leadId: lead.id, channel: 'sms' as const }
    const draft = await ask(slotkeeper, 'offers.draft', to)
    if (draft.kind !== 'ready') throw new Error(draft.reason)
    const slots = draft.slots.filter(({ named }) => named).map(({ slot }) => slot)
    await ask(slotkeeper, 'offers.send', { ...to, slots, requestId: 'demo-offer' })
    const offer = await whenLead(slotkeeper, lead.id, ({ messages }) =>
      messages.find((message) => message.direction === 'outbound'),
    )
    step(provider, 'offered', offer.text, { messageId: offer.id })

    const { ghlContactId } = (await ask(slotkeeper, 'leads.get', { leadId: lead.id })).lead
    ghl.receiveSms({ contactId: ghlContactId ?? '', text: 'The second one works for me, thanks!' })
    const decision = await whenLead(slotkeeper, lead.id, ({ decisions }) => decisions[0])
    const reply = await whenLead(slotkeeper, lead.id, ({ messages }) =>
      messages.find(({ direction }) => direction === 'inbound'),
    )
    step(provider, 'reply', `“${reply.text}”`, { messageId: reply.id })
    step(provider, 'read', decision.reading.explanation, { reading: decision.reading })
    for (const { gate, result, reason } of decision.gates) {
      step(provider, 'gate', `${result === 'pass' ? '✓' : '✗'} ${gate}: ${reason}`, { gate, result })
    }
    step(provider, 'decided', decision.sentence, { outcome: decision.outcome })

    const confirmation = await whenLead(slotkeeper, lead.id, ({ messages }) =>
      messages.find(
        (message) =>
          message.direction === 'outbound' && message.purpose === 'confirmation' && message.state === 'sent',
      ),
    )
    step(provider, 'confirmed', confirmation.text, { messageId: confirmation.id })

    const event = provider === 'calendly' ? 'invitee.created' : 'AppointmentCreate'
    const webhook = await waitForWebhook(slotkeeper, event)
    step(provider, 'webhook', `${name}’s signed ${event} arrived and was applied.`, { delivery: webhook })

    await slotkeeper.stop()
    slotkeeper = await open()
    const after = await ask(slotkeeper, 'leads.get', { leadId: lead.id })
    const [appointment] = after.appointments
    const stands =
      after.row.booked !== null && after.appointments.length === 1 && appointment?.status === 'confirmed'
    const sentences = {
      true: `The meeting stands: ${after.row.status.replace('_', ' ')}, ${appointment?.start ?? ''}.`,
      false: 'The meeting is gone.',
    }
    step(provider, 'restarted', sentences[`${stands}`], { appointment })
    return stands
  } finally {
    await slotkeeper.stop()
    await calendly.stop()
    await ghl.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function waitForWebhook(slotkeeper: Slotkeeper, event: string) {
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    const deliveries = await ask(slotkeeper, 'deliveries.list', { limit: 50 })
    const delivery = deliveries.find((one) => one.event === event && one.state === 'applied')
    if (delivery) return delivery
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`the webhook ${event} did not arrive within ten seconds`)
}

let failures = 0
for (const provider of ['calendly', 'ghl'] as const) {
  if (!asJson) console.log(`\n${PROVIDER_NAMES[provider]}`)
  try {
    if (!(await play(provider))) failures += 1
  } catch (error) {
    failures += 1
    step(provider, 'failed', error instanceof Error ? error.message : String(error))
  }
}
if (!asJson) console.log(failures === 0 ? '\nBoth meetings are booked and confirmed.' : '\nThe demo failed.')
process.exit(failures === 0 ? 0 : 1)
