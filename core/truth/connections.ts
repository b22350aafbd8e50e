import { closeOutdatedOffers } from '../availability/ledger'
import type { Context } from '../context'
import { PROVIDER_NAMES, providerIdSchema, type ProviderId } from '../domain/names'
import { namedTargets, type Connection } from '../domain/settings'
import type { BookingTargets } from '../domain/slot'
import { epoch, MINUTE, toInstant } from '../domain/time'
import type { PublicAddress } from '../domain/tunnel'
import type { CalendlyClient } from '../providers/calendly/client'
import type { Outcome, ProviderHealth } from '../providers/provider'
import { connectionOf, isBookedOn, newConnection, settingsOf } from '../store/workspace'
import { ensureSubscription, removeSubscription } from './subscription'

/** A connection that failed is tried again by itself after this time. */
const RETEST_AFTER = 2 * MINUTE

/** How often the webhook subscription is looked at: Calendly disables one that failed for a day, and tells nobody. */
const RECHECK_AFTER = 30 * MINUTE

/**
 * What is known of the providers, from live calls only (W4). Everything that looks at or changes a connection runs one
 * after the other: two tests at once would make two webhook subscriptions with one key.
 */
export class Connections {
  readonly #context: Context
  readonly #calendly: CalendlyClient
  readonly #publicAddress: () => PublicAddress
  #last: Promise<unknown> = Promise.resolve()

  constructor(context: Context, calendly: CalendlyClient, publicAddress: () => PublicAddress) {
    this.#context = context
    this.#calendly = calendly
    this.#publicAddress = publicAddress
  }

