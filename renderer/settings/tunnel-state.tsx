import { Button } from '@mantine/core'
import { useState } from 'react'
import { Copyable } from '../components/copy'
import { Live } from '../components/live'
import { Notice } from '../components/notice'
import { useOneAtATime } from '../components/one-at-a-time'
import { Pill } from '../components/pill'
import { useConsole, useWorkspace } from '../state/use-console'
import { clockTimeWithZone, dayAndTime } from '../time'
import { addressState } from '../words'

/** Whether the internet reaches the receiver now, what the last call through the public address found, and a new one. */
export function TunnelState({ dirty }: { dirty: boolean }) {
  const console = useConsole()
  const { tunnel, settings } = useWorkspace()
  const [error, setError] = useState<string | null>(null)
  const [checking, run] = useOneAtATime()
  const { probe, url, why, retryAt } = tunnel
  const state = addressState(tunnel)

  const check = () =>
    run(async () => {
      const answer = await console.changeWorkspace('webhooks.probe', {})
      setError(answer.ok ? null : answer.error.message)
    })

  return (
    <div className="connection">
      <div className="token-line">
        <span className="token-label">Public address now</span>
        <Pill tone={state.tone}>{state.label}</Pill>
        {url === null ? null : <Copyable text={url} what="public address" />}
      </div>
      <Live>
        {error !== null ? <Notice tone="bad">{error}</Notice> : null}
        {why === null ? null : (
          <Notice tone="bad">
            {why}
            {retryAt === null ? null : (
              <div>It is tried again at {clockTimeWithZone(retryAt, settings.zone)}.</div>
            )}
          </Notice>
        )}
        {probe === null ? null : (
          <Notice tone={probe.outcome === 'reached' ? 'good' : 'bad'}>
            {probe.message}
            <div className="small">
              {probe.milliseconds === null ? 'Checked' : `It took ${probe.milliseconds} ms. Checked`}{' '}
              {dayAndTime(probe.at, settings.zone)}.
            </div>
          </Notice>
        )}
      </Live>
      <div className="connection-test">
        <Button
          variant="default"
          size="xs"
          loading={checking || tunnel.probing}
          disabled={url === null || dirty}
          onClick={() => void check()}
        >
          Check now
        </Button>
        {dirty ? <span className="dimmed small">Save first, then check.</span> : null}
      </div>
      <SubscriptionState />
    </div>
  )
}

/** Whether Calendly sends to the receiver (T5). */
function SubscriptionState() {
  const { connections, settings } = useWorkspace()
  const { subscription, subscriptionCheck: last } = connections.calendly
  if (last?.problem)
    return <Notice tone="bad">Calendly’s webhook subscription needs a look: {last.problem}</Notice>
  if (!subscription) return <p className="settings-about">Calendly sends no webhooks yet.</p>
  const checked = last ? `, last checked ${dayAndTime(last.checkedAt, settings.zone)}` : ''
  return (
    <p className="settings-about">
      Calendly sends to {new URL(subscription.callbackUrl).origin} since{' '}
      {dayAndTime(subscription.createdAt, settings.zone)}
      {checked}.
    </p>
  )
}
