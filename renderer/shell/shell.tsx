import { useDisclosure, useDocumentTitle } from '@mantine/hooks'
import { useEffect } from 'react'
import { clearToasts } from '../components/toast'
import { HealthView } from '../health/health-view'
import { LeadDrawer } from '../lead-drawer/lead-drawer'
import { LeadsView } from '../leads/leads-view'
import { SettingsView } from '../settings/settings-view'
import type { View } from '../state/console'
import { useConsole, useShown } from '../state/use-console'
import { TasksView } from '../tasks/tasks-view'
import { WebhooksView } from '../webhooks/webhooks-view'
import { Banners } from './banners'
import { Header } from './header'
import { dialogOf, useKeys } from './keys'
import { ShortcutSheet } from './shortcut-sheet'
import { Sidebar } from './sidebar'
import { VIEWS } from './views'
import './shell.css'

const views: Record<View, () => React.ReactNode> = {
  leads: LeadsView,
  tasks: TasksView,
  webhooks: WebhooksView,
  health: HealthView,
  settings: SettingsView,
}

/** The frame around every view: sidebar, header, banners, and the drawer over all. */
export function Shell() {
  const console = useConsole()
  const view = useShown((state) => state.view)
  const [sheetOpened, sheet] = useDisclosure(false)
  useDocumentTitle(`${VIEWS[view].label} · Slotkeeper`)

  useKeys((event) => {
    const dialog = dialogOf(event)
    if (dialog && !dialog.matches('[data-lead-drawer]')) return
    const searches =
      event.key === '/' || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k')
    if (searches) console.search()
    else if (event.key === '?') sheet.open()
    else return
    event.preventDefault()
  })

  const section = useShown((state) => state.settingsSection)
  useEffect(() => {
    const element = section === null ? null : document.getElementById(section)
    element?.scrollIntoView({ block: 'start' })
    element?.focus({ preventScroll: true })
  }, [section])

  // What was said in passing belongs to where it was said.
  const openLeadId = useShown((state) => state.drawer?.leadId)
  useEffect(() => clearToasts, [view])
  useEffect(() => (openLeadId === undefined ? undefined : clearToasts), [openLeadId])

  const Content = views[view]
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to the {VIEWS[view].label.toLowerCase()}
      </a>
      <Sidebar onShortcuts={sheet.open} />
      <div className="shell-body">
        <Header />
        <Banners />
        <main id="main" className="shell-main" tabIndex={-1}>
          <Content />
        </main>
      </div>
      <LeadDrawer />
      <ShortcutSheet opened={sheetOpened} onClose={sheet.close} />
    </div>
  )
}
