import { Anchor, Button, Skeleton } from '@mantine/core'
import { IconClipboardText, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import type { HealthView as Health } from '../../core/api/views'
import { CouldNotRead } from '../components/could-not-read'
import { Live } from '../components/live'
import { Pill } from '../components/pill'
import { toast } from '../components/toast'
import { useAsked } from '../state/use-asked'
import { useConsole, useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import type { Tone } from '../words'
import { findings, reportOf } from './report'
import './health.css'

const VERDICTS: Partial<Record<Tone, string>> = { good: 'Good', warn: 'Check', bad: 'Fix' }

/** How the connections, the receiver and this computer are, with what to do where something is not well. */
export function HealthView() {
  const workspace = useWorkspace()
  // A connection that changes shows in the workspace first.
  const { value: health, error, readAgain } = useAsked('health.get', {}, { again: workspace })
  return (
    <>
      <Live>
        {error === null ? null : (
          <CouldNotRead
            {...(health === null && { title: 'The health could not be read' })}
            error={error}
            onAgain={readAgain}
          />
        )}
      </Live>
      {health ? (
        <Found health={health} zone={workspace.settings.zone} onReadAgain={readAgain} />
      ) : error === null ? (
        <Skeleton height={240} radius="lg" aria-label="Reading the health" />
      ) : null}
    </>
  )
}

function Found({ health, zone, onReadAgain }: { health: Health; zone: string; onReadAgain: () => void }) {
  const console = useConsole()
  const when = (instant: string) => dayAndTime(instant, zone)
  const [report, setReport] = useState<string | null>(null)

  const copy = async () => {
    const text = reportOf(health, when)
    try {
      await navigator.clipboard.writeText(text)
      setReport(null)
      toast('The report is copied. It holds no tokens and nothing about leads.')
    } catch {
      // The page may not write to the clipboard: the text is shown, to be copied by hand.
      setReport(text)
    }
  }

  return (
    <div className="health">
      <div className="health-actions">
        <Button
          size="sm"
          leftSection={<IconClipboardText size={16} aria-hidden />}
          onClick={() => void copy()}
        >
          Copy report
        </Button>
        <Button
          size="sm"
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={onReadAgain}
        >
          Look again
        </Button>
        <span className="dimmed small">As of {when(health.checkedAt)}</span>
      </div>
      {report === null ? null : (
        <pre className="health-report" tabIndex={0} aria-label="Report, to be copied by hand">
          {report}
        </pre>
      )}
      {findings(health, when).map(({ title, findings: found }) => (
        <section key={title} className="health-group" aria-label={title}>
          <h2 className="health-title">{title}</h2>
          <dl className="health-facts">
            {found.map(({ what, tone, says, settings }) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>
                  {VERDICTS[tone] ? <Pill tone={tone}>{VERDICTS[tone]}</Pill> : null} {says}{' '}
                  {settings ? (
                    <Anchor
                      component="button"
                      type="button"
                      fz="inherit"
                      onClick={() => {
                        console.showSettings(settings)
                      }}
                    >
                      Open the settings
                    </Anchor>
                  ) : null}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
