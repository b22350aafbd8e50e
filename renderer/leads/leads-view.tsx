import { Button, CloseButton, SegmentedControl, Skeleton, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlugX, IconPlus, IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { Empty } from '../components/empty'
import { countSegments, filterRows, type Segment } from '../state/lead-rows'
import { useConsole, useShown, useWorkspace } from '../state/use-console'
import { SEGMENTS } from '../words'
import { AddLead } from './add-lead'
import { NoLeadsHere } from './no-leads-here'
import { LeadList } from './lead-list'
import { Welcome } from './welcome'
import './leads.css'

const segments = Object.keys(SEGMENTS) as Segment[]

/** Every lead, newest message first, with search and segments. */
export function LeadsView() {
  const console = useConsole()
  const leads = useShown((state) => state.leads)
  const error = useShown((state) => state.leadsError)
  const searchRequests = useShown((state) => state.searchRequests)
  const { isNew } = useWorkspace()
  const [segment, setSegment] = useState<Segment>('all')
  const [search, setSearch] = useState('')
  const [adding, add] = useDisclosure(false)
  // While the sample is opened the workspace is not new any more, and its leads are not there yet.
  const [opening, setOpening] = useState(false)
  const field = useRef<HTMLInputElement>(null)

  // The field follows every key at once; the list may come a moment later.
  const wanted = useDeferredValue(search)
  const rows = useMemo(() => filterRows(leads ?? [], segment, wanted), [leads, segment, wanted])
  const counts = useMemo(() => countSegments(leads ?? []), [leads])

  useEffect(() => {
    if (searchRequests === 0) return
    field.current?.focus()
    field.current?.select()
  }, [searchRequests])

  if (error !== null) {
    return (
      <Empty icon={IconPlugX} title="The leads could not be read">
        <p>{error}</p>
        <Button onClick={() => void console.readLeads()}>Try again</Button>
      </Empty>
    )
  }

  const nobody = leads?.length === 0
  return (
    <div className="leads">
      {nobody && (isNew || opening) ? (
        <Welcome onAdd={add.open} opening={opening} onOpening={setOpening} />
      ) : (
        <>
          <div className="leads-bar">
            <TextInput
              ref={field}
              className="leads-search"
              aria-label="Search leads"
              aria-keyshortcuts="/ Control+K Meta+K"
              placeholder="Name, company, e-mail, phone"
              leftSection={<IconSearch size={16} aria-hidden />}
              rightSection={
                search ? (
                  <CloseButton
                    size="sm"
                    aria-label="Clear the search"
                    onClick={() => {
                      setSearch('')
                      field.current?.focus()
                    }}
                  />
                ) : null
              }
              value={search}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setSearch('')
              }}
              onChange={(event) => {
                setSearch(event.currentTarget.value)
              }}
            />
            <SegmentedControl
              size="sm"
              aria-label="Which leads"
              data={segments.map((name) => ({
                value: name,
                label: (
                  <>
                    {SEGMENTS[name]}{' '}
                    <span className="leads-count">{counts[name].toLocaleString('en-US')}</span>
                  </>
                ),
              }))}
              value={segment}
              onChange={setSegment}
            />
            <Button className="leads-add" leftSection={<IconPlus size={16} aria-hidden />} onClick={add.open}>
              Add lead
            </Button>
          </div>
          {leads === null ? (
            <Loading />
          ) : rows.length === 0 ? (
            <NoLeadsHere
              segment={segment}
              search={wanted}
              nobody={nobody}
              onShowAll={() => {
                setSegment('all')
                setSearch('')
              }}
            />
          ) : (
            <LeadList rows={rows} />
          )}
        </>
      )}
      <AddLead opened={adding} onClose={add.close} />
    </div>
  )
}

function Loading() {
  return (
    <div className="leads-loading" aria-busy="true" aria-label="Reading the leads">
      {Array.from({ length: 10 }, (_, index) => (
        <Skeleton key={index} height={40} radius="md" />
      ))}
    </div>
  )
}
