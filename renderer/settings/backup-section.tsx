import { Button } from '@mantine/core'
import { useState } from 'react'
import type { BackupView } from '../../core/api/views'
import { CouldNotRead } from '../components/could-not-read'
import { Live } from '../components/live'
import { Notice } from '../components/notice'
import { useOneAtATime } from '../components/one-at-a-time'
import { useAsked } from '../state/use-asked'
import { useConsole, useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { useNow } from '../use-now'
import { BACKUP_REASONS, type Tone } from '../words'
import { AreYouSure } from './are-you-sure'
import { Section } from './section'

/** Copies of the workspace: when and why each was made, and the way back to one. */
export function BackupSection() {
  const { client } = useConsole()
  const { zone, sample } = useWorkspace().settings
  // Others are made meanwhile, by themselves and from other consoles.
  const { value: backups, error, readAgain, show } = useAsked('backups.list', {}, { again: useNow() })
  const [asking, setAsking] = useState<BackupView | null>(null)
  const [result, setResult] = useState<{ tone: Tone; text: string } | null>(null)
  const [busy, run] = useOneAtATime()

  const make = () =>
    run(async () => {
      const answer = await client.call('backups.make', {})
      if (answer.ok) show(answer.value)
      setResult(
        answer.ok
          ? { tone: 'good', text: 'The backup is made.' }
          : { tone: 'bad', text: answer.error.message },
      )
    })

  const restore = ({ name }: BackupView) =>
    run(async () => {
      const answer = await client.call('backups.restore', { name })
      setAsking(null)
      if (answer.ok) show(answer.value.backups)
      setResult(
        answer.ok
          ? { tone: 'good', text: answer.value.sentence }
          : { tone: 'bad', text: answer.error.message },
      )
    })

  return (
    <Section
      id="settings-backups"
      title="Backups"
      about="Slotkeeper keeps copies of the workspace on this computer: at each start, every 15 minutes while something changes, and before a restore. Tokens are not in them."
    >
      <div>
        <Button variant="default" size="sm" loading={busy && asking === null} onClick={() => void make()}>
          Back up now
        </Button>
      </div>
      <Live>
        {result === null ? null : <Notice tone={result.tone}>{result.text}</Notice>}
        {error === null ? null : <CouldNotRead error={error} onAgain={readAgain} />}
      </Live>
      {backups?.length === 0 ? <p className="dimmed small">There is no backup yet.</p> : null}
      {sample ? (
        <p className="dimmed small">
          The sample workspace is not replaced by a backup. Leave it first to restore one.
        </p>
      ) : null}
      {backups && backups.length > 0 ? (
        <ul className="backups" aria-label="Backups, the newest first">
          {backups.map((backup) => (
            <li key={backup.name} className="backup">
              <span className="backup-time">{dayAndTime(backup.at, zone)}</span>
              <span className="dimmed small">
                {BACKUP_REASONS[backup.reason]}, {sizeOf(backup.bytes)}
              </span>
              <Button
                size="xs"
                variant="default"
                disabled={busy || sample}
                aria-label={`Restore the backup of ${dayAndTime(backup.at, zone)}`}
                onClick={() => setAsking(backup)}
              >
                Restore
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {asking ? (
        <AreYouSure
          opened
          title="Restore this backup?"
          keep="Keep the present state"
          onKeep={() => setAsking(null)}
          go="Restore"
          onGo={() => void restore(asking)}
          busy={busy}
        >
          <p>
            Leads and settings become as they were on {dayAndTime(asking.at, zone)}. Messages, meetings and
            tasks that came later stay; nothing is canceled or sent at your providers.
          </p>
          <p>
            The present state is kept as a backup first, so you can come back to it. Automation is paused
            until you resume it.
          </p>
        </AreYouSure>
      ) : null}
    </Section>
  )
}

function sizeOf(bytes: number): string {
  if (bytes < 1_048_576) return `${Math.max(1, Math.round(bytes / 1024))} kB`
  return `${(bytes / 1_048_576).toFixed(1)} MB`
}
