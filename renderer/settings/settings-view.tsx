import { AutomationSection } from './automation-section'
import { BackupSection } from './backup-section'
import { CalendlySection } from './calendly-section'
import { GhlSection } from './ghl-section'
import { useWorkspace } from '../state/use-console'
import { ProviderSection } from './provider-section'
import { SampleSection } from './sample-section'
import { useSectionInView } from './use-section-in-view'
import { WebhookSection } from './webhook-section'
import { WorkspaceSection } from './workspace-section'
import './settings.css'

const sample = { id: 'settings-sample', label: 'Sample workspace' }
const own = [
  { id: 'settings-workspace', label: 'Workspace' },
  { id: 'settings-automation', label: 'Automation' },
  { id: 'settings-provider', label: 'Booking provider' },
  { id: 'settings-calendly', label: 'Calendly' },
  { id: 'settings-ghl', label: 'GoHighLevel' },
  { id: 'settings-webhooks', label: 'Webhooks' },
  { id: 'settings-backups', label: 'Backups' },
]

/** Everything that can be set, each section saved on its own. */
export function SettingsView() {
  const { settings } = useWorkspace()
  const sections = settings.sample ? [sample, ...own] : own
  const current = useSectionInView(sections.map(({ id }) => id))
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label="Sections">
        {sections.map(({ id, label }) => (
          <a key={id} href={`#${id}`} aria-current={id === current ? 'location' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <div className="settings-sections">
        {settings.sample ? <SampleSection /> : null}
        <WorkspaceSection />
        <AutomationSection />
        <ProviderSection />
        <CalendlySection />
        <GhlSection />
        <WebhookSection />
        <BackupSection />
      </div>
    </div>
  )
}
