import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ProviderId } from '../../core/domain/names'
import type { Connection } from '../../core/domain/settings'
import type { BookingTarget } from '../../core/domain/slot'
import { Notice } from '../components/notice'
import { Live } from '../components/live'
import { useOneAtATime } from '../components/one-at-a-time'
import { useConsole, useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { PROVIDERS, TARGETS } from '../words'

interface Props {
  provider: ProviderId
  /** Unsaved edits are not tested. */
  dirty: boolean
}

/** What the last live call found (W4), and the button that makes one. */
export function ConnectionState({ provider, dirty }: Props) {
  const console = useConsole()
  const { connections, secrets, reconcile, settings } = useWorkspace()
  const [error, setError] = useState<string | null>(null)
  const [testing, run] = useOneAtATime()
  const hasToken = secrets[`${provider}.token`]
  const caughtUp = reconcile[provider]

  const test = () =>
    run(async () => {
      const answer = await console.changeWorkspace('connection.test', { provider })
      setError(answer.ok ? null : answer.error.message)
    })

  return (
    <div className="connection">
      <Live>
        {error !== null ? (
          <Notice tone="bad">{error}</Notice>
        ) : (
          <Found connection={connections[provider]} hasToken={hasToken} />
        )}
      </Live>
      {settings.sample && (!hasToken || connections[provider].health === 'failing') ? (
        <p className="settings-about">The sample’s own token comes back when Slotkeeper starts again.</p>
      ) : null}
      {hasToken && caughtUp ? (
        <div className="dimmed small">
          {caughtUp.sentence} Looked up {dayAndTime(caughtUp.lastAt, settings.zone)}.
        </div>
      ) : null}
      <div className="connection-test">
        <Button
          variant="default"
          size="xs"
          loading={testing}
          disabled={!hasToken || dirty}
          onClick={() => void test()}
        >
          Test connection
        </Button>
        {dirty ? <span className="dimmed small">Save first, then test.</span> : null}
      </div>
    </div>
  )
}

/** One event type or calendar that is booked. */
function Target({ target, verb }: { target: BookingTarget; verb: string }) {
  const { cannotBook, requiredQuestions } = target
  return (
    <div>
      {verb} the {TARGETS[target.provider]} “{target.name}”, {target.minutes} min.
      {cannotBook === null ? null : ` It cannot be booked: ${cannotBook}`}
      {requiredQuestions.length > 0 ? ` It asks: ${requiredQuestions.join(', ')}` : null}
    </div>
  )
}

function Found({ connection, hasToken }: { connection: Connection; hasToken: boolean }) {
  const { zone } = useWorkspace().settings
  const { account, health, missingPermissions, targets, directLinkProblem } = connection
  if (!hasToken)
    return <Notice tone="neutral">No token is set, so {PROVIDERS[connection.id]} cannot be reached.</Notice>
  if (health === 'untested')
    return <Notice tone="neutral">Not tested yet. Test the connection to see whose account it is.</Notice>

  const missing =
    missingPermissions.length > 0 ? (
      <div>
        Missing permissions: {missingPermissions.join(', ')}. Make a token that has them, then replace this
        one.
      </div>
    ) : null
  if (health === 'failing') {
    return (
      <Notice tone="bad">
        {connection.message}
        {account ? <div>Account, as last known: {account.name}</div> : null}
        {missing}
      </Notice>
    )
  }
  const isFlawed =
    missing !== null || directLinkProblem !== null || targets.some(({ target }) => target.cannotBook !== null)
  return (
    <Notice tone={isFlawed ? 'warn' : 'good'}>
      <strong>
        Connected as {account?.name ?? 'an unnamed account'}
        {account?.email ? ` (${account.email})` : ''}
      </strong>
      {targets.length === 0 ? (
        <div>No {TARGETS[connection.id]} is found yet. Fill in which one to book.</div>
      ) : null}
      {(directLinkProblem === null ? targets : targets.slice(0, 1)).map(({ resolvedFrom, target }, place) => (
        <Target
          key={resolvedFrom}
          target={target}
          verb={place === 0 ? 'Books' : 'Without their answers, books'}
        />
      ))}
      {directLinkProblem === null ? null : <div>The direct link is not used: {directLinkProblem}</div>}
      {missing}
      {connection.checkedAt ? (
        <div className="dimmed small">Tested {dayAndTime(connection.checkedAt, zone)}</div>
      ) : null}
    </Notice>
  )
}
