import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { filterRows } from '../state/lead-rows'
import { useShown } from '../state/use-console'

/** More than this are not read through: another word narrows them. */
const SHOWN = 8

/** Chooses the lead whose meeting it is. */
export function LinkLead({
  busy,
  onLink,
  onClose,
}: {
  busy: boolean
  onLink: (leadId: string) => void
  onClose: () => void
}) {
  const leads = useShown((state) => state.leads)
  const [search, setSearch] = useState('')
  const found = useMemo(() => (search.trim() ? filterRows(leads ?? [], 'all', search) : []), [leads, search])
  return (
    <div
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
      <TextInput
        data-autofocus
        autoFocus
        label="Whose meeting is it?"
        placeholder="Name, company, e-mail, phone"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value)
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
              onClick={() => onLink(id)}
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
