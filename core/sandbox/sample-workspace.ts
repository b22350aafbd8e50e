import { ApiFailure } from '../api/api-failure'
import type { Context } from '../context'
import { newLead } from '../conversations/new-lead'
import { draftOffer, sendOffer } from '../conversations/offer-times'
import { newSettings } from '../domain/settings'
import { toInstant } from '../domain/time'
import { collectionNames } from '../store/collections'
import { settingsOf } from '../store/workspace'
import type { Connections } from '../truth/connections'
import { startCalendlySandbox, type CalendlySandbox, type CalendlySandboxState } from './calendly'
import { startGhlSandbox, type GhlSandbox, type GhlSandboxState } from './ghl'
import { SAMPLE_LEADS, type SampleLead } from './sample-leads'

/** The sample's Calendly and GoHighLevel. */
export interface SampleProviders {
  calendly: CalendlySandbox
  ghl: GhlSandbox
}

export interface SamplePorts {
  connections: Connections
  receiverUrl: () => string
  /** Resolves when every webhook that has arrived is applied. */
  deliveriesApplied: () => Promise<void>
  /** Tells the core whether the sample's providers run, and where. */
  onRunning: (running: SampleProviders | null) => void
  zone: string
}

/** A workspace that needs no account: the sandbox providers run inside the app, behind the real provider code (W7). */
export class SampleWorkspace {
  readonly #context: Context
  readonly #ports: SamplePorts
  #calendly: CalendlySandbox | null = null
  #ghl: GhlSandbox | null = null
  #saving: Promise<void> | null = null

  constructor(context: Context, ports: SamplePorts) {
    this.#context = context
    this.#ports = ports
  }

