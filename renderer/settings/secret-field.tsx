import { Button, Group, PasswordInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import type { Answer } from '../../core/api/contract'
import type { SecretName } from '../../core/api/views'
import { errorAt, fieldErrors } from '../components/form-errors'
import { Notice } from '../components/notice'
import { useOneAtATime } from '../components/one-at-a-time'
import { Pill } from '../components/pill'
import { toast } from '../components/toast'
import { useConsole, useWorkspace } from '../state/use-console'
import { PROTECTIONS } from '../words'
import { AreYouSure } from './are-you-sure'

interface Props {
  name: SecretName
  /** Whose it is, such as Calendly. */
  of: string
  /** What it is called there, such as a token. */
  noun: string
  /** Where the operator gets one. */
  hint: string
  /** What clearing takes away, and what it leaves. */
  clears: string
  clear: () => Promise<Answer<unknown>>
}

/** A secret that can be set, replaced and cleared, and never seen again (W3). */
export function SecretField({ name, of, noun, hint, clears, clear: clearIt }: Props) {
  const console = useConsole()
  const { secrets, protection } = useWorkspace()
  const isSet = secrets[name]
  const [typing, setTyping] = useState(false)
  const [hasTyped, setHasTyped] = useState(false)
  const [value, setValue] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [asking, ask] = useDisclosure(false)
  const [busy, run] = useOneAtATime()

  const stop = () => {
    setValue('')
    setError(null)
    setTyping(false)
  }

  const save = () =>
    run(async () => {
      const answer = await console.changeWorkspace('secret.set', { name, value })
      if (answer.ok) {
        stop()
        toast(`The ${of} ${noun} is saved.`)
      } else {
        setError(errorAt(fieldErrors(answer.error), 'value') ?? answer.error.message)
      }
    })

  const clear = () =>
    run(async () => {
      const answer = await clearIt()
      ask.close()
      if (answer.ok) toast(`The ${of} ${noun} is cleared.`)
      else setError(answer.error.message)
    })

  return (
    <div className="token">
      <div className="token-line">
        <span className="token-label">{noun.charAt(0).toUpperCase() + noun.slice(1)}</span>
        <Pill tone={isSet ? 'good' : 'neutral'}>{isSet ? 'Set' : 'Not set'}</Pill>
        {typing ? null : (
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              // It comes back when the entry is closed, and the focus with it.
              autoFocus={hasTyped}
              onClick={() => {
                setHasTyped(true)
                setTyping(true)
              }}
            >
              {isSet ? 'Replace' : `Set ${noun}`}
            </Button>
            {isSet ? (
              <Button size="xs" variant="default" onClick={ask.open}>
                Clear
              </Button>
            ) : null}
          </Group>
        )}
      </div>
      {typing ? (
        <div className="token-entry">
          <PasswordInput
            label={`${of} ${noun}`}
            description={hint}
            autoComplete="off"
            spellCheck={false}
            autoFocus
            value={value}
            onChange={(event) => {
              setValue(event.currentTarget.value)
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              // The token is saved by itself, not with the form that it stands in.
              event.preventDefault()
              if (value.trim()) void save()
            }}
            error={error}
          />
          <Group gap="xs">
            <Button size="xs" loading={busy} disabled={!value.trim()} onClick={() => void save()}>
              Save {noun}
            </Button>
            <Button size="xs" variant="subtle" disabled={busy} onClick={stop}>
              Cancel
            </Button>
          </Group>
        </div>
      ) : null}
      {error !== null && !typing ? <Notice tone="bad">{error}</Notice> : null}
      <p className={protection === 'memory' ? 'token-protection token-forgotten' : 'token-protection'}>
        {PROTECTIONS[protection]}
      </p>
      <AreYouSure
        opened={asking}
        title={`Clear the ${of} ${noun}?`}
        keep="Keep it"
        onKeep={ask.close}
        go={`Clear ${noun}`}
        onGo={() => void clear()}
        busy={busy}
        color="red"
      >
        <p>{clears}</p>
      </AreYouSure>
    </div>
  )
}
