import {
  IconChecklist,
  IconHeartbeat,
  IconSettings,
  IconUsers,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react'
import type { View } from '../state/console'

/** The views in the order in which the sidebar names them. */
export const VIEWS: Record<View, { label: string; icon: Icon }> = {
  leads: { label: 'Leads', icon: IconUsers },
  tasks: { label: 'Tasks', icon: IconChecklist },
  webhooks: { label: 'Webhooks', icon: IconWebhook },
  health: { label: 'Health', icon: IconHeartbeat },
  settings: { label: 'Settings', icon: IconSettings },
}