  /** Keeps a new token. What was learnt with the old one counts no more, whosever the new one is (W5). */
  setToken(provider: ProviderId, token: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#context.secrets.set(`${provider}.token`, token)
      // The subscription says for whose account the signing key was made.
      const { subscription } = connectionOf(this.#context.store, provider)
      await this.#change(provider, { ...newConnection(provider), subscription })
    })
  }

  /**
   * Asks the provider whose account it is and what is missing. Another account than before drops everything that was
   * cached from the old one (W5). When it works, the event type or calendar is resolved anew, and Calendly's webhooks
   * are seen to.
   */
  test(provider: ProviderId): Promise<void> {
    return this.#inTurn(async () => {
      const health = await this.#context.providers[provider].check()
      await this.#keep(provider, health)
      if (health.kind === 'failing') return
      await this.#forgetTargets(provider)
      if (namedTargets(settingsOf(this.#context.store), provider).length > 0) {
        const targets = await this.#context.providers[provider].targets()
        if (targets.kind === 'failed')
          await this.#change(provider, { health: 'failing', message: targets.message })
        await this.#closeOffersOfOthers(provider, targets)
      }
      if (provider === 'calendly') await this.#ensureSubscription()
    })
  }

  /** At start: what the last run saw may be long ago, and where tokens are kept in memory only they are gone. */
  async testAtStart(): Promise<void> {
    for (const provider of providerIdSchema.options) {
      if (this.#context.secrets.get(`${provider}.token`)) await this.test(provider)
      else
        await this.#inTurn(() => this.#change(provider, { health: 'untested', message: 'No token is set.' }))
    }
  }

  /** Tests again what failed a while ago: an outage heals without a person. */
  async retestFailing(): Promise<void> {
    const { store, clock, secrets } = this.#context
    for (const provider of providerIdSchema.options) {
      const { health, checkedAt } = connectionOf(store, provider)
      const isDue = checkedAt === null || clock.now() - epoch(checkedAt) > RETEST_AFTER
      if (health === 'failing' && isDue && secrets.get(`${provider}.token`)) await this.test(provider)
    }
  }

  /** Sees to the webhook subscription now, such as when the public address is another one (T5). */
  async seeToSubscription(): Promise<void> {
    if (!this.#context.secrets.get('calendly.token')) return
    await this.#inTurn(() => this.#ensureSubscription())
  }

  /** Looks at the webhook subscription every 30 minutes, and every two while something is wrong with it. */
  async recheckSubscription(): Promise<void> {
    const { store, clock } = this.#context
    const { health, subscriptionCheck: last } = connectionOf(store, 'calendly')
    if (health !== 'ok' || !last) return
    const after = last.problem === null ? RECHECK_AFTER : RETEST_AFTER
    if (clock.now() - epoch(last.checkedAt) > after) await this.seeToSubscription()
  }

  /** Drops what was resolved from settings that have changed (W5). */
  retarget(provider: ProviderId): Promise<void> {
    return this.#inTurn(() => this.#forgetTargets(provider))
  }

  /**
   * Removes our webhook subscription, then the token and all that was learnt with it; meetings and the other provider's
   * settings stay (W2, W5). Fails, and changes nothing, while Calendly cannot be reached; a token that Calendly no
   * longer accepts is cleared anyway, because nothing can be removed with it.
   */
  clear(provider: ProviderId): Promise<Outcome<true>> {
    return this.#inTurn(async () => {
      const { secrets, store } = this.#context
      if (provider === 'calendly') {
        const removed = await removeSubscription(this.#context, this.#calendly)
        if (removed.kind === 'failed' && !['auth', 'not_configured', 'scope'].includes(removed.reason))
          return removed
        await secrets.clear('calendly.webhookSigningKey')
      }
      await secrets.clear(`${provider}.token`)
      await store.transact('connection.cleared', (transaction) => {
        transaction.put('connections', newConnection(provider))
      })
      return { kind: 'ok', value: true }
    })
  }

  async #ensureSubscription(): Promise<void> {
    await ensureSubscription(this.#context, this.#calendly, this.#publicAddress())
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => undefined)
    return turn
  }

  /**
   * Another account, or another event type behind the same link: what was offered before cannot be booked any more. An
   * outage says nothing about it.
   */
  async #closeOffersOfOthers(provider: ProviderId, targets: Outcome<BookingTargets>): Promise<void> {
    if (targets.kind === 'failed' && targets.reason !== 'not_configured') return
    await this.#context.store.transact('offers.outdated', (transaction) => {
      const now = toInstant(this.#context.clock.now())
      closeOutdatedOffers(
        transaction,
        (slot) => slot.provider === provider && (targets.kind === 'failed' || !isBookedOn(transaction, slot)),
        now,
      )
    })
  }

  #forgetTargets(provider: ProviderId): Promise<void> {
    return this.#change(provider, { targets: [], directLinkProblem: null })
  }

  #change(provider: ProviderId, changes: Partial<Connection>): Promise<void> {
    return this.#context.store.transact('connection.change', (transaction) => {
      transaction.put('connections', { ...connectionOf(transaction, provider), ...changes })
    })
  }

  #keep(provider: ProviderId, health: ProviderHealth): Promise<void> {
    return this.#context.store.transact('connection.checked', (transaction) => {
      const before = connectionOf(transaction, provider)
      const account = health.account ?? before.account
      const base =
        account?.id === before.account?.id
          ? before
          : { ...newConnection(provider), subscription: before.subscription }
      transaction.put('connections', {
        ...base,
        account,
        ...describe(provider, health),
        missingPermissions: health.missingPermissions,
        checkedAt: toInstant(this.#context.clock.now()),
      })
    })
  }
}

function describe(provider: ProviderId, health: ProviderHealth): Pick<Connection, 'health' | 'message'> {
  if (health.kind === 'failing') return { health: 'failing', message: health.message }
  const { missingPermissions: missing } = health
  if (health.suffices) return { health: 'ok', message: `${PROVIDER_NAMES[provider]} works.` }
  return {
    health: 'failing',
    message: `The token lacks ${missing.join(', ')}. Make one that has them and save it here.`,
  }
}
