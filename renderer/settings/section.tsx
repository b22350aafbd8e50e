import { Button } from '@mantine/core'
import type { SyntheticEvent, ReactNode } from 'react'
import { Live } from '../components/live'
import { Notice } from '../components/notice'
import type { SettingsForm } from './use-settings-form'

interface Props {
  id: string
  title: string
  /** What this section is for, in a sentence. */
  about?: string
  /** Absent where nothing is saved by a button. */
  form?: SettingsForm
  children: ReactNode
}

/** One part of the settings, saved on its own. */
export function Section({ id, title, about, form, children }: Props) {
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    void form?.save()
  }
  return (
    <section id={id} className="settings-section" aria-labelledby={`${id}-title`} tabIndex={-1}>
      <h2 id={`${id}-title`} className="settings-title">
        {title}
      </h2>
      {about ? <p className="settings-about">{about}</p> : null}
      <form onSubmit={submit} noValidate className="settings-form">
        {children}
        {form ? (
          <>
            <Live>{form.message === null ? null : <Notice tone="bad">{form.message}</Notice>}</Live>
            <div className="settings-save">
              <Button
                type="submit"
                size="sm"
                aria-label={`Save ${title}`}
                disabled={!form.dirty}
                loading={form.saving}
              >
                Save
              </Button>
              {form.dirty ? (
                <>
                  <Button size="sm" variant="subtle" onClick={form.undo}>
                    Undo
                  </Button>
                  <span className="dimmed small">Not saved yet</span>
                </>
              ) : null}
            </div>
          </>
        ) : null}
      </form>
    </section>
  )
}