  /** Starts the providers of a sample workspace that was opened before, where they left off. */
  async resume(): Promise<void> {
    if (settingsOf(this.#context.store).sample) await this.#startProviders()
  }

  /** Opens the sample in a workspace that is still new. Opening it again changes nothing. */
  async open(): Promise<void> {
    const { store, secrets } = this.#context
    if (settingsOf(store).sample) return
    if (store.count('leads') > 0 || secrets.get('calendly.token') || secrets.get('ghl.token')) {
      throw new ApiFailure('sample.not_new', 'The sample workspace opens only where nothing is set up yet.')
    }
    await store.transact('sample.open', (transaction) => {
      transaction.put('settings', {
        ...settingsOf(transaction),
        workspaceName: 'Sample workspace',
        sample: true,
        minimumNoticeMinutes: 60,
      })
    })
    await this.#startProviders()
    for (const lead of SAMPLE_LEADS) await this.#introduce(lead)
  }

  /** Stops the providers and removes everything; the folder is as new then. */
  async leave(): Promise<void> {
    const { store, secrets } = this.#context
    if (!settingsOf(store).sample) return
    await this.stop()
    await secrets.clear('calendly.token')
    await secrets.clear('calendly.webhookSigningKey')
    await secrets.clear('ghl.token')
    await store.transact('sample.leave', (transaction) => {
      for (const name of collectionNames) {
        for (const { id } of transaction.all(name)) transaction.remove(name, id)
      }
      transaction.put('settings', newSettings(this.#ports.zone))
    })
  }

  /** Writes a text message as the lead would; it arrives as GoHighLevel's signed webhook. */
  async replyAsLead(leadId: string, text: string): Promise<void> {
    const contactId = this.#context.store.get('leads', leadId)?.ghlContactId
    if (!this.#ghl || !contactId) {
      throw new ApiFailure(
        'sample.not_written',
        'Write to this lead or offer times first: then it can answer.',
      )
    }
    this.#ghl.receiveSms({ contactId, text })
    await this.#ghl.settled()
    await this.#ports.deliveriesApplied()
  }

  async stop(): Promise<void> {
    await this.#calendly?.settled()
    await this.#ghl?.settled()
    await this.#save()
    await this.#calendly?.stop()
    await this.#ghl?.stop()
    this.#calendly = null
    this.#ghl = null
    this.#ports.onRunning(null)
  }

  async #startProviders(): Promise<void> {
    const { store, clock, secrets } = this.#context
    const now = () => clock.now()
    const onChange = () => {
      this.#saveSoon()
    }
    const calendlyState = store.get('sandboxes', 'calendly')?.state as CalendlySandboxState | undefined
    const ghlState = store.get('sandboxes', 'ghl')?.state as GhlSandboxState | undefined
    const world = { now, onChange, seed: { timezone: this.#ports.zone } }
    const calendly = await startCalendlySandbox({ ...world, ...(calendlyState && { state: calendlyState }) })
    const ghl = await startGhlSandbox({ ...world, ...(ghlState && { state: ghlState }) })
    const receiverUrl = this.#ports.receiverUrl()
    ghl.webhookUrl = `${receiverUrl}/webhooks/ghl`
    this.#calendly = calendly
    this.#ghl = ghl
    this.#ports.onRunning({ calendly, ghl })
    await secrets.set('calendly.token', calendly.token)
    await secrets.set('ghl.token', ghl.token)
    await store.transact('sample.connect', (transaction) => {
      const settings = settingsOf(transaction)
      transaction.put('settings', {
        ...settings,
        publicWebhookUrl: receiverUrl,
        calendly: {
          ...settings.calendly,
          eventLink: settings.calendly.eventLink || calendly.eventTypes.intro.link,
        },
        ghl: {
          ...settings.ghl,
          locationId: ghl.locationId,
          calendarId: settings.ghl.calendarId || ghl.calendars.intro,
        },
      })
    })
    await this.#ports.connections.test('ghl')
    await this.#ports.connections.test('calendly')
  }

  async #introduce({ known, story }: SampleLead): Promise<void> {
    const { store, clock } = this.#context
    const zone = known.zone === null ? null : { name: known.zone, source: 'sample' as const }
    await store.transact('sample.lead', (transaction) => {
      transaction.put('leads', newLead({ ...known, zone }, toInstant(clock.now())))
    })
    if (story === 'new') return
    await this.#offer(known.id)
    if (story === 'accepted') await this.replyAsLead(known.id, 'The second one works for me, thanks!')
    if (story === 'asked') await this.replyAsLead(known.id, 'What would this cost us per month?')
    if (story === 'booked') await this.#bookOnThePage(known.id)
  }

  async #offer(leadId: string): Promise<void> {
    const lead = this.#context.store.get('leads', leadId)
    const draft = lead && (await draftOffer(this.#context, { lead, channel: 'sms' }))
    if (draft?.kind !== 'ready' || draft.named.length === 0) return
    await sendOffer(this.#context, {
      leadId,
      channel: 'sms',
      slots: draft.named,
      requestId: `sample:${leadId}`,
    })
  }

  /** As a lead who follows the booking link instead of answering. */
  async #bookOnThePage(leadId: string): Promise<void> {
    const lead = this.#context.store.get('leads', leadId)
    const slot = this.#context.store.by('offers', 'lead', leadId)[0]?.slot
    if (!lead || !slot || !this.#calendly) return
    this.#calendly.bookAsInvitee({
      eventType: slot.targetId,
      start: slot.start,
      name: `${lead.firstName} ${lead.lastName}`,
      email: lead.emails[0] ?? '',
      timezone: lead.zone?.name ?? this.#ports.zone,
    })
    await this.#calendly.settled()
    await this.#ports.deliveriesApplied()
  }

  /** Changes come in bursts; one save at the end of a turn holds them all. */
  #saveSoon(): void {
    this.#saving ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#saving = null
        resolve(this.#save())
      })
    })
    this.#saving.catch((error: unknown) => {
      this.#context.log.warn('sample.not_saved', { error: String(error) })
    })
  }

  async #save(): Promise<void> {
    const calendly = this.#calendly?.snapshot()
    const ghl = this.#ghl?.snapshot()
    if (!calendly || !ghl) return
    await this.#context.store.transact('sample.save', (transaction) => {
      transaction.put('sandboxes', { id: 'calendly', state: calendly })
      transaction.put('sandboxes', { id: 'ghl', state: ghl })
    })
  }
}
