import { Button, SegmentedControl } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import type { AutoBookMode } from '../../core/domain/settings'
import { Pill } from '../components/pill'
import { toast, toastError } from '../components/toast'
import { useConsole, useShown, useWorkspace } from '../state/use-console'
import { MODES } from '../words'
import { VIEWS } from './views'

const modes = Object.keys(MODES) as AutoBookMode[]

/** Where the operator is, what Slotkeeper may do on its own, and the switch that stops it. */
export function Header() {
  const console = useConsole()
  const view = useShown((state) => state.view)
  const { settings } = useWorkspace()

  const setMode = async (mode: AutoBookMode) => {
    const answer = await console.changeWorkspace('settings.save', { autoBookMode: mode })
    if (answer.ok) toast(MODES[mode].changed)
    else toastError(answer.error.message)
  }

  return (
    <section className="header" aria-label="Overview">
      <h1 className="header-title">{VIEWS[view].label}</h1>
      {settings.sample ? <Pill tone="info">Sample workspace</Pill> : null}
      <div className="header-controls">
        <div className="header-mode" role="group" aria-labelledby="auto-book-label">
          <span id="auto-book-label" className="header-label">
            Auto-book
          </span>
          <SegmentedControl
            size="xs"
            aria-labelledby="auto-book-label"
            data={modes.map((mode) => ({ value: mode, label: MODES[mode].label }))}
            value={settings.autoBookMode}
            onChange={(mode) => void setMode(mode)}
          />
        </div>
        <PauseButton />
      </div>
    </section>
  )
}

/** The kill switch (W6): one click, either way. */
export function PauseButton() {
  const console = useConsole()
  const { paused } = useWorkspace().settings
  const [saving, setSaving] = useState(false)

  const toggle = async () => {
    setSaving(true)
    const answer = await console.changeWorkspace('settings.save', { paused: !paused })
    setSaving(false)
    if (!answer.ok) toastError(`Automation was not ${paused ? 'resumed' : 'paused'}. ${answer.error.message}`)
  }

  return (
    <Button
      size="xs"
      variant={paused ? 'filled' : 'default'}
      loading={saving}
      leftSection={
        paused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />
      }
      onClick={() => void toggle()}
    >
      {paused ? 'Resume automation' : 'Pause automation'}
    </Button>
  )
}
