import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { filterRows } from '../state/lead-rows'
import { useShown } from '../state/use-console'

/** More than this are not read through: another word narrows them. */
const SHOWN = 8

/** Chooses the lead whose meeting it is, and whether the lead is written to: the wrong one would get a stranger's link. */
export function LinkLead({
  busy,
  onLink,
  onClose,
}: {
  busy: boolean
  onLink: (leadId: string, confirm: boolean) => void
  onClose: () => void
}) {
  const leads = useShown((state) => state.leads)
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null)
  const found = useMemo(() => (search.trim() ? filterRows(leads ?? [], 'all', search) : []), [leads, search])
  const group = useRef<HTMLDivElement>(null)
  useEffect(() => {
    group.current?.scrollIntoView({ block: 'nearest' })
  }, [found.length, chosen])
  return (
    <div
      ref={group}
      className="link-lead"
      role="group"
      aria-label="Link to a lead"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // The webhook stays open.
        event.stopPropagation()
        onClose()
      }}
    >
      {chosen === null ? null : (
        <div className="link-lead-sure">
          <p>
            The meeting goes into the history of <strong>{chosen.name}</strong>. Is it this lead’s, and should
            they get a confirmation with the link to join?
          </p>
          <Button
            autoFocus
            size="xs"
            disabled={busy}
            onClick={() => {
              onLink(chosen.id, false)
            }}
          >
            Link, send nothing
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={busy}
            onClick={() => {
              onLink(chosen.id, true)
            }}
          >
            Link and confirm
          </Button>
        </div>
      )}
      <TextInput
        data-autofocus
        autoFocus
        label="Whose meeting is it?"
        placeholder="Name, company, e-mail, phone"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value)
          setChosen(null)
        }}
      />
      <ul className="link-lead-found">
        {found.slice(0, SHOWN).map(({ id, name, company }) => (
          <li key={id}>
            <Button
              variant="default"
              size="xs"
              fullWidth
              justify="start"
              disabled={busy}
              aria-pressed={chosen?.id === id}
              onClick={() => {
                setChosen({ id, name })
              }}
            >
              {company ? `${name} · ${company}` : name}
            </Button>
          </li>
        ))}
      </ul>
      <p className="small dimmed" role="status">
        {search.trim() === ''
          ? 'Type a part of the name.'
          : found.length === 0
            ? 'No lead fits. Try another word, or create the lead.'
            : found.length > SHOWN
              ? `${(found.length - SHOWN).toLocaleString('en-US')} more fit. Type another word.`
              : null}
      </p>
      <Button variant="subtle" size="xs" onClick={onClose}>
        Back
      </Button>
    </div>
  )
}
