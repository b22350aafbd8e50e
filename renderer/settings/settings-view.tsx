import { AutomationSection } from './automation-section'
import { BackupSection } from './backup-section'
import { CalendlySection } from './calendly-section'
import { GhlSection } from './ghl-section'
import { useWorkspace } from '../state/use-console'
import { ProviderSection } from './provider-section'
import { SampleSection } from './sample-section'
import { WebhookSection } from './webhook-section'
import { WorkspaceSection } from './workspace-section'
import './settings.css'

const sections = [
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
  const { sample } = useWorkspace().settings
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label="Sections">
        {sections.map(({ id, label }) => (
          <a key={id} href={`#${id}`}>
            {label}
          </a>
        ))}
      </nav>
      <div className="settings-sections">
        {sample ? <SampleSection /> : null}
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
