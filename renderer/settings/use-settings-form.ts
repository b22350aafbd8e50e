import { useState } from 'react'
import type { SettingsPatch } from '../../core/api/methods/workspace-methods'
import type { Settings } from '../../core/domain/settings'
import { errorAt, fieldErrors, type FieldErrors } from '../components/form-errors'
import { useOneAtATime } from '../components/one-at-a-time'
import { toast } from '../components/toast'
import { useConsole, useShown, useWorkspace } from '../state/use-console'

export interface SettingsForm {
  /** What is saved, with what was edited here on top. */
  value: Settings
  set: <K extends keyof SettingsPatch>(key: K, value: Settings[K]) => void
  dirty: boolean
  saving: boolean
  save: () => Promise<void>
  undo: () => void
  /** What the core found wrong at a field, such as `workingHours`. */
  errorAt: (path: string) => string | undefined
  /** What went wrong and belongs to no field. */
  message: string | null
}

const NO_EDITS: SettingsPatch = {}

/** Edits that were not saved, and why; what is edited again is not held to it. */
interface Refused {
  edits: SettingsPatch
  errors: FieldErrors
  message: string
}

/**
 * The edits of one section, which outlast the view. Only what was edited is saved, so that sections never undo each
 * other.
 */
export function useSettingsForm(section: string): SettingsForm {
  const console = useConsole()
  const { settings } = useWorkspace()
  const edits = useShown((state) => state.settingsEdits[section] ?? NO_EDITS)
  const [refused, setRefused] = useState<Refused | null>(null)
  const [saving, run] = useOneAtATime()

  const changed = Object.fromEntries(
    Object.entries(edits).filter(([key, value]) => !isSame(value, settings[key as keyof Settings])),
  ) as SettingsPatch

  const clear = (): void => {
    console.setSettingsEdits(section, NO_EDITS)
    setRefused(null)
  }

  return {
    value: { ...settings, ...(edits as Partial<Settings>) },
    set(key, value) {
      const before = console.store.getState().settingsEdits[section] ?? NO_EDITS
      console.setSettingsEdits(section, { ...before, [key]: value })
    },
    dirty: Object.keys(changed).length > 0,
    saving,
    save: () =>
      run(async () => {
        const answer = await console.changeWorkspace('settings.save', changed)
        if (answer.ok) {
          clear()
          toast('Saved.')
          return
        }
        const found = fieldErrors(answer.error)
        const message =
          Object.keys(found).length > 0 ? 'Nothing was saved. See the marked fields.' : answer.error.message
        setRefused({ edits, errors: found, message })
      }),
    undo: clear,
    errorAt: (path) =>
      refused && isSame(partAt(edits, path), partAt(refused.edits, path))
        ? errorAt(refused.errors, path)
        : undefined,
    message: refused && isSame(edits, refused.edits) ? refused.message : null,
  }
}

function partAt(edits: SettingsPatch, path: string): unknown {
  return path.split('.').reduce<unknown>((whole, key) => {
    return typeof whole === 'object' && whole !== null ? (whole as Record<string, unknown>)[key] : undefined
  }, edits)
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
