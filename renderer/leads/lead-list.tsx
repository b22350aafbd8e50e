import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { LeadRow } from '../../core/api/views'
import { dialogOf, useKeys } from '../shell/keys'
import { useConsole, useShown, useWorkspace } from '../state/use-console'
import { useNow } from '../use-now'
import { LeadLine } from './lead-line'

/** In CSS pixels; `.lead-line` has the same height. */
const LINE_HEIGHT = 64

/** The rows of the lead list. Only what is in view exists, so it stays quick with many thousands. */
export function LeadList({ rows }: { rows: readonly LeadRow[] }) {
  const console = useConsole()
  const { zone } = useWorkspace().settings
  const activeId = useShown((state) => state.activeLeadId)
  const isDrawerOpen = useShown((state) => state.drawer !== null)
  const drafts = useShown((state) => state.drafts)
  const now = useNow()
  const scroller = useRef<HTMLDivElement>(null)
  /** The row that takes the focus as soon as it exists. */
  const [focusId, setFocusId] = useState<string | null>(null)

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  })

  const activeIndex = rows.findIndex((row) => row.id === activeId)

  const moveTo = (index: number) => {
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))]
    if (!row) return
    console.setActiveLead(row.id)
    virtualizer.scrollToIndex(rows.indexOf(row))
    setFocusId(row.id)
  }

  useKeys((event) => {
    if (dialogOf(event) || event.ctrlKey || event.metaKey) return
    const inList = event.target === document.body || scroller.current?.contains(event.target as Node)
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / LINE_HEIGHT) - 1)
    const target: Record<string, number> = { j: activeIndex + 1, k: activeIndex - 1 }
    if (inList) {
      target['ArrowDown'] = activeIndex + 1
      target['ArrowUp'] = activeIndex - 1
      target['PageDown'] = activeIndex + page
      target['PageUp'] = activeIndex - page
      target['Home'] = 0
      target['End'] = rows.length - 1
    }
    const index = target[event.key]
    if (index === undefined) return
    event.preventDefault()
    moveTo(index)
  })

  // A closed drawer gives the focus back to its row, wherever that row has gone meanwhile.
  const wasDrawerOpen = useRef(isDrawerOpen)
  const searchRequests = useShown((state) => state.searchRequests)
  const seenSearchRequests = useRef(searchRequests)
  useEffect(() => {
    const askedForSearch = seenSearchRequests.current !== searchRequests
    seenSearchRequests.current = searchRequests
    if (wasDrawerOpen.current && !isDrawerOpen && !askedForSearch && activeIndex >= 0) {
      virtualizer.scrollToIndex(activeIndex)
      setFocusId(activeId)
    }
    wasDrawerOpen.current = isDrawerOpen
  }, [isDrawerOpen, searchRequests, activeIndex, activeId, virtualizer])

  const open = useCallback(
    (leadId: string) => {
      console.openLead(leadId)
    },
    [console],
  )
  const focused = useCallback(() => {
    setFocusId(null)
  }, [])

  const items = virtualizer.getVirtualItems()
  // One row can always be reached with Tab: the active one, or the first that exists.
  const tabIndexAt = items.some((item) => item.index === activeIndex) ? activeIndex : items[0]?.index
  return (
    <div className="lead-list" role="grid" aria-label="Leads" aria-rowcount={rows.length + 1}>
      <div role="rowgroup">
        <div className="lead-columns lead-head" role="row" aria-rowindex={1}>
          <span role="columnheader">Lead</span>
          <span role="columnheader">Meeting</span>
          <span role="columnheader" className="lead-status">
            Status
          </span>
          <span role="columnheader" className="lead-message">
            Last message
          </span>
          <span role="columnheader" className="lead-tasks">
            Tasks
          </span>
        </div>
      </div>
      <div ref={scroller} className="lead-scroller" role="rowgroup">
        <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const row = rows[item.index]
            if (!row) return null
            return (
              <LeadLine
                key={item.key}
                row={row}
                index={item.index}
                top={item.start}
                zone={zone}
                minute={Math.floor(now / 60_000)}
                isActive={row.id === activeId}
                isInTabOrder={item.index === tabIndexAt}
                isDrafted={Boolean(drafts[row.id]?.trim())}
                takesFocus={row.id === focusId}
                onOpen={open}
                onFocused={focused}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}
